import { readFileSync } from 'node:fs'
import { createHash, createHmac } from 'node:crypto'
import {
  commitTo,
  compareEntries,
  type DigestEntry,
  digestEntries,
  drawPick,
  Urn,
} from '@streambot/shared/giveaway/draw.ts'
import type { Proof } from '@streambot/shared/giveaway/proof.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

interface Vector {
  readonly about: string
  readonly proof: Proof & { readonly seed: string }
  /** Each number that was looked at. */
  readonly work: readonly { readonly pick: number; readonly counter: number; readonly hmac: string }[]
}

const root = new URL('../../', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, root), 'utf8')
const { vectors } = JSON.parse(read('docs/draw-vectors.json')) as { vectors: Vector[] } // ours, held by this test

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const giveawayId = '5f0d2f1a-7a41-4a8e-9b1f-6f2f9f1a0b3c'
const person = (userId: string, tickets = 1): DigestEntry => ({ platform: 'twitch', userId, tickets })

/** An urn without those at these places. */
function urnWithout(tickets: readonly number[], ...out: readonly number[]): Urn {
  const urn = new Urn(tickets)
  for (const index of out) urn.takeOut(index)
  return urn
}

/** The places in the order in which they are drawn, until so many are. */
function drawMany(seed: string, tickets: readonly number[], count = 1): number[] {
  const urn = new Urn(tickets)
  const drawn: number[] = []
  for (let pick = 1; pick <= count; pick++) {
    const index = drawPick({ giveawayId, seed, digest: sha256('digest') }, urn, pick)
    if (index === undefined) break
    drawn.push(index)
  }
  return drawn
}

describe('the published vectors', () => {
  test('cover the worked example, an empty list and a rejected number', () => {
    expect(vectors).toHaveLength(10)
    expect(vectors.filter(({ proof }) => proof.beacon)).toHaveLength(3)
    expect(read('docs/draw-vectors.json')).toContain('"accepted": false')
  })

  test.each(vectors)('$about', ({ proof }) => {
    const { seed, digest, entries, winners, beacon } = proof
    expect(commitTo(seed)).toBe(proof.commitment)
    expect(digestEntries(proof.giveaway.id, entries)).toBe(digest)
    const randomness = beacon?.randomness
    const urn = new Urn(entries.map((entry) => entry.tickets))
    for (const { pick, userId, platform } of winners) {
      const index = drawPick({ giveawayId: proof.giveaway.id, seed, digest, randomness }, urn, pick) ?? -1
      expect(entries[index]).toMatchObject({ platform, userId })
    }
  })

  test('show the HMAC of each number that was looked at', () => {
    for (const { proof, work } of vectors) {
      const { giveaway, digest, beacon } = proof
      const begin = beacon?.randomness
        ? `streambot draw 2\n${giveaway.id}\n${digest}\n${beacon.randomness}\n`
        : `streambot draw 1\n${giveaway.id}\n${digest}\n`
      for (const { pick, counter, hmac } of work) {
        const mac = createHmac('sha256', Buffer.from(proof.seed, 'hex')).update(`${begin}${pick}\n${counter}\n`)
        expect(mac.digest('hex')).toBe(hmac)
      }
    }
  })

  test('the document works through the first of them', () => {
    const document = read('docs/verifying-a-draw.md')
    const [first] = vectors
    if (!first) throw new Error('docs/draw-vectors.json holds no vectors')
    const { giveaway, seed, digest, commitment, entries } = first.proof
    const macs = first.work.map(({ hmac }) => hmac)
    const lines = entries.map(({ platform, userId, tickets }) => `${platform}:${userId} ${tickets}\n`)
    expect(document).toContain(`streambot entries 1\n${giveaway.id}\n${lines.join('')}`)
    for (const value of [seed, digest, commitment, ...macs]) expect(document).toContain(`\`${value}\``)
  })
})

