/** What the simulator saw: lines that were said to it, lines it refused, requests. For tests to read and to wait on. */

/** A line that was accepted. */
export interface Heard {
  readonly id: string
  /** The login of the room. */
  readonly room: string
  /** Who said it. */
  readonly login: string
  readonly text: string
  readonly at: number
  readonly via: 'irc' | 'helix'
}

/** A line that was not; `code` is the `msg-id`. */
export interface RefusedLine {
  readonly room: string
  readonly login: string
  readonly text: string
  readonly at: number
  readonly code: string
}

/** One HTTP request and how it was answered. A status of 0 is a socket that was dropped. */
export interface RequestLog {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly body: string
  readonly status: number
  readonly at: number
}

export interface Hearing {
  readonly heard: readonly Heard[]
  readonly refused: readonly RefusedLine[]
  readonly requests: readonly RequestLog[]
  addHeard(line: Heard): void
  addRefused(line: RefusedLine): void
  addRequest(request: RequestLog): void
  onHeard(listener: (line: Heard) => void): () => void
  /** Says that something changed, so that waiting checks are made again. */
  poke(): void
  /** Resolves with what `check` gives as soon as it gives something. */
  waitUntil<T>(check: () => T | undefined | false, milliseconds: number, what: string): Promise<T>
}

const most = 20_000

/** Empty records. */
export function createHearing(): Hearing {
  const heard: Heard[] = []
  const refused: RefusedLine[] = []
  const requests: RequestLog[] = []
  const listeners = new Set<(line: Heard) => void>()
  const waiting = new Set<() => void>()
  const poke = () => {
    for (const check of waiting) check()
  }
  return {
    heard,
    refused,
    requests,
    addHeard(line) {
      keep(heard, line)
      for (const listener of listeners) listener(line)
      poke()
    },
    addRefused(line) {
      keep(refused, line)
      poke()
    },
    addRequest(request) {
      keep(requests, request)
      poke()
    },
    onHeard(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    poke,
    waitUntil: (check, milliseconds, what) =>
      waitUntil(waiting, check, milliseconds, () => `${what} did not come within ${milliseconds} ms; ${tell(heard)}`),
  }
}

/** Adds to a record and lets the oldest go when there are too many. */
function keep<T>(list: T[], item: T): void {
  list.push(item)
  if (list.length > most) list.splice(0, most / 10)
}

function waitUntil<T>(
  waiting: Set<() => void>,
  check: () => T | undefined | false,
  milliseconds: number,
  complaint: () => string,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const timer = setTimeout(() => end(() => reject(new Error(complaint()))), milliseconds)
    const look = () => {
      const found = check()
      if (found !== undefined && found !== false) end(() => resolve(found))
    }
    const end = (settle: () => void) => {
      clearTimeout(timer)
      waiting.delete(look)
      settle()
    }
    waiting.add(look)
    look()
  })
}

function tell(heard: readonly Heard[]): string {
  const last = heard.slice(-5).map((line) => JSON.stringify(line.text))
  return last.length > 0 ? `heard last: ${last.join(', ')}` : 'nothing was heard'
}
