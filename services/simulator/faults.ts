/** What can go wrong, to be switched on. The protocols ask this object before each step; all is well in a fresh one. */
import type { Tokens } from './tokens.ts'

type HelixFaultStatus = 401 | 429 | 500

interface HelixFault {
  readonly status: HelixFaultStatus
  /** When a 429 says the budget is full again. */
  readonly resetSeconds: number
}

/** A server whose connections can be struck. */
export interface Target {
  terminate(): void
  close(code: number): void
  reconnect(seconds: number): void
  readonly tokens: Tokens
}

export interface Faults {
  /** Sockets are accepted, but nobody is ever told to be connected (376). */
  neverReady: boolean
  /** PING is not answered. */
  deafToPings: boolean
  /** So many logins fail next. */
  failLogins: number
  /** How often each message arrives, with the same id. */
  copies: number
  /** Of two messages the later one arrives first. Their own times stay as they were. */
  swapPairs: boolean
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
  /** So many refreshes happen but their answers are lost: the socket is dropped. */
  loseRefreshes: number
  /** Refuses the next lines. */
  refuse(msgId: string, times?: number): void
  failHelix(status: HelixFaultStatus, options?: { readonly times?: number; readonly resetSeconds?: number }): void
  /** Cuts all connections without a goodbye. */
  terminate(): void
  /** Closes all connections; 1001 is "going away". */
  close(code?: number): void
  /** Tells all connections to reconnect, then closes them. */
  reconnect(seconds?: number): void
  /** Ends all access tokens now. Open connections stay, as they do on Twitch. */
  expireTokens(): void
  /** Switches everything off. */
  calm(): void
  /** For a simulator: its connections are struck from now on. */
  aim(target: Target): void
}

/** A fresh set: nothing is wrong. */
export function createFaults(): Faults {
  const targets: Target[] = []
  const faults: Faults = {
    ...quiet,
    refusals: [],
    helix: [],
    refuse: (msgId, times = 1) => void faults.refusals.push(...Array<string>(times).fill(msgId)),
    failHelix(status, { times = 1, resetSeconds = 2 } = {}) {
      faults.helix.push(...Array.from({ length: times }, () => ({ status, resetSeconds })))
    },
    terminate: () => targets.forEach((target) => target.terminate()),
    close: (code = 1001) => targets.forEach((target) => target.close(code)),
    reconnect: (seconds = 0) => targets.forEach((target) => target.reconnect(seconds)),
    expireTokens: () => targets.forEach((target) => target.tokens.expire()),
    calm() {
      Object.assign(faults, quiet)
      faults.refusals.length = 0
      faults.helix.length = 0
    },
    aim: (target) => void targets.push(target),
  }
  return faults
}

const quiet = {
  neverReady: false,
  deafToPings: false,
  failLogins: 0,
  copies: 1,
  swapPairs: false,
  sharedFrom: undefined,
  slowHelix: 0,
  failValidates: 0,
  loseRefreshes: 0,
}
