import { readFileSync } from 'node:fs'
import { isAwaited, isLate, nameRound, quicknet, timeOfRound } from '@streambot/shared/giveaway/beacon.ts'
import { isSigned, randomnessOf } from '@streambot/shared/giveaway/beacon-signature.ts'
import { type Proof, readProof, verifyProof } from '@streambot/shared/giveaway/proof.ts'
import type { NamedRound } from '@streambot/shared/giveaway/words.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { testChain, signRound } from '../support/beacon.ts'

const seconds = (count: number) => count * 1_000

describe('the round that is named', () => {
  test('comes first after the entries are final and a margin of ten seconds', () => {
    const anyTime = fc.integer({ min: seconds(quicknet.genesisTime), max: seconds(4_000_000_000) })
    fc.assert(
      fc.property(anyTime, fc.integer({ min: 1, max: 60 }), (time, period) => {
        const chain = { ...quicknet, period }
        const { round, at } = nameRound(chain, new Date(time))
        expect(at).toEqual(timeOfRound(chain, round))
        expect(at.getTime()).toBeGreaterThan(time + seconds(10))
        expect(timeOfRound(chain, round - 1).getTime()).toBeLessThanOrEqual(time + seconds(10))
      }),
      { seed: 4 },
    )
  })

  test('is round 1 at the genesis, and round 1000 of quicknet is 2,997 seconds later', () => {
    expect(nameRound(quicknet, new Date(0))).toMatchObject({ chain: quicknet.hash, round: 1 })
    expect(timeOfRound(quicknet, 1000)).toEqual(new Date('2023-08-23T15:59:24Z'))
  })

  test('is waited for until it is there or done without, and is late after ten minutes', () => {
    const named: NamedRound = nameRound(quicknet, new Date('2026-11-21T12:00:00Z'))
    expect(isAwaited(undefined)).toBe(false)
    expect(isAwaited(named)).toBe(true)
    expect(isAwaited({ ...named, lateAt: named.at })).toBe(true)
    expect(isAwaited({ ...named, randomness: 'ab', signature: 'cd' })).toBe(false)
    expect(isAwaited({ ...named, waivedAt: named.at })).toBe(false)
    expect(isLate(named, new Date(named.at.getTime() + seconds(600) - 1))).toBe(false)
    expect(isLate(named, new Date(named.at.getTime() + seconds(600)))).toBe(true)
  })
})

/** Rounds that the League of Entropy published: 42 stands in https://docs.drand.love/developer/http-api, 1000 in the tests of many drand clients. */
const recorded = [
  {
    round: 42,
    signature: '95a9f9f5b231b7714de1553105d8ffdf3dcda24cfdb1e689319bccf79a9c8ce430a91b811fbfaf763900bc998b5d686a',
    randomness: randomnessOf(
      '95a9f9f5b231b7714de1553105d8ffdf3dcda24cfdb1e689319bccf79a9c8ce430a91b811fbfaf763900bc998b5d686a',
    ),
  },
  {
    round: 1000,
    signature: 'b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39',
    randomness: 'fe290beca10872ef2fb164d2aa4442de4566183ec51c56ff3cd603d930e54fdd',
  },
] as const

describe('a signature', () => {
  test.each(recorded)('of the real round $round of quicknet holds', (round) => {
    expect(isSigned(quicknet, round)).toBe(true)
  })

  const [other, real] = recorded
  test.each([
    ['of another round', { ...real, round: 1001 }],
    ['of another round with its randomness', { ...other, round: 1000 }],
    ['with other randomness', { ...real, randomness: other.randomness }],
    ['with a flipped digit', { ...real, signature: `${real.signature.slice(0, -1)}8` }],
    ['that is no point', { ...real, signature: '00'.repeat(48), randomness: randomnessOf('00'.repeat(48)) }],
    ['that is the point at infinity', { ...real, ...infinity() }],
    ['in upper case', { ...real, signature: real.signature.toUpperCase() }],
    ['of nothing', { ...real, signature: '', randomness: randomnessOf('') }],
    ['by another key', signRound(1000)],
  ])('%s does not hold', (_, round) => {
    expect(isSigned(quicknet, round)).toBe(false)
  })

  test('by the test key holds for the chain of that key alone', () => {
    expect(isSigned(testChain, signRound(7))).toBe(true)
    expect(isSigned(quicknet, signRound(7))).toBe(false)
  })
})

