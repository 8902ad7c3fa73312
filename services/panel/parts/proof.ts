/** The three numbers that fix a draw, and when each is published. */
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import { make } from './dom.ts'
import { say } from './say.ts'
import { sayHour } from './words.ts'

export function makeProofList(giveaway: PublicGiveaway): HTMLElement {
  const { commitment, digest, seed } = giveaway
  if (giveaway.kind === 'first') return makeFirstList(giveaway)
  const never = giveaway.status === 'cancelled' ? say('published.never') : undefined
  return make(
    'dl',
    'proof',
    ...makeRow(
      say('published.commitment'),
      say('published.commitment-is'),
      commitment ?? say('published.commitment-comes'),
    ),
    ...makeRow(say('published.digest'), say('published.digest-is'), digest ?? never ?? whenDigest(giveaway)),
    ...makeBeaconRow(giveaway),
    ...makeRow(say('published.seed'), say('published.seed-is'), seed ?? never ?? whenSeed(giveaway)),
  )
}

/** Where the first ones win, the order is the result; the digest shows that nobody was taken in or out later. */
function makeFirstList({ winners, winnersAsked, digest }: PublicGiveaway): HTMLElement {
  const taken = say('published.places', { taken: winners.length, count: winnersAsked })
  return make(
    'dl',
    'proof',
    ...makeRow(say('published.order'), say('published.order-is'), taken),
    ...makeRow(say('published.digest'), say('published.end-digest-is'), digest ?? say('published.end-digest-comes')),
  )
}

function makeBeaconRow({ beacon, closedAt }: PublicGiveaway): HTMLElement[] {
  const name = say('published.beacon')
  if (!beacon) return closedAt === null ? [] : makeRow(name, say('published.beacon-is'), say('published.beacon-none'))
  const { round, chain, at, waivedAt } = beacon
  const values = { round: String(round), chain: chain.slice(0, 12), time: sayHour(at) }
  const comes = say(waivedAt === null ? 'published.beacon-comes' : 'published.beacon-waived')
  return makeRow(name, say('published.beacon-named', values), beacon.randomness ?? comes)
}

function makeRow(name: string, meaning: string, value: string): HTMLElement[] {
  const isHash = /^[0-9a-f]{64}$/.test(value)
  const shown = make(isHash ? 'code' : 'span', isHash ? 'hash' : 'pending', value)
  return [make('dt', '', name, ' ', make('span', 'meaning', meaning)), make('dd', '', shown)]
}

function whenDigest({ status }: PublicGiveaway): string {
  return say(status === 'closed' ? 'published.digest-soon' : 'published.digest-comes')
}

function whenSeed({ status, completesAt }: PublicGiveaway): string {
  if (status !== 'drawn' || completesAt === null) return say('published.seed-secret')
  return say('published.seed-at', { time: sayHour(completesAt) })
}
