import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { drawWithoutBeacon } from '@streambot/shared/engine/draw-without-beacon.ts'
import { cancelGiveaway, closeGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import { reopenGiveaway } from '@streambot/shared/engine/pause.ts'
import type { Ports } from '@streambot/shared/engine/ports.ts'
import { redrawWinner } from '@streambot/shared/engine/redraw.ts'
import { timeOfRound } from '@streambot/shared/giveaway/beacon.ts'
import { type Proof, readProof, verifyProof } from '@streambot/shared/giveaway/proof.ts'
import type { Answer } from '@streambot/shared/giveaway/answers.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { describeFindings, examine } from '@streambot/shared/store/doctor.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestBeacon, signRound, startRelay, testChain, type TestRelay } from '../support/beacon.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { askOf, listEntries, openEngine, openFor, person, type TestEngine } from '../support/engine.ts'
import { readNews } from './news.ts'

let database: TestDatabase
let relay: TestRelay
let one: TestEngine
let two: TestEngine
let streamerId: number
const errors: unknown[] = []

beforeEach(async () => {
  database = await makeDatabase()
  relay = await startRelay()
  one = openEngine(database.url)
  two = openEngine(database.url, one.clock)
  streamerId = await one.store.addStreamer('streamer', { graceSeconds: 5, revealSeconds: 60 })
  errors.length = 0
})
afterEach(async () => {
  const broken = (await examine(database.url, [testChain])).filter((finding) => finding.broken.length > 0)
  expect(broken, describeFindings(broken)).toEqual([])
  await Promise.all([one.close(), two.close(), relay.close()])
  await database.drop()
})

const cause = { actor: 'test' }
const minute = 60_000
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)

/** The engine's ports with the test relay as their beacon. */
function withBeacon(engine: TestEngine): Ports {
  return { ...engine.ports, beacon: openTestBeacon(relay, errors) }
}

const advance = (giveaway: Giveaway, engine = one) => advanceGiveaway(withBeacon(engine), giveaway.id)
const draw = (giveaway: Giveaway, count?: number) => requestDraw(withBeacon(one), giveaway.id, count, cause)
const kindsOf = async (giveaway: Giveaway) =>
  (await readNews(one, giveaway.id)).map(({ kind }) => kind).filter((kind) => kind !== 'entered')

async function find(giveaway: Giveaway): Promise<Giveaway> {
  const found = await one.store.findGiveaway(giveaway.id)
  if (!found) throw new Error('The giveaway is gone.')
  return found
}

async function openWith(entrants: number): Promise<Giveaway> {
  const giveaway = await openFor(one, streamerId)
  const asks = Array.from({ length: entrants }, (_, index) => askOf(person(index), one.clock))
  await Promise.all(asks.map((ask) => one.entering.enter(giveaway.id, ask)))
  return giveaway
}

/** A sealed giveaway whose round is still to come. */
async function sealWith(entrants: number): Promise<Giveaway> {
  const giveaway = await openWith(entrants)
  await closeGiveaway(withBeacon(one), giveaway.id, cause)
  one.clock.turn(5_000)
  await advance(giveaway)
  return find(giveaway)
}

/** The round is there, and its time has come. */
function bringRound({ beacon }: Giveaway): void {
  if (!beacon) throw new Error('No round was named.')
  relay.last = beacon.round
  one.clock.turn(Math.max(0, beacon.at.getTime() - one.clock.now().getTime()))
}

/** What is published, as a stranger gets it. */
async function exportProof(giveaway: Giveaway): Promise<string> {
  const { id, title, commitment, digest, seed, beacon } = await find(giveaway)
  const [entries, winners] = [await listEntries(one.store, id), await one.store.findWinners(id)]
  const format = 'streambot-proof-2'
  return JSON.stringify({ format, giveaway: { id, title }, commitment, digest, seed, beacon, entries, winners })
}

function readExport(text: string): Proof {
  const proof = readProof(JSON.parse(text))
  if (!proof) throw new Error('The export is no proof.')
  return proof
}

function verifyElsewhere(proof: string): string {
  const verifier = fileURLToPath(new URL('../giveaway/independent-verifier.js', import.meta.url))
  return spawnSync(process.execPath, [verifier], { input: proof, encoding: 'utf8' }).stdout.trim()
}

