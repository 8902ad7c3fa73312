/** What can go wrong at YouTube, to be switched on. The simulator asks this object before each step; all is well in a fresh one. */
import { createFaultsOf, type CommonFaults } from '../faults.ts'
import type { Failure } from './errors.ts'
import type { CallName } from './quota.ts'

interface Failing {
  readonly failure: Failure
  /** The only call that it strikes; any when absent. */
  readonly call: CallName | undefined
}

interface FailOptions {
  readonly times?: number
  readonly call?: CallName
}

/**
 * Besides the common ones, whose connections are the streams: `close` and `reconnect` end them in the orderly way,
 * as the server does from time to time; `terminate` resets them.
 */
export interface Faults extends CommonFaults {
  /** Milliseconds each answer of the Data API waits. */
  slow: number
  /** Milliseconds of real time after which the server ends a stream, as it does from time to time. */
  streamLife: number
  /** Streams get their headers and nothing more. */
  silentStreams: boolean
  /** Streams are written in small pieces: cut inside strings and inside characters. */
  splitWrites: boolean
  /** Streams end without the closing bracket. */
  openEnded: boolean
  /** So many objects are written by half; then their connection is reset. */
  cutObjects: number
  /** So many items before the page token come once more when reading is resumed. */
  overlap: number
  /** So many page tokens are refused next: they have expired. */
  expiredPages: number
  /** So many messages are accepted next, but nobody ever sees them. */
  swallowInserts: number
  /** So many messages are accepted next, but the answer is lost: the socket is dropped. */
  loseInserts: number
  /** So many refreshes answer `invalid_grant` next. */
  failRefreshes: number
  /** Answers the next calls with this; of one kind only when `call` is given. */
  fail(failure: Failure, options?: FailOptions): void
  /** Takes what strikes this call now, if anything does. */
  take(call: CallName): Failure | undefined
}

/** A fresh set: nothing is wrong. */
export function createYoutubeFaults(): Faults {
  const faults = createFaultsOf(() => ({
    slow: 0,
    streamLife: 300_000,
    silentStreams: false,
    splitWrites: false,
    openEnded: false,
    cutObjects: 0,
    overlap: 0,
    expiredPages: 0,
    swallowInserts: 0,
    loseInserts: 0,
    failRefreshes: 0,
    failing: [] as Failing[],
  }))
  return Object.assign(faults, {
    fail(failure: Failure, { times = 1, call }: FailOptions = {}) {
      faults.failing.push(...Array.from({ length: times }, () => ({ failure, call })))
    },
    take(call: CallName) {
      const at = faults.failing.findIndex((one) => one.call === undefined || one.call === call)
      return at === -1 ? undefined : faults.failing.splice(at, 1)[0]?.failure
    },
  })
}
