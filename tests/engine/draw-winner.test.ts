import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { closeGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import type { Ports } from '@streambot/shared/engine/ports.ts'
import type { Answer } from '@streambot/shared/giveaway/answers.ts'
import type { Giveaway, GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import { askOf, listEntries, openFor, person, type TestEngine } from '../support/engine.ts'
import { runOn } from '../support/postgres.ts'
import { expectHealthy } from './healthy.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened))
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer', { graceSeconds: 5, revealSeconds: 120 })
})
afterEach(() => expectHealthy(database.url))

const cause = { actor: 'test' }
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)
const enter = (giveaway: Giveaway, number: number) => one.entering.enter(giveaway.id, askOf(person(number), one.clock))

/** A giveaway that so many entered, closed, and with final entries. */
async function seal(entrants: number, rules: Partial<GiveawayRules> = {}): Promise<Giveaway> {
  const giveaway = await openFor(one, streamerId, rules)
  await Promise.all(Array.from({ length: entrants }, (_, index) => enter(giveaway, index)))
  await closeGiveaway(one.ports, giveaway.id, cause)
  one.clock.turn(5_000)
  await advanceGiveaway(one.ports, giveaway.id)
  return giveaway
}

const find = (giveaway: Giveaway) => one.store.findGiveaway(giveaway.id)
const findWinners = (giveaway: Giveaway) => one.store.findWinners(giveaway.id)
const draw = (giveaway: Giveaway, count?: number, engine = one) => requestDraw(engine.ports, giveaway.id, count, cause)

/** What is published of a giveaway, as a stranger gets it. */
async function exportProof({ id, title }: Giveaway): Promise<string> {
  const { commitment, digest, seed } = (await one.store.findGiveaway(id)) ?? {}
  const [entries, winners] = [await listEntries(one.store, id), await one.store.findWinners(id)]
  const giveaway = { id, title }
  return JSON.stringify({ format: 'streambot-proof-1', giveaway, commitment, digest, seed, entries, winners })
}

/** The answer of the verifier that shares no code with ours. */
function verifyElsewhere(proof: string): string {
  const verifier = fileURLToPath(new URL('../giveaway/independent-verifier.js', import.meta.url))
  return spawnSync(process.execPath, [verifier], { input: proof, encoding: 'utf8' }).stdout.trim()
}

test('a draw of an open giveaway closes it, and comes when the grace is over, not before', async () => {
  const giveaway = await openFor(one, streamerId, { winners: 2 })
  await Promise.all([1, 2, 3].map((number) => enter(giveaway, number)))
  expect(await draw(giveaway)).toMatchObject({ ok: true, value: { status: 'closed', drawWhenSealed: 2 } })
  one.clock.turn(4_999)
  await advanceGiveaway(one.ports, giveaway.id)
  expect([(await find(giveaway))?.status, await findWinners(giveaway)]).toEqual(['closed', []])
  one.clock.turn(1)
  await advanceGiveaway(one.ports, giveaway.id)
  expect(await find(giveaway)).toMatchObject({ status: 'drawn', seed: undefined })
  expect(await findWinners(giveaway)).toMatchObject([{ pick: 1 }, { pick: 2 }])
})

test('a draw of a closed giveaway waits for the grace; the last wish counts', async () => {
  const giveaway = await openFor(one, streamerId)
  await Promise.all([1, 2, 3].map((number) => enter(giveaway, number)))
  await closeGiveaway(one.ports, giveaway.id, cause)
  await draw(giveaway, 1)
  await draw(giveaway, 3)
  one.clock.turn(5_000)
  await advanceGiveaway(one.ports, giveaway.id)
  expect(await findWinners(giveaway)).toHaveLength(3)
})

test('a draw from final entries comes at once', async () => {
  const giveaway = await seal(3)
  expect(await draw(giveaway)).toMatchObject({ ok: true, value: { status: 'drawn' } })
  expect(await findWinners(giveaway)).toHaveLength(1)
})

test('more draws draw others, nobody twice, until everybody has won; the proof holds over all of them', async () => {
  const giveaway = await seal(6)
  await draw(giveaway, 2)
  const first = await findWinners(giveaway)
  await Promise.all([draw(giveaway, 1), draw(giveaway, 1, two)])
  const winners = await findWinners(giveaway)
  expect(winners.slice(0, 2)).toEqual(first)
  expect(winners.map((winner) => winner.pick)).toEqual([1, 2, 3, 4])
  await draw(giveaway, 100)
  const all = await findWinners(giveaway)
  expect(new Set(all.map((winner) => winner.userId)).size).toBe(6)
  expect(codeOf(await draw(giveaway))).toBe('no-entries')
  one.clock.turn(120_000)
  await advanceGiveaway(one.ports, giveaway.id)
  expect((await find(giveaway))?.status).toBe('completed')
  expect(verifyElsewhere(await exportProof(giveaway))).toBe('ok')
  expect(codeOf(await draw(giveaway))).toBe('wrong-status')
})

