import { setTimeout as sleep } from 'node:timers/promises'

/** A pause that an abort cuts short; nothing else can reject it. */
export async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch(() => undefined)
}
