/** Why a pool of keys is not made or changed, and why a key is not shown, as an answer. The codes are the engine's own. */
import type { KeyRefusal } from '@streambot/shared/giveaway/answers.ts'

export const keyProblems = {
  'pool-name-taken': [409, 'Another pool has that name. Nothing changed.'],
  'too-many-pools': [409, 'There are two hundred pools already. Use one that is there.'],
  'no-such-key': [404, 'There is no such key, or not any more.'],
  'no-keys-here': [404, 'This giveaway hands out no keys.'],
  'not-won': [403, 'You did not win this, or not any more, so there is no key for you here.'],
  'not-claimed': [409, 'Say something in the chat first, before your time is over: then the key is yours.'],
  'other-account': [403, 'Your key was won with another account. Sign in with the account that won.'],
  'no-key-left': [
    409,
    'No key is left at the moment. You won one: ask again later, the streamer has been told that keys are missing.',
  ],
  'key-lost': [
    409,
    'This key cannot be opened any more, because what it was sealed with is gone from this server. Ask who runs it to bring keys.json back from a backup.',
  ],
  'too-many-keys-at-once': [413, 'That is more than 100,000 keys. Send them in several parts. Nothing changed.'],
} as const satisfies Record<
  Exclude<KeyRefusal, 'no-such-pool' | 'no-such-giveaway'> | 'too-many-keys-at-once',
  readonly [status: number, detail: string]
>
