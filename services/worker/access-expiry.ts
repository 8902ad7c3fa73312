/** Switches off shares of panels whose time is over. Requests refuse them before; here the list and the audit log learn of it. */
import type { Ports } from '@streambot/shared/engine/ports.ts'
import { endExpiredGrants } from '@streambot/shared/engine/share.ts'
import { keepLooking, type Looking } from './looking.ts'

export interface AccessExpiryOptions {
  readonly ports: Pick<Ports, 'store' | 'clock'>
  /** Milliseconds between two looks. */
  readonly everyMs?: number
  readonly onError: (error: unknown) => void
}

/** Looks every ten seconds. Any number of workers may do it at the same time. */
export function createAccessExpiry({ ports, everyMs = 10_000, onError }: AccessExpiryOptions): Looking {
  return keepLooking(async () => void (await endExpiredGrants(ports)), { everyMs, onError })
}