test('a round is named at closing, published with it before it exists, and the draw waits for it', async () => {
  const giveaway = await openWith(20)
  await draw(giveaway, 2)
  const { beacon, finalAt } = await find(giveaway)
  expect(beacon?.at.getTime()).toBeGreaterThan((finalAt?.getTime() ?? 0) + 10_000)
  const named = { chain: testChain.hash, round: beacon?.round, at: beacon?.at.toISOString() }
  expect((await readNews(one, giveaway.id)).find(({ kind }) => kind === 'closed')?.payload).toEqual({ beacon: named })
  one.clock.turn(5_000)
  await advance(giveaway)
  expect(await kindsOf(giveaway)).toEqual(['opened', 'closed', 'sealed'])
  expect(await find(giveaway)).toMatchObject({
    status: 'closed',
    sealedAt: one.clock.now(),
    beacon: { round: named.round },
  })
  expect(one.planned.at(-1)?.at).toEqual(beacon?.at)
  expect(relay.asked).toEqual([])
  bringRound(await find(giveaway))
  await advance(giveaway)
  expect(await kindsOf(giveaway)).toEqual(['opened', 'closed', 'sealed', 'round', 'drawn'])
  expect(await one.store.findWinners(giveaway.id)).toHaveLength(2)
  one.clock.turn(minute)
  await advance(giveaway)
  const proof = await exportProof(giveaway)
  expect(verifyElsewhere(proof)).toBe('ok')
  const { ok, steps } = await verifyProof(readExport(proof), [testChain])
  expect({ ok, names: steps.map(({ name }) => name) }).toEqual({
    ok: true,
    names: ['order', 'digest', 'commitment', 'beacon', 'winners'],
  })
  expect(errors).toEqual([])
})

test('the randomness of the round decides: another round draws others', async () => {
  const giveaway = await sealWith(200)
  bringRound(giveaway)
  await advance(giveaway)
  await draw(giveaway, 5)
  one.clock.turn(minute)
  await advance(giveaway)
  const proof = readExport(await exportProof(giveaway))
  const other = signRound((giveaway.beacon?.round ?? 0) + 1)
  const failed = (await verifyProof({ ...proof, beacon: other }, [testChain])).steps.filter(({ ok }) => !ok)
  expect(failed.map(({ name }) => name)).toEqual(['winners'])
})

test('a redraw uses the same round', async () => {
  const giveaway = await sealWith(10)
  bringRound(giveaway)
  await draw(giveaway)
  await advance(giveaway)
  const asked = relay.asked.length
  expect(codeOf(await redrawWinner(withBeacon(one), giveaway.id, { reason: 'gone' }, cause))).toBe('ok')
  expect(codeOf(await draw(giveaway))).toBe('ok')
  expect(relay.asked).toHaveLength(asked)
  one.clock.turn(minute)
  await advance(giveaway)
  const proof = readExport(await exportProof(giveaway))
  expect(proof.winners).toHaveLength(3)
  expect((await verifyProof(proof, [testChain])).ok).toBe(true)
})

test('two workers take the round once', async () => {
  const giveaway = await sealWith(10)
  await draw(giveaway)
  bringRound(giveaway)
  await Promise.all([one, two, one, two].map((engine) => advance(giveaway, engine)))
  expect(await kindsOf(giveaway)).toEqual(['opened', 'closed', 'sealed', 'round', 'drawn'])
})

test('a round that is due and not there is asked for again in a while, and no sooner', async () => {
  const giveaway = await sealWith(3)
  one.clock.turn(20_000)
  await advance(giveaway)
  expect(relay.asked).toEqual([giveaway.beacon?.round])
  expect(one.planned.at(-1)?.at).toEqual(new Date(one.clock.now().getTime() + 2_000))
  expect(await find(giveaway)).toMatchObject({ status: 'closed', beacon: { randomness: undefined } })
})

test('what the relay makes up is not taken', async () => {
  const giveaway = await sealWith(3)
  const round = giveaway.beacon?.round ?? 0
  one.clock.turn(20_000)
  const { signature } = signRound(round + 1)
  for (const body of [
    JSON.stringify({ round, signature }),
    JSON.stringify({ round: round + 1, signature }),
    JSON.stringify({ round, signature: 'none' }),
    '<html>',
    '',
  ]) {
    relay.answer = { status: 200, body }
    await advance(giveaway)
  }
  relay.answer = { status: 500, body: '' }
  await advance(giveaway)
  expect(errors).toHaveLength(6)
  expect((await find(giveaway)).beacon?.randomness).toBeUndefined()
})

