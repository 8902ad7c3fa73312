/** Why a pool of keys is not made or changed, and why a key is not shown, as an answer. The codes are the engine's own. */
import type { KeyRefusal } from '@streambot/shared/giveaway/answers.ts'
import { screens } from '@streambot/shared/languages/en/screens.ts'

export const keyProblems = {
  'pool-name-taken': [409, 'Another pool has that name. Nothing changed.'],
  'too-many-pools': [409, 'There are two hundred pools already. Use one that is there.'],
  'no-such-key': [404, 'There is no such key, or not any more.'],
  'no-keys-here': [404, screens['problem.no-keys-here']],
  'not-won': [403, screens['problem.not-won']],
  'not-claimed': [409, screens['problem.not-claimed']],
  'other-account': [403, screens['problem.other-account']],
  'no-key-left': [409, screens['problem.no-key-left']],
  'key-lost': [409, screens['problem.key-lost']],
  'too-many-keys-at-once': [413, 'That is more than 100,000 keys. Send them in several parts. Nothing changed.'],
} as const satisfies Record<
  Exclude<KeyRefusal, 'no-such-pool' | 'no-such-giveaway'> | 'too-many-keys-at-once',
  readonly [status: number, detail: string]
>
