/** A clean end: what was started is stopped in the opposite order, and nothing can hold the end up for ever. */
import { setTimeout as sleep } from 'node:timers/promises'
import { reasonOf } from './setup-error.ts'

export interface Stop {
  /** Registers what to do at the end; the last one registered goes first. */
  add(name: string, work: () => unknown): void
  /** Ends the process, once, whoever asks. Exit code 1 when something did not stop as it should. */
  end(code?: number): Promise<void>
  /** Whether the end has begun. */
  readonly ending: boolean
}

export interface StopOptions {
  /** Milliseconds that each part may take. */
  readonly limit?: number
  /** Takes each line for the person at the terminal. */
  readonly say: (line: string) => void
  readonly exit?: (code: number) => void
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** npm passes a Ctrl-C on to a process that got it already: what follows so closely is the same one. Milliseconds. */
const sameKeystroke = 1000

/** Ends on Ctrl-C, on `kill` and when the terminal closes. A second Ctrl-C ends at once, with code 130. */
export function makeStop({ limit = 10_000, say, exit = (code) => process.exit(code) }: StopOptions): Stop {
  const parts: { name: string; work: () => unknown }[] = []
  let ended: Promise<void> | undefined
  let asked = 0

  async function stopParts(code: number): Promise<void> {
    let failures = 0
    for (let part = parts.pop(); part; part = parts.pop()) {
      const trouble = await stopWithin(part.work, limit)
      if (!trouble) continue
      failures += 1
      say(`${part.name} did not stop: ${trouble}`)
    }
    exit(failures > 0 ? Math.max(code, 1) : code)
  }

  const end = (code = 0): Promise<void> => (ended ??= stopParts(code))

  function onSignal(name: NodeJS.Signals): void {
    const now = performance.now()
    if (!ended) {
      asked = now
      void end()
    } else if (name === 'SIGINT' && now - asked > sameKeystroke) {
      say('Stopped at once.')
      exit(130)
    }
  }

  for (const name of signals) process.on(name, onSignal)
  return {
    add: (name, work) => parts.push({ name, work }),
    end,
    get ending() {
      return ended !== undefined
    },
  }
}

/** The reason why it did not stop, or nothing. */
async function stopWithin(work: () => unknown, limit: number): Promise<string | undefined> {
  const timer = new AbortController()
  const late = sleep(limit, `it took longer than ${limit / 1000} s`, { signal: timer.signal }).catch(() => undefined)
  try {
    return await Promise.race([
      Promise.resolve()
        .then(work)
        .then(() => undefined),
      late,
    ])
  } catch (error) {
    return reasonOf(error)
  } finally {
    timer.abort()
  }
}