test('after ten minutes without the round it is said once; then a moderator may draw without, and the proof says so', async () => {
  const giveaway = await sealWith(10)
  await draw(giveaway, 2)
  const without = () => drawWithoutBeacon(withBeacon(one), giveaway.id, undefined, cause)
  expect(codeOf(await without())).toBe('beacon-not-late')
  await relay.close()
  one.clock.turn((giveaway.beacon?.at.getTime() ?? 0) + 10 * minute - one.clock.now().getTime() - 1)
  await advance(giveaway)
  expect(codeOf(await without())).toBe('beacon-not-late')
  one.clock.turn(1)
  await Promise.all([advance(giveaway, one), advance(giveaway, two)])
  await advance(giveaway)
  expect(await kindsOf(giveaway)).toEqual(['opened', 'closed', 'sealed', 'round-late'])
  expect(codeOf(await drawWithoutBeacon(withBeacon(one), giveaway.id, 0, cause))).toBe('bad-amount')
  expect((await Promise.all([without(), without()])).map(codeOf).toSorted()).toEqual(['beacon-not-late', 'ok'])
  expect(await kindsOf(giveaway)).toEqual(['opened', 'closed', 'sealed', 'round-late', 'round-waived', 'drawn'])
  expect(await one.store.findWinners(giveaway.id)).toHaveLength(2)
  one.clock.turn(minute)
  await advance(giveaway)
  const proof = await exportProof(giveaway)
  expect(verifyElsewhere(proof)).toBe('ok')
  const { ok, steps } = await verifyProof(readExport(proof), [testChain])
  expect(ok).toBe(true)
  expect(steps.find(({ name }) => name === 'beacon')?.found).toBe('round-waived')
})

test('a round that comes late after all still draws', async () => {
  const giveaway = await sealWith(5)
  await draw(giveaway)
  one.clock.turn(11 * minute)
  await advance(giveaway)
  expect((await find(giveaway)).beacon?.lateAt).toEqual(one.clock.now())
  bringRound(giveaway)
  await advance(giveaway)
  expect(await kindsOf(giveaway)).toEqual(['opened', 'closed', 'sealed', 'round-late', 'round', 'drawn'])
})

test('entries that are sealed only after the round is out get another one, which is published with the digest', async () => {
  const giveaway = await openWith(5)
  await closeGiveaway(withBeacon(one), giveaway.id, cause)
  const first = (await find(giveaway)).beacon
  one.clock.turn(minute)
  await advance(giveaway)
  const { beacon } = await find(giveaway)
  expect(beacon?.at.getTime()).toBeGreaterThan(one.clock.now().getTime() + 10_000)
  expect(beacon?.round).toBeGreaterThan(first?.round ?? Infinity)
  const sealed = (await readNews(one, giveaway.id)).find(({ kind }) => kind === 'sealed')
  expect(sealed?.payload).toMatchObject({ beacon: { round: beacon?.round } })
})

test('a giveaway that is opened again has no round, and gets a new one at its next close', async () => {
  const giveaway = await openWith(5)
  await closeGiveaway(withBeacon(one), giveaway.id, cause)
  const first = (await find(giveaway)).beacon
  await reopenGiveaway(withBeacon(one), giveaway.id, cause)
  expect((await find(giveaway)).beacon).toBeUndefined()
  one.clock.turn(minute)
  await closeGiveaway(withBeacon(one), giveaway.id, cause)
  expect((await find(giveaway)).beacon?.at).toEqual(timeOfRound(testChain, (first?.round ?? 0) + 20))
})

test('a cancelled giveaway asks for no round', async () => {
  const giveaway = await sealWith(3)
  await cancelGiveaway(withBeacon(one), giveaway.id, cause)
  bringRound(giveaway)
  await advance(giveaway)
  expect(relay.asked).toEqual([])
})

test('without a beacon nothing waits', async () => {
  const giveaway = await openWith(3)
  await requestDraw(one.ports, giveaway.id, undefined, cause)
  one.clock.turn(5_000)
  await advanceGiveaway(one.ports, giveaway.id)
  expect((await find(giveaway)).beacon).toBeUndefined()
  expect(await kindsOf(giveaway)).toEqual(['opened', 'closed', 'sealed', 'drawn'])
})

test('the database refuses another round after the digest, other randomness, and winners before the round', async () => {
  const giveaway = await sealWith(3)
  const change = (set: string) => one.store.pool.query(`UPDATE giveaways SET ${set} WHERE id = $1`, [giveaway.id])
  await expect(change('beacon_round = beacon_round + 1')).rejects.toThrow('cannot change')
  await expect(change('beacon_chain = null, beacon_round = null, beacon_at = null')).rejects.toThrow('cannot change')
  await expect(change(`beacon_randomness = 'ab', beacon_signature = 'cd'`)).rejects.toThrow('beacon_randomness_check')
  await expect(
    one.store.pool.query(
      `INSERT INTO giveaway_winners (giveaway_id, pick, viewer_id, platform, platform_user_id, display_name, tickets, drawn_at)
       SELECT giveaway_id, 1, viewer_id, platform, platform_user_id, display_name, tickets, now()
         FROM giveaway_entries WHERE giveaway_id = $1 LIMIT 1`,
      [giveaway.id],
    ),
  ).rejects.toThrow('waits for the round')
  bringRound(giveaway)
  await advance(giveaway)
  const { signature } = signRound(1)
  await expect(
    change(`beacon_signature = '${signature}', beacon_randomness = '${signRound(1).randomness}'`),
  ).rejects.toThrow('cannot change')
  await expect(change('beacon_waived_at = now()')).rejects.toThrow('beacon_outcome_check')
})