function infinity() {
  const signature = `c0${'00'.repeat(47)}`
  return { signature, randomness: randomnessOf(signature) }
}

const content = readFileSync(new URL('../../docs/draw-vectors.json', import.meta.url), 'utf8')
const published = JSON.parse(content) as { vectors: { about: string; proof: unknown }[] } // ours

function readVector(begin: string): Proof & { beacon: NonNullable<Proof['beacon']> } {
  const proof = readProof(published.vectors.find(({ about }) => about.startsWith(begin))?.proof)
  if (!proof?.beacon) throw new Error(`docs/draw-vectors.json lacks the vector "${begin}"`)
  return { ...proof, beacon: proof.beacon }
}
const good = readVector('With a public beacon: round 1000')
const waived = readVector('A beacon was named and did not come')
const fails = async (proof: Proof) => (await verifyProof(proof)).steps.filter(({ ok }) => !ok).map(({ name }) => name)

describe('a proof with a beacon', () => {
  test.each<[string, string[], Proof]>([
    ['as it was published', [], good],
    ['another round of the same chain', ['beacon'], { ...good, beacon: { ...good.beacon, round: 1001 } }],
    ['another real round', ['winners'], { ...good, beacon: readVector('With a public beacon: round 42').beacon }],
    [
      'randomness that is made up',
      ['beacon', 'winners'],
      { ...good, beacon: { ...good.beacon, randomness: 'ab'.repeat(32) } },
    ],
    ['a chain that nobody knows', ['beacon'], { ...good, beacon: { ...good.beacon, chain: testChain.hash } }],
    ['the beacon taken out', ['winners'], { ...good, format: 'streambot-proof-1', beacon: undefined }],
    ['the round to come', ['beacon', 'winners'], { ...good, beacon: { chain: quicknet.hash, round: 1000 } }],
    ['done without after all', ['winners'], { ...good, beacon: { ...waived.beacon, round: 1000 } }],
    ['done without, as it was published', [], waived],
  ])('%s fails at: %j', async (_, steps, proof) => {
    expect(await fails(proof)).toEqual(steps)
  })

  test('done without says so', async () => {
    const { steps } = await verifyProof(waived)
    expect(steps.find(({ name }) => name === 'beacon')?.found).toBe('round-waived')
  })

  test.each<[string, unknown]>([
    ['no beacon', { ...good, beacon: undefined }],
    ['no round', { ...good, beacon: { ...good.beacon, round: undefined } }],
    ['round zero', { ...good, beacon: { ...good.beacon, round: 0 } }],
    ['half a round', { ...good, beacon: { ...good.beacon, round: 1.5 } }],
    ['a short chain', { ...good, beacon: { ...good.beacon, chain: 'ab' } }],
    ['randomness without a signature', { ...good, beacon: { ...good.beacon, signature: undefined } }],
    ['randomness that is no hex', { ...good, beacon: { ...good.beacon, randomness: 'x'.repeat(64) } }],
    ['a round that came and was done without', { ...good, beacon: { ...good.beacon, ...waived.beacon } }],
    ['a time that is none', { ...waived, beacon: { ...waived.beacon, waivedAt: 'later\u001b[2J' } }],
  ])('with %s is no proof', (_, value) => {
    expect(readProof(value)).toBeUndefined()
  })

  test('in the first format a beacon means nothing', async () => {
    const first = readProof({ ...good, format: 'streambot-proof-1' })
    expect(first && (await fails(first))).toEqual(['winners'])
  })
})