test('a draw of more winners than entrants draws all of them', async () => {
  const giveaway = await seal(2, { winners: 5 })
  expect(codeOf(await draw(giveaway))).toBe('ok')
  expect(await findWinners(giveaway)).toHaveLength(2)
})

test('a draw where nobody entered ends without a winner', async () => {
  const giveaway = await seal(0)
  expect(codeOf(await draw(giveaway))).toBe('ok')
  expect([(await find(giveaway))?.status, await findWinners(giveaway)]).toEqual(['drawn', []])
})

test.each([0, -1, 1.5, NaN, 1_001])('a draw of %d winners is refused and changes nothing', async (count) => {
  const giveaway = await openFor(one, streamerId)
  expect(codeOf(await draw(giveaway, count))).toBe('bad-amount')
  expect((await find(giveaway))?.status).toBe('open')
})

/** Ports whose store does something right after the entries were read outside of a transaction, the first time. */
function interrupt(engine: TestEngine, doing: () => Promise<unknown>): Ports {
  let done = false
  async function* readEntries(id: string) {
    yield* engine.store.readEntries(id)
    if (!done) await doing()
    done = true
  }
  return { ...engine.ports, store: { ...engine.store, readEntries } }
}

describe('entries of several pages', () => {
  const many = 4_500

  /** An open giveaway that so many entered with one to three tickets, the grace of its close just over. */
  async function fill(): Promise<Giveaway> {
    const giveaway = await openFor(one, streamerId, { kind: 'tickets', maxTickets: 3 })
    await Promise.all(
      Array.from({ length: many }, (_, index) =>
        one.entering.enter(giveaway.id, askOf(person(index), one.clock, { tickets: 1 + (index % 3) })),
      ),
    )
    await draw(giveaway, 20)
    one.clock.turn(5_000)
    return giveaway
  }

  test('are sealed and drawn, and drawn again from, as another verifier says', async () => {
    const giveaway = await fill()
    await advanceGiveaway(one.ports, giveaway.id)
    expect(codeOf(await draw(giveaway, 20, two))).toBe('ok')
    expect(await findWinners(giveaway)).toHaveLength(40)
    one.clock.turn(120_000)
    await advanceGiveaway(one.ports, giveaway.id)
    expect(verifyElsewhere(await exportProof(giveaway))).toBe('ok')
  })

  test('that change after they were counted are counted again, under the lock', async () => {
    const giveaway = await fill()
    const late = () =>
      one.entering.enter(giveaway.id, askOf(person(many), one.clock, { sentAt: giveaway.openedAt ?? one.clock.now() }))
    await advanceGiveaway(
      interrupt(one, async () => expect(await late()).toMatchObject({ ok: true })),
      giveaway.id,
    )
    expect(await find(giveaway)).toMatchObject({ status: 'drawn', entryCount: many + 1 })
    expect(await listEntries(one.store, giveaway.id)).toHaveLength(many + 1)
  })
})

test('winners that somebody else drew meanwhile are out: what was worked out without them is worked out again', async () => {
  const giveaway = await seal(9)
  await draw(giveaway, 1)
  const meanwhile = interrupt(one, () => draw(giveaway, 2, two))
  expect(codeOf(await requestDraw(meanwhile, giveaway.id, 3, cause))).toBe('ok')
  const winners = await findWinners(giveaway)
  expect(winners.map(({ pick }) => pick)).toEqual([1, 2, 3, 4, 5, 6])
  expect(new Set(winners.map(({ userId }) => userId)).size).toBe(6)
})

test('entries that are not those of the published digest are not drawn from', async () => {
  const giveaway = await seal(3)
  const change = (tickets: number) =>
    runOn(
      database.url,
      `SET session_replication_role = replica; UPDATE giveaway_entries SET tickets = ${tickets} WHERE giveaway_id = '${giveaway.id}'`,
    )
  await change(2)
  await expect(draw(giveaway)).rejects.toThrow('not those of its published digest')
  expect(await findWinners(giveaway)).toEqual([])
  await change(1)
  expect(codeOf(await draw(giveaway))).toBe('ok')
})
