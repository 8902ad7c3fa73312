/** What can go wrong, to be switched on. The protocols ask this object before each step; all is well in a fresh one. */
import type { Tokens } from './tokens.ts'

/** A server whose connections can be struck. */
export interface Target {
  terminate(): void
  close(code: number): void
  reconnect(seconds: number): void
  readonly tokens: Tokens
}

/** What can go wrong on every platform. */
export interface CommonFaults {
  /** How often each message arrives, with the same id. */
  copies: number
  /** Of two messages the later one arrives first. Their own times stay as they were. */
  swapPairs: boolean
  /** So many refreshes happen but their answers are lost: the socket is dropped. */
  loseRefreshes: number
  /** Cuts all connections without a goodbye. */
  terminate(): void
  /** Closes all connections; 1001 is "going away". */
  close(code?: number): void
  /** Tells all connections to reconnect, then closes them. */
  reconnect(seconds?: number): void
  /** Ends all access tokens now. Open connections stay. */
  expireTokens(): void
  /** Switches everything off. */
  calm(): void
  /** For a simulator: its connections are struck from now on. */
  aim(target: Target): void
}

type HelixFaultStatus = 401 | 429 | 500

interface HelixFault {
  readonly status: HelixFaultStatus
  /** When a 429 says the budget is full again. */
  readonly resetSeconds: number
}

/** What can go wrong on Twitch. */
export interface Faults extends CommonFaults {
  /** Sockets are accepted, but nobody is ever told to be connected (376). */
  neverReady: boolean
  /** PING is not answered. */
  deafToPings: boolean
  /** So many logins fail next. */
  failLogins: number
  /** The id of another room: each message arrives a second time, as its shared-chat copy. */
  sharedFrom: string | undefined
  /** `msg-id`s with which the next lines are refused, one each. */
  readonly refusals: string[]
  /** The next Helix calls are answered with these. */
  readonly helix: HelixFault[]
  /** Milliseconds each Helix answer waits. */
  slowHelix: number
  /** So many validate calls say 401 next. */
  failValidates: number
  /** Refuses the next lines. */
  refuse(msgId: string, times?: number): void
  failHelix(status: HelixFaultStatus, options?: { readonly times?: number; readonly resetSeconds?: number }): void
}

/** A fresh set: nothing is wrong. */
export function createFaults(): Faults {
  const faults = createFaultsOf(() => ({
    neverReady: false,
    deafToPings: false,
    failLogins: 0,
    sharedFrom: undefined,
    refusals: [] as string[],
    helix: [] as HelixFault[],
    slowHelix: 0,
    failValidates: 0,
  }))
  return Object.assign(faults, {
    refuse: (msgId: string, times = 1) => void faults.refusals.push(...Array<string>(times).fill(msgId)),
    failHelix(status: HelixFaultStatus, { times = 1, resetSeconds = 2 } = {}) {
      faults.helix.push(...Array.from({ length: times }, () => ({ status, resetSeconds })))
    },
  })
}

/** The faults of a platform: the common ones, and its own as they are while nothing is wrong. */
export function createFaultsOf<Own extends object>(makeQuiet: () => Own): CommonFaults & Own {
  const targets: Target[] = []
  const makeCalm = () => ({ copies: 1, swapPairs: false, loseRefreshes: 0, ...makeQuiet() })
  const faults = {
    ...makeCalm(),
    terminate: () => targets.forEach((target) => target.terminate()),
    close: (code = 1001) => targets.forEach((target) => target.close(code)),
    reconnect: (seconds = 0) => targets.forEach((target) => target.reconnect(seconds)),
    expireTokens: () => targets.forEach((target) => target.tokens.expire()),
    calm: () => void Object.assign(faults, makeCalm()),
    aim: (target: Target) => void targets.push(target),
  }
  return faults
}