describe('the digest', () => {
  const entries = [person('10', 3), person('9'), person('91')]
  const digest = digestEntries(giveawayId, entries)

  test('is the SHA-256 of a heading and a line for each entry', () => {
    const text = `streambot entries 1\n${giveawayId}\ntwitch:10 3\ntwitch:9 1\ntwitch:91 1\n`
    expect(digest).toBe(sha256(text))
    expect(digestEntries(giveawayId, [])).toBe(sha256(`streambot entries 1\n${giveawayId}\n`))
  })

  test.each<[string, string, readonly DigestEntry[]]>([
    ['another giveaway', giveawayId.replace('5', '6'), entries],
    ['a ticket more', giveawayId, [person('10', 4), person('9'), person('91')]],
    ['a person less', giveawayId, [person('10', 3), person('9')]],
    ['another platform', giveawayId, [{ ...person('10', 3), platform: 'kick' }, person('9'), person('91')]],
  ])('is another one for %s', (_, id, changed) => {
    expect(digestEntries(id, changed)).not.toBe(digest)
  })

  test.each<[string, readonly DigestEntry[]]>([
    ['out of order', [person('9'), person('10')]],
    ['doubled', [person('9'), person('9')]],
  ])('is refused for entries %s', (_, wrong) => {
    expect(() => digestEntries(giveawayId, wrong)).toThrow('not in canonical order')
  })

  test('is taken in one order, wherever the entries came from', () => {
    const anyone = fc.record({
      platform: fc.constantFrom('twitch', 'youtube', 'kick'),
      userId: fc.stringMatching(/^[!-~]{1,8}$/),
      tickets: fc.integer({ min: 1, max: 9 }),
    })
    const key = ({ platform, userId }: DigestEntry) => `${platform}:${userId}`
    const many = fc.uniqueArray(anyone, { selector: key })
    fc.assert(
      fc.property(many, (people) => {
        const sorted = people.toSorted(compareEntries)
        const bytewise = people.toSorted((a, b) => Buffer.compare(Buffer.from(key(a)), Buffer.from(key(b))))
        expect(sorted).toEqual(bytewise)
        expect(digestEntries(giveawayId, people.toReversed().sort(compareEntries))).toBe(
          digestEntries(giveawayId, sorted),
        )
      }),
      { seed: 1 },
    )
  })
})

describe('a pick', () => {
  const draw = { giveawayId, seed: sha256('seed'), digest: sha256('digest') }

  test('is the same every time, and another one for another seed, digest, giveaway, number or round of a beacon', () => {
    const tickets = Array<number>(1_000).fill(1)
    const first = drawPick(draw, new Urn(tickets), 1)
    expect(drawPick(draw, new Urn(tickets), 1)).toBe(first)
    const others = [
      drawPick({ ...draw, seed: sha256('other') }, new Urn(tickets), 1),
      drawPick({ ...draw, digest: sha256('other') }, new Urn(tickets), 1),
      drawPick({ ...draw, giveawayId: 'other' }, new Urn(tickets), 1),
      drawPick(draw, new Urn(tickets), 2),
      drawPick({ ...draw, randomness: sha256('round') }, new Urn(tickets), 1),
      drawPick({ ...draw, randomness: sha256('other round') }, new Urn(tickets), 1),
    ]
    expect(new Set([first, ...others]).size).toBe(7)
  })

  test('is nobody when nobody entered or everybody is out', () => {
    expect(drawPick(draw, new Urn([]), 1)).toBeUndefined()
    expect(drawPick(draw, urnWithout([1, 2], 0, 1), 3)).toBeUndefined()
  })

  test('is the only one who is left', () => {
    expect(drawPick(draw, urnWithout([5, 1, 7], 0, 2), 3)).toBe(1)
  })

  test('goes on until everybody was drawn, each person once', () => {
    const someTickets = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(someTickets, fc.string(), (tickets, salt) => {
        const drawn = drawMany(sha256(salt), tickets, tickets.length + 1)
        expect(drawn.toSorted((a, b) => a - b)).toEqual(tickets.map((_, index) => index))
      }),
      { seed: 2 },
    )
  })
})

