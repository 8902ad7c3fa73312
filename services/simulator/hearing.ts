/** What a platform's simulator saw: lines that were said to it, lines it refused, requests. For tests to read and to wait on. */

/** A line that was accepted. */
export interface Heard {
  readonly id: string
  /** The login of the room, as the world knows it. */
  readonly room: string
  /** Who said it: their login in the world. */
  readonly login: string
  readonly text: string
  readonly at: number
  /** The way it came. */
  readonly via: 'irc' | 'helix' | 'api'
}

/** A line that was not; `code` is the platform's. */
interface RefusedLine {
  readonly room: string
  readonly login: string
  readonly text: string
  readonly at: number
  readonly code: string
}

/** One HTTP request and how it was answered. A status of 0 is a socket that was dropped. */
interface RequestLog {
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
  /** The first line heard, from the start or from that place on, that fits. */
  waitFor(fits: (line: Heard) => boolean, milliseconds?: number, from?: number): Promise<Heard>
  /** Resolves with what `check` gives as soon as it gives something. */
  waitUntil<T>(check: () => T | undefined | false, milliseconds?: number): Promise<T>
}

/** What of it those read and wait on who use a simulator. */
export type Ears = Pick<Hearing, 'heard' | 'refused' | 'requests' | 'onHeard' | 'waitFor' | 'waitUntil'>

export function earsOf({ heard, refused, requests, onHeard, waitFor, waitUntil }: Hearing): Ears {
  return { heard, refused, requests, onHeard, waitFor, waitUntil }
}

const most = 20_000

/** Empty records. */
export function createHearing(): Hearing {
  const heard: Heard[] = []
  const refused: RefusedLine[] = []
  const requests: RequestLog[] = []
  const listeners = new Set<(line: Heard) => void>()
  const waiting = new Set<() => void>()
  const poke = () => waiting.forEach((check) => check())
  const onHeard: Hearing['onHeard'] = (listener) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }
  const waitUntil: Hearing['waitUntil'] = (check, milliseconds = 5000) =>
    wait(waiting, check, milliseconds, () => `nothing fitting came within ${milliseconds} ms; ${tell(heard)}`)
  return {
    heard,
    refused,
    requests,
    poke,
    onHeard,
    waitUntil,
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
    async waitFor(fits, milliseconds, from = 0) {
      let found = heard.slice(from).find(fits)
      const stop = onHeard((line) => {
        if (!found && fits(line)) found = line
      })
      return waitUntil(() => found, milliseconds).finally(stop)
    },
  }
}

/** Adds to a record and lets the oldest go when there are too many. */
function keep<T>(list: T[], item: T): void {
  list.push(item)
  if (list.length > most) list.splice(0, most / 10)
}

function wait<T>(
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
