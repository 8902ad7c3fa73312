/** The three numbers that fix a draw, and when each is published. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import { make } from './dom.ts'
import { sayCount, sayHour, sayNumber } from './words.ts'

export function makeProofList(giveaway: PublicGiveaway): HTMLElement {
  const { commitment, digest, seed } = giveaway
  if (giveaway.kind === 'first') return makeFirstList(giveaway)
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
    ...makeBeaconRow(giveaway),
    ...makeRow('Seed', 'revealed after the draw: it must fit the commitment', seed ?? never ?? whenSeed(giveaway)),
  )
}

/** Where the first ones win, the order is the result; the digest shows that nobody was taken in or out later. */
function makeFirstList({ winners, winnersAsked, digest }: PublicGiveaway): HTMLElement {
  const taken = `${sayNumber(winners.length)} of ${sayCount(winnersAsked, 'place', 'places')} taken.`
  return make(
    'dl',
    'proof',
    ...makeRow('Order', 'published at once: each winner stands where they came in', taken),
    ...makeRow('Digest', 'published at the end: the fingerprint of all entries', digest ?? 'Comes when it is over.'),
  )
}

function makeBeaconRow({ beacon, closedAt }: PublicGiveaway): HTMLElement[] {
  if (!beacon)
    return closedAt === null ? [] : makeRow('Public beacon', 'randomness that nobody can know', 'None took part.')
  const named = `named at closing: round ${beacon.round} of drand chain ${beacon.chain.slice(0, 12)}, due at ${sayHour(beacon.at)}`
  const waived = beacon.waivedAt === null ? undefined : 'It did not come; the draw was done without it.'
  return makeRow('Public beacon', named, beacon.randomness ?? waived ?? 'Comes at its time; the draw waits for it.')
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
