/** What asks and deeds are answered, and the codes of every no. */

/** Why somebody is not eligible: their ask is refused, or their pick passed over. */
export const ineligibilities = [
  'not-follower',
  'follow-too-new',
  'not-subscriber',
  'not-vip',
  'not-moderator',
  'moderators-out',
  'account-too-new',
  'cannot-check',
  'excluded',
  'won-recently',
] as const

export type Ineligibility = (typeof ineligibilities)[number]

/** Why a pick is passed over. */
export const passings = [...ineligibilities, 'not-present'] as const

export type Passing = (typeof passings)[number]

/** Why an ask is refused. */
export const refusals = [
  'nothing-open',
  'not-yet-open',
  'paused',
  'closed',
  'full',
  'chatting-enters',
  'already-entered',
  'too-many-tickets',
  'insufficient-balance',
  'rate-limited',
  ...ineligibilities,
  'platform-off',
  'already-handled',
  'busy',
] as const

export type Refusal = (typeof refusals)[number]

/** The answer to one ask. `tickets`, `paid` and `balance` are the person's after it. */
export type Decision =
  | {
      readonly ok: true
      /** Tickets this ask added. */
      readonly added: number
      /** How many of them a factor gave. */
      readonly bonus: number
      /** Points this ask cost. */
      readonly cost: number
      readonly tickets: number
      readonly balance: number
      /** Whether the person is new in this giveaway. */
      readonly first: boolean
    }
  | { readonly ok: false; readonly code: Refusal }

/** Why a step in the life of a giveaway, or a movement of points, is refused. */
export const deedRefusals = [
  'already-handled',
  'key-reused',
  'no-such-giveaway',
  'wrong-status',
  'sealed',
  'word-taken',
  'bad-rules',
  'bad-word',
  'bad-time',
  'bad-name',
  'no-such-template',
  'no-such-pool',
  'not-final-yet',
  'beacon-not-late',
  'no-entries',
  'first-come',
  'not-excluded',
  'not-entered',
  'leaving-off',
  'no-such-viewer',
  'no-such-winner',
  'seed-revealed',
  'bad-amount',
  'self',
  'too-rich',
  'insufficient-balance',
  'nothing-to-undo',
  'already-undone',
  'points-spent',
  'gamble-off',
  'bad-stake',
  'bad-settings',
  'too-soon',
  'raffle-running',
  'no-raffle',
  'bad-reward',
  'name-taken',
  'no-such-reward',
  'reward-off',
  'text-missing',
  'price-changed',
  'sold-out',
  'limit-reached',
  'cooling-down',
  'no-such-ticket',
  'which-ticket',
  'nobody-waits',
  'ticket-done',
  'ticket-refunded',
  'busy',
] as const

export type DeedRefusal = (typeof deedRefusals)[number]

/** The answer of a deed: what it did, or the code of why not. */
export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: DeedRefusal }

/** Why an import of points, or the undoing of one, is refused. */
export const importRefusals = ['already-imported', 'no-such-import', 'already-undone', 'points-spent'] as const

export type ImportRefusal = (typeof importRefusals)[number]

/** Why a pool of keys is not made or changed, and why a key is not shown. */
export const keyRefusals = [
  'no-such-pool',
  'pool-name-taken',
  'too-many-pools',
  'no-such-key',
  'no-such-giveaway',
  'no-keys-here',
  'not-won',
  'not-claimed',
  'other-account',
  'no-key-left',
  'key-lost',
] as const

export type KeyRefusal = (typeof keyRefusals)[number]

export type KeyAnswer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: KeyRefusal }

/** Why a panel is not shared, or a share of it not taken or ended. */
export const accessRefusals = [
  /** Used, taken back, over, or never there: nobody is told which. */
  'no-such-invitation',
  /** Whoever made it holds more already. */
  'own-invitation',
  /** Whoever asks does not have what they would give. */
  'not-yours-to-give',
  'access-over',
  'too-many-grants',
  'no-such-grant',
] as const

export type AccessRefusal = (typeof accessRefusals)[number]

export type AccessAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: AccessRefusal }