describe('an urn', () => {
  /** The ticket counted out one entry after the other, as the document says. */
  function walk(tickets: readonly number[], out: ReadonlySet<number>, ticket: number): number {
    let left = ticket
    return tickets.findIndex((held, index) => !out.has(index) && (left -= held) < 0)
  }

  test('finds the holder that counting out finds, for any ticket, however many entries there are and whoever is out', () => {
    const many = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4_000, size: 'max' })
    fc.assert(
      fc.property(
        many,
        fc.array(fc.nat()),
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true })),
        (tickets, gone, parts) => {
          const out = new Set(gone.map((index) => index % tickets.length))
          const urn = urnWithout(tickets, ...gone.map((index) => index % tickets.length))
          expect(urn.total).toBe(tickets.reduce((sum, held, index) => sum + (out.has(index) ? 0 : held), 0))
          for (const part of urn.total > 0 ? [0, ...parts] : []) {
            const ticket = Math.floor(part * urn.total)
            expect(urn.findHolder(ticket)).toBe(walk(tickets, out, ticket))
          }
          expect(() => urn.findHolder(urn.total)).toThrow('There is no ticket')
        },
      ),
      { seed: 4, numRuns: 60 },
    )
  })
})

/**
 * Chi-square tests over draws with the seeds SHA-256("0"), SHA-256("1") ...: always the same draws, so never a matter of luck. A fair draw
 * stays below the critical value (1 %) for its degrees of freedom.
 */
describe('over many draws', () => {
  const critical = [0, 6.63, 9.21, 11.34, 13.28, 15.09]
  const seeds = (count: number) => Array.from({ length: count }, (_, index) => sha256(String(index)))

  /** How far counts are from the shares expected of them. */
  function chiSquare(counts: readonly number[], shares: readonly number[]): number {
    const all = counts.reduce((sum, count) => sum + count, 0)
    return shares.reduce((sum, share, index) => sum + ((counts[index] ?? 0) - all * share) ** 2 / (all * share), 0)
  }

  /** Who wins first, in a hundred thousand draws. */
  function countFirsts(tickets: readonly number[]): number[] {
    const counts = tickets.map(() => 0)
    for (const seed of seeds(100_000)) {
      const [index = -1] = drawMany(seed, tickets)
      counts[index] = (counts[index] ?? 0) + 1
    }
    return counts
  }

  test.each([
    ['two with a ticket each', [1, 1]],
    ['five with a ticket each', [1, 1, 1, 1, 1]],
    ['weighted 1 to 2 to 7', [1, 2, 7]],
    ['the heavy one first', [7, 2, 1]],
  ])('%s win as often as their tickets say, first and last included', (_, tickets) => {
    const total = tickets.reduce((sum, held) => sum + held, 0)
    const shares = tickets.map((held) => held / total)
    expect(chiSquare(countFirsts(tickets), shares)).toBeLessThan(critical[tickets.length - 1] ?? 0)
  })

  test('the order of several winners is as likely as drawing them one after the other makes it', () => {
    const tickets = [1, 2, 7]
    const orders = ['0,1,2', '0,2,1', '1,0,2', '1,2,0', '2,0,1', '2,1,0']
    const counts = orders.map(() => 0)
    for (const seed of seeds(4_000)) {
      const place = orders.indexOf(drawMany(seed, tickets, 3).join(','))
      counts[place] = (counts[place] ?? 0) + 1
    }
    const shares = orders.map((order) => {
      const [first = 0, second = 0] = order.split(',').map((index) => tickets[Number(index)] ?? 0)
      return (first / 10) * (second / (10 - first))
    })
    expect(chiSquare(counts, shares)).toBeLessThan(critical[5] ?? 0)
  })

  test('this measure finds the bias of a modulo, and that of one percent in favour of the first', () => {
    // The last of sixteen numbers is not rejected: the first of five has four of them, the others three.
    const drawn = seeds(1_000).map((seed) => Number.parseInt(seed.slice(0, 1), 16) % 5)
    const counts = [0, 1, 2, 3, 4].map((index) => drawn.filter((one) => one === index).length)
    expect(chiSquare(counts, [0.2, 0.2, 0.2, 0.2, 0.2])).toBeGreaterThan(critical[4] ?? 0)
    expect(chiSquare(countFirsts([1, 1]), [0.51, 0.49])).toBeGreaterThan(critical[1] ?? 0)
  })
})
