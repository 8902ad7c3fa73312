/** The three numbers that fix a draw, and when each is published. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import { make } from './dom.ts'
import { sayHour } from './words.ts'

export function makeProofList(giveaway: PublicGiveaway): HTMLElement {
  const { commitment, digest, seed } = giveaway
  const never = giveaway.status === 'cancelled' ? 'Not published: the giveaway was cancelled.' : undefined
  return make(
    'dl',
    'proof',
    ...makeRow(
      'Commitment',
      'published at opening: the fingerprint of a secret seed',
      commitment ?? 'Published at opening.',
    ),
    ...makeRow(
      'Digest',
      'published after closing: the fingerprint of all entries',
      digest ?? never ?? whenDigest(giveaway),
    ),
    ...makeRow('Seed', 'revealed after the draw: it must fit the commitment', seed ?? never ?? whenSeed(giveaway)),
  )
}

function makeRow(name: string, meaning: string, value: string): HTMLElement[] {
  const isHash = /^[0-9a-f]{64}$/.test(value)
  const shown = make(isHash ? 'code' : 'span', isHash ? 'hash' : 'pending', value)
  return [make('dt', '', name, make('span', 'meaning', meaning)), make('dd', '', shown)]
}

function whenDigest({ status }: PublicGiveaway): string {
  return status === 'closed' ? 'Comes in a moment, when the last entries are in.' : 'Comes when entries close.'
}

function whenSeed({ status, completesAt }: PublicGiveaway): string {
  if (status !== 'drawn' || completesAt === null) return 'Stays secret until after the draw.'
  return `Will be revealed at ${sayHour(completesAt)}.`
}
