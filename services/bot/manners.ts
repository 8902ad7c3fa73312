/** How a refused entry is told. */
import type { Refusal } from '@streambot/shared/giveaway/answers.ts'

/**
 * `person`: to this person, once a minute at most, in one line with others refused for the same reason. `few`: the same, but only while
 * they are few: to a crowd that is in it would be noise. `everyone`: what holds for all is said to all, now and then. `silent`: a message
 * delivered twice concerns nobody, and an answer to somebody who writes too fast would only double the noise.
 */
export const manners: Record<Refusal, 'person' | 'few' | 'everyone' | 'silent'> = {
  'nothing-open': 'everyone',
  'not-yet-open': 'everyone',
  paused: 'everyone',
  closed: 'everyone',
  full: 'everyone',
  'chatting-enters': 'everyone',
  'already-entered': 'few',
  'too-many-tickets': 'person',
  'insufficient-balance': 'person',
  'rate-limited': 'silent',
  'not-follower': 'person',
  'follow-too-new': 'person',
  'not-subscriber': 'person',
  'not-vip': 'person',
  'not-moderator': 'person',
  'moderators-out': 'person',
  'account-too-new': 'person',
  'cannot-check': 'person',
  excluded: 'person',
  'won-recently': 'person',
  'platform-off': 'everyone',
  'already-handled': 'silent',
  busy: 'everyone',
}
