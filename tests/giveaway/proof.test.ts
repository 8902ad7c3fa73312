import { execFileSync, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { commitTo, digestEntries, drawPick, Urn } from '@streambot/shared/giveaway/draw.ts'
import { type Proof, readProof, verifyProof } from '@streambot/shared/giveaway/proof.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const vectorsFile = fileURLToPath(new URL('../../docs/draw-vectors.json', import.meta.url))
const verifier = fileURLToPath(new URL('./independent-verifier.js', import.meta.url))

const published = JSON.parse(readFileSync(vectorsFile, 'utf8')) as { vectors: { about: string; proof: unknown }[] } // ours

/** The published proof of fifty people and ten winners. */
function readLongest(): Proof {
  const proof = readProof(published.vectors.find(({ about }) => about.startsWith('Fifty'))?.proof)
  if (!proof) throw new Error('docs/draw-vectors.json lacks the proof of fifty people')
  return proof
}
const good = readLongest()

/** What our check says: the first step that fails, or `ok`. */
const ours = async (proof: Proof) => (await verifyProof(proof)).steps.find((step) => !step.ok)?.name ?? 'ok'

/** The same from the verifier that was written from the document. */
function theirs(proof: unknown): string | undefined {
  const { stdout } = spawnSync(process.execPath, [verifier], { input: JSON.stringify(proof), encoding: 'utf8' })
  return stdout.trim().split(':')[0]
}

describe('a proof that holds', () => {
  test.each(published.vectors)('$about', async ({ proof }) => {
    const read = readProof(proof)
    if (!read) throw new Error('It cannot be read.')
    const { ok, steps } = await verifyProof(read)
    expect(ok).toBe(true)
    expect(steps).toHaveLength(read.beacon ? 5 : 4)
  })

  test('the independent verifier agrees on all vectors', () => {
    const answers = execFileSync(process.execPath, [verifier, vectorsFile], { encoding: 'utf8' })
    expect(answers).toBe('ok\n'.repeat(published.vectors.length))
  })

  test('without its seed it cannot hold yet, and says so', async () => {
    const { steps, ok } = await verifyProof({ ...good, seed: undefined })
    expect(ok).toBe(false)
    expect(steps.map((step) => step.ok)).toEqual([true, true, false, false])
    expect(steps[2]?.found).toBe('seed-hidden')
  })
})

const [first, second, ...rest] = good.entries
const [champion, runnerUp, ...others] = good.winners
if (!first || !second || !champion || !runnerUp) throw new Error('The vector is too short for these tests.')
const loser = good.entries.find((entry) => !good.winners.some((winner) => winner.userId === entry.userId)) ?? first
const flip = (hex = '') => `${hex.startsWith('0') ? '1' : '0'}${hex.slice(1)}`
const entries = (...changed: Proof['entries']): Proof => ({ ...good, entries: changed })
const winners = (...changed: Proof['winners']): Proof => ({ ...good, winners: changed })

describe('a tampered proof fails at the step that finds it', () => {
  test.each<[string, string, Proof]>([
    ['a ticket more', 'digest', entries({ ...first, tickets: first.tickets + 1 }, second, ...rest)],
    ['no ticket', 'order', entries({ ...first, tickets: 0 }, second, ...rest)],
    ['a negative number of tickets', 'order', entries({ ...first, tickets: -1 }, second, ...rest)],
    ['half a ticket', 'order', entries({ ...first, tickets: 0.5 }, second, ...rest)],
    ['more tickets than can be counted', 'order', entries({ ...first, tickets: 2 ** 53 - 1 }, second, ...rest)],
    ['two entries exchanged', 'order', entries(second, first, ...rest)],
    ['a removed entrant', 'digest', entries(second, ...rest)],
    ['an added entrant', 'digest', entries(first, { ...first, userId: `${first.userId}0` }, second, ...rest)],
    ['a doubled entrant', 'order', entries(first, first, second, ...rest)],
    ['an entrant with another id', 'digest', entries({ ...first, userId: `${first.userId}0` }, second, ...rest)],
    ['an entrant without an id', 'order', entries({ ...first, userId: '' }, second, ...rest)],
    [
      'two entrants hidden in the id of one',
      'order',
      entries({ ...second, userId: `${first.userId} ${first.tickets}\n${second.platform}:${second.userId}` }, ...rest),
    ],
    ['another digest', 'digest', { ...good, digest: flip(good.digest) }],
    ['another giveaway', 'digest', { ...good, giveaway: { ...good.giveaway, id: flip(good.giveaway.id) } }],
    ['another seed', 'commitment', { ...good, seed: flip(good.seed) }],
    ['the seed in upper case', 'commitment', { ...good, seed: good.seed?.toUpperCase() }],
    ['a short seed', 'commitment', { ...good, seed: good.seed?.slice(2) }],
    ['no seed', 'commitment', { ...good, seed: undefined }],
    ['another commitment', 'commitment', { ...good, commitment: flip(good.commitment) }],
    ['winners exchanged', 'winners', winners(runnerUp, champion, ...others)],
    ['winners exchanged with their numbers', 'winners', winners({ ...runnerUp, pick: 1 }, { ...champion, pick: 2 })],
    ['the first winner left out', 'winners', winners(runnerUp, ...others)],
    ['a winner who was not drawn', 'winners', winners({ ...loser, pick: 1 }, runnerUp, ...others)],
    ['a winner who never entered', 'winners', winners({ ...champion, userId: '1' }, runnerUp)],
    ['a winner of another platform', 'winners', winners({ ...champion, platform: 'youtube' }, runnerUp)],
    ['a winner with other tickets', 'winners', winners({ ...champion, tickets: champion.tickets + 1 }, runnerUp)],
    ['a winner with another number', 'winners', winners({ ...champion, pick: 2 }, runnerUp)],
    ['a pick passed over without a reason', 'winners', winners({ ...champion, state: 'passed-over' }, runnerUp)],
    [
      'a reason for a pick that was not passed over',
      'winners',
      winners({ ...champion, passedOver: 'excluded' }, runnerUp),
    ],
    ['a winner twice', 'winners', winners(champion, { ...champion, pick: 2 })],
  ])('%s: %s', async (_, step, proof) => {
    expect(proof).not.toEqual(good)
    expect(await ours(proof)).toBe(step)
    expect(theirs(proof)).toBe(step)
  })

  test('a seed with its own commitment draws others than were published', async () => {
    const seed = flip(good.seed)
    const proof = { ...good, seed, commitment: commitTo(seed) }
    expect(await ours(proof)).toBe('winners')
    expect(theirs(proof)).toBe('winners')
  })

  test('a list with its own digest draws others than were published', async () => {
    const fewer = good.entries.filter((entry) => entry !== loser)
    const proof = { ...good, entries: fewer, digest: digestEntries(good.giveaway.id, fewer) }
    expect(await ours(proof)).toBe('winners')
  })

  test('more winners than entrants', async () => {
    const seed = 'ab'.repeat(32)
    const digest = digestEntries(good.giveaway.id, [first])
    expect(drawPick({ giveawayId: good.giveaway.id, seed, digest }, new Urn([first.tickets]), 1)).toBe(0)
    const twice = [1, 2].map((pick) => ({ ...first, pick }))
    const proof = { ...good, seed, commitment: commitTo(seed), digest, entries: [first], winners: twice }
    expect((await verifyProof(proof)).steps[3]?.found).toBe('nobody-left')
  })
})

test('a pick that was passed over counts as one, and everybody sees the reason', async () => {
  const passed = { ...champion, state: 'passed-over', passedOver: 'not-follower' }
  const proof = winners(passed, { ...runnerUp, state: 'confirmed' }, ...others)
  expect((await verifyProof(proof)).steps[3]).toEqual({
    name: 'winners',
    ok: true,
    found: 'winners-same-but',
    values: { count: 10, passed: '1 (not-follower)', more: 0 },
  })
  expect(theirs(proof)).toBe('ok')
  expect(await ours(winners({ ...runnerUp, pick: 1 }, ...others))).toBe('winners')
})

describe('what a proof does not cover', () => {
  test.each<[string, Proof]>([
    ['the name of an entrant', entries({ ...first, name: 'Somebody else' }, second, ...rest)],
    ['the name of a winner', winners({ ...champion, name: '' }, runnerUp, ...others)],
    ['the title', { ...good, giveaway: { ...good.giveaway, title: 'Another prize' } }],
    ['the last winners, left out', winners(champion, runnerUp)],
  ])('%s', async (_, proof) => {
    expect(await ours(proof)).toBe('ok')
    expect(theirs(proof)).toBe('ok')
  })
})

describe('JSON from strangers', () => {
  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'streambot-proof-1'],
    ['a list', [good]],
    ['an empty object', {}],
    ['another format', { ...good, format: 'streambot-proof-2' }],
    ['no giveaway', { ...good, giveaway: undefined }],
    ['an id that is none', { ...good, giveaway: { id: 'x\ntwitch:1 5', title: '' } }],
    ['an id in a list', { ...good, giveaway: { ...good.giveaway, id: [good.giveaway.id] } }],
    ['no title', { ...good, giveaway: { id: good.giveaway.id } }],
    ['no commitment', { ...good, commitment: undefined }],
    ['a number for a digest', { ...good, digest: 5 }],
    ['null for a seed', { ...good, seed: null }],
    ['no entries', { ...good, entries: undefined }],
    ['entries in an object', { ...good, entries: { length: 1, 0: first } }],
    ['an entry that is null', { ...good, entries: [null] }],
    ['an entry without tickets', { ...good, entries: [{ ...first, tickets: undefined }] }],
    ['tickets as text', { ...good, entries: [{ ...first, tickets: '5' }] }],
    ['a number for an id', { ...good, entries: [{ ...first, userId: 5 }] }],
    ['no winners', { ...good, winners: undefined }],
    ['a winner without a number', { ...good, winners: [first] }],
    ['a winner with a number for a reason', { ...good, winners: [{ ...champion, passedOver: 5 }] }],
    ['a winner that is a text', { ...good, winners: ['me'] }],
  ])('%s is no proof', (_, value) => {
    expect(readProof(value)).toBeUndefined()
  })

  test('more fields do no harm', () => {
    expect(
      readProof(JSON.parse(JSON.stringify({ ...good, exportedAt: 'now', giveaway: { ...good.giveaway, more: 1 } }))),
    ).toMatchObject(good)
  })

  test('whatever is put in place of a part, it is no proof or it is checked; nothing is thrown', async () => {
    const parts = ['giveaway', 'commitment', 'digest', 'seed', 'entries', 'winners', 'format'] as const
    const odd = fc.oneof(
      fc.jsonValue(),
      fc.constantFrom<unknown>(NaN, Infinity, 1e300, 2 ** 53, '\uD800', '__proto__', [[]]),
    )
    const person = fc.record({
      platform: fc.oneof(fc.constantFrom('twitch', 'kick'), odd),
      userId: fc.oneof(fc.string(), odd),
      name: fc.oneof(fc.string(), odd),
      tickets: fc.oneof(fc.integer(), fc.double(), odd),
      pick: fc.oneof(fc.integer(), odd),
    })
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...parts), fc.oneof(odd, fc.array(person)), async (part, value) => {
        const proof = readProof({ ...good, [part]: value })
        expect(proof === undefined || (await verifyProof(proof)).steps.length > 0).toBe(true)
      }),
      { numRuns: 500, seed: 3 },
    )
  })
})
