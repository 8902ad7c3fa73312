/** Why a pool of keys is not made or changed, and why a key is not shown, as an answer. The codes are the engine's own. */
import type { KeyRefusal } from '@streambot/shared/giveaway/answers.ts'

export const keyProblems = {
  'pool-name-taken': 409,
  'too-many-pools': 409,
  'no-such-key': 404,
  'no-keys-here': 404,
  'not-won': 403,
  'not-claimed': 409,
  'other-account': 403,
  'no-key-left': 409,
  'key-lost': 409,
  'too-many-keys-at-once': 413,
} as const satisfies Record<Exclude<KeyRefusal, 'no-such-pool' | 'no-such-giveaway'> | 'too-many-keys-at-once', number>
