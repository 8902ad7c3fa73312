/** Winners who have to speak, and redraws: two engines on one database, every race with one outcome. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { hearWinner } from '@streambot/shared/engine/claim.ts'
import { cancelGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import { redrawWinner } from '@streambot/shared/engine/redraw.ts'
import type { Answer, Giveaway, GiveawayRules, Winner } from '@streambot/shared/giveaway/words.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { askOf, newMessage, openEngine, openFor, person, type TestEngine } from '../support/engine.ts'
import { expectHealthy } from './healthy.ts'
import { readNews } from './news.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

beforeAll(async () => {
  database = await makeDatabase()
  one = openEngine(database.url)
  two = openEngine(database.url, one.clock)
})
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer', {
    graceSeconds: 5,
    revealSeconds: 120,
    attemptsPerMinute: 1_000,
  })
})
afterEach(() => expectHealthy(database.url))
afterAll(async () => {
  await Promise.all([one.close(), two.close()])
  await database.drop()
})

const cause = { actor: 'test' }
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)
const find = (giveaway: Giveaway) => one.store.findGiveaway(giveaway.id)
const findWinners = (giveaway: Giveaway) => one.store.findWinners(giveaway.id)
const statesOf = async (giveaway: Giveaway) => (await findWinners(giveaway)).map(({ state }) => state)
const advance = (giveaway: Giveaway, engine = one) => advanceGiveaway(engine.ports, giveaway.id)
const kindsOf = async (giveaway: Giveaway) => (await readNews(one, giveaway.id)).map(({ kind }) => kind)

/** A giveaway that so many entered, drawn just now. Winners have a minute to speak. */
async function drawFrom(entrants: number, rules: Partial<GiveawayRules> = {}): Promise<Giveaway> {
  const giveaway = await openFor(one, streamerId, { claimSeconds: 60, ...rules })
  const asks = Array.from({ length: entrants }, (_, index) => askOf(person(index), one.clock))
  await Promise.all(asks.map((ask) => one.entering.enter(giveaway.id, ask)))
  await requestDraw(one.ports, giveaway.id, undefined, cause)
  one.clock.turn(5_000)
  await advance(giveaway)
  return giveaway
}

async function winnerOf(giveaway: Giveaway, pick = 1): Promise<Winner> {
  const winner = (await findWinners(giveaway)).find((each) => each.pick === pick)
  if (!winner) throw new Error(`There is no pick ${pick}.`)
  return winner
}

/** The winner of a pick says something. */
async function speak(
  giveaway: Giveaway,
  { pick = 1, sentAt = one.clock.now(), text = 'hello', engine = one, id = newMessage() } = {},
) {
  const { platform, userId, name } = await winnerOf(giveaway, pick)
  const account = { platform, userId, name, login: name.toLowerCase() }
  return hearWinner(engine.ports, giveaway.id, { account, message: { platform, id }, text, sentAt })
}

const redraw = (giveaway: Giveaway, said: { account?: Winner | undefined; at?: Date } = {}, engine = one) =>
  redrawWinner(
    engine.ports,
    giveaway.id,
    { account: said.account, reason: 'was away' },
    { actor: 'twitch:900', message: { platform: 'twitch', id: newMessage() }, at: said.at ?? one.clock.now() },
  )

/** The answer of the verifier that shares no code with ours, about all picks. */
async function verifyElsewhere({ id, title }: Giveaway): Promise<string> {
  const { commitment, digest, seed } = (await one.store.findGiveaway(id)) ?? {}
  const [entries, winners] = [await one.store.listEntries(id), await one.store.findWinners(id)]
  const giveaway = { id, title }
  const input = JSON.stringify({ format: 'streambot-proof-1', giveaway, commitment, digest, seed, entries, winners })
  const verifier = fileURLToPath(new URL('../giveaway/independent-verifier.js', import.meta.url))
  return spawnSync(process.execPath, [verifier], { input, encoding: 'utf8' }).stdout.trim()
}

describe('a claim window', () => {
  test('who speaks within it has claimed; the seed is revealed two minutes later, not before', async () => {
    const giveaway = await drawFrom(3)
    const drawnAt = one.clock.now()
    expect(await winnerOf(giveaway)).toMatchObject({
      state: 'pending',
      claimDeadline: new Date(drawnAt.getTime() + 60_000),
    })
    expect(await find(giveaway)).toMatchObject({
      completesAt: undefined,
      claimsDueAt: new Date(drawnAt.getTime() + 65_000),
    })
    one.clock.turn(30_000)
    expect(await speak(giveaway)).toMatchObject({ state: 'claimed', decidedAt: one.clock.now() })
    const completesAt = new Date(one.clock.now().getTime() + 120_000)
    expect(await find(giveaway)).toMatchObject({ completesAt, claimsDueAt: undefined, status: 'drawn' })
    expect(one.planned.filter(({ id }) => id === giveaway.id).at(-1)?.at).toEqual(completesAt)
    one.clock.turn(119_999)
    await advance(giveaway)
    expect((await find(giveaway))?.seed).toBeUndefined()
    one.clock.turn(1)
    await advance(giveaway)
    expect((await find(giveaway))?.status).toBe('completed')
    expect((await kindsOf(giveaway)).slice(-3)).toEqual(['drawn', 'claimed', 'completed'])
  })

  test('silence: the next pick is drawn when the grace is over, until somebody speaks; the proof holds over all picks', async () => {
    const giveaway = await drawFrom(4)
    one.clock.turn(64_999)
    await advance(giveaway)
    expect(await statesOf(giveaway)).toEqual(['pending'])
    one.clock.turn(1)
    await advance(giveaway, two)
    expect(await statesOf(giveaway)).toEqual(['missed', 'pending'])
    one.clock.turn(65_000)
    await advance(giveaway)
    await speak(giveaway, { pick: 3 })
    expect(await statesOf(giveaway)).toEqual(['missed', 'missed', 'claimed'])
    one.clock.turn(120_000)
    await advance(giveaway)
    expect((await find(giveaway))?.status).toBe('completed')
    expect(await verifyElsewhere(giveaway)).toBe('ok')
  })

  test('everybody silent: each is picked once, and the giveaway completes without a winner', async () => {
    const giveaway = await drawFrom(3, { winners: 2 })
    for (let turn = 0; turn < 3; turn++) {
      one.clock.turn(65_000)
      await Promise.all([advance(giveaway), advance(giveaway, two)])
    }
    expect(await statesOf(giveaway)).toEqual(['missed', 'missed', 'missed'])
    const news = (await readNews(one, giveaway.id)).filter(({ kind }) => kind === 'missed')
    expect(news.map(({ payload }) => (payload as { drawn: number }).drawn)).toEqual([1, 0])
    one.clock.turn(120_000)
    await advance(giveaway)
    expect((await find(giveaway))?.status).toBe('completed')
    expect(await verifyElsewhere(giveaway)).toBe('ok')
  })

  test('one of two claims: the other is missed alone, and the reveal waits for the one drawn in their place', async () => {
    const giveaway = await drawFrom(5, { winners: 2 })
    one.clock.turn(50_000)
    await speak(giveaway, { pick: 2 })
    one.clock.turn(15_000)
    await advance(giveaway)
    expect(await statesOf(giveaway)).toEqual(['missed', 'claimed', 'pending'])
    one.clock.turn(64_999)
    await advance(giveaway)
    expect((await find(giveaway))?.status).toBe('drawn')
  })

  test('without a window whoever is drawn has won, and speaking changes nothing', async () => {
    const giveaway = await drawFrom(2, { claimSeconds: undefined })
    expect(await speak(giveaway)).toMatchObject({ state: 'confirmed', claimDeadline: undefined })
    expect(await statesOf(giveaway)).toEqual(['confirmed'])
  })

  test('a message that was written in time and comes late claims, one written too late does not', async () => {
    const giveaway = await drawFrom(3, { winners: 2 })
    const end = (await winnerOf(giveaway)).claimDeadline ?? new Date(0)
    one.clock.turn(64_999)
    expect(await speak(giveaway, { pick: 1, sentAt: new Date(end.getTime() + 1) })).toMatchObject({ state: 'pending' })
    expect(await speak(giveaway, { pick: 2, sentAt: end })).toMatchObject({ state: 'claimed' })
    one.clock.turn(1)
    await advance(giveaway)
    expect(await speak(giveaway, { pick: 1, sentAt: end })).toMatchObject({ state: 'missed' })
  })

  test('a message written before the draw claims nothing, nor does somebody who was not drawn', async () => {
    const giveaway = await drawFrom(2)
    const { drawnAt, userId } = await winnerOf(giveaway)
    expect(await speak(giveaway, { sentAt: new Date(drawnAt.getTime() - 1) })).toMatchObject({ state: 'pending' })
    const other = [person(0), person(1)].find((who) => who.userId !== userId) ?? person(9)
    const words = { message: { platform: 'twitch', id: newMessage() }, text: 'hi', sentAt: one.clock.now() } as const
    expect(await hearWinner(one.ports, giveaway.id, { ...words, account: other })).toBeUndefined()
    expect(await hearWinner(one.ports, giveaway.id, { ...words, account: person(77) })).toBeUndefined()
    expect(await statesOf(giveaway)).toEqual(['pending'])
  })

  test('a cancelled giveaway waits for nobody', async () => {
    const giveaway = await drawFrom(2)
    await cancelGiveaway(one.ports, giveaway.id, cause)
    expect(await speak(giveaway)).toMatchObject({ state: 'set-aside' })
    one.clock.turn(65_000)
    await advance(giveaway)
    expect([(await find(giveaway))?.status, await statesOf(giveaway)]).toEqual(['cancelled', ['set-aside']])
  })

  test('what is due is found again when every wake-up was lost', async () => {
    const giveaway = await drawFrom(2)
    const coming = (await two.store.findComing()).find(({ id }) => id === giveaway.id)
    expect(coming?.at).toEqual(new Date(one.clock.now().getTime() + 65_000))
  })
})

describe('races', () => {
  test('a claim and two timers at once, forty times: the winner claimed or the next one is drawn, never both', async () => {
    for (let round = 0; round < 40; round++) {
      const giveaway = await drawFrom(3)
      const { claimDeadline } = await winnerOf(giveaway)
      one.clock.turn(65_000)
      const [here, there] = round % 2 ? [one, two] : [two, one]
      const claiming = speak(giveaway, { sentAt: claimDeadline ?? new Date(0), engine: here })
      const [heard] = await Promise.all([claiming, advance(giveaway, there), advance(giveaway, here)])
      const states = await statesOf(giveaway)
      expect(['claimed', 'missed,pending']).toContain(states.join())
      expect(heard?.state).toBe(states[0])
    }
  })

  test('a redraw and a claim at once: the winner is out either way, and one is drawn in their place', async () => {
    for (let round = 0; round < 10; round++) {
      const giveaway = await drawFrom(3)
      const [redrawn] = await Promise.all([redraw(giveaway, {}, two), speak(giveaway)])
      expect(codeOf(redrawn)).toBe('ok')
      expect(await statesOf(giveaway)).toEqual(['set-aside', 'pending'])
    }
  })

  test('two moderators who redraw at once set one winner aside, not two', async () => {
    const giveaway = await drawFrom(4)
    const at = one.clock.now()
    one.clock.turn(1)
    const answers = await Promise.all([redraw(giveaway, { at }), redraw(giveaway, { at }, two)])
    expect(answers.map(codeOf).sort()).toEqual(['no-such-winner', 'ok'])
    expect(await statesOf(giveaway)).toEqual(['set-aside', 'pending'])
  })

  test('a redraw and the timer at once draw one in the place of one', async () => {
    const giveaway = await drawFrom(5)
    one.clock.turn(65_000)
    const at = one.clock.now()
    one.clock.turn(1)
    await Promise.all([redraw(giveaway, { at }), advance(giveaway, two)])
    expect((await statesOf(giveaway)).slice(1)).toEqual(['pending'])
  })
})

describe('a redraw', () => {
  test('sets the named winner aside with the reason, by whom, and draws on; history stays and the proof holds', async () => {
    const giveaway = await drawFrom(5, { winners: 2, claimSeconds: undefined })
    const first = await winnerOf(giveaway)
    expect(codeOf(await redraw(giveaway, { account: first }))).toBe('ok')
    expect(await statesOf(giveaway)).toEqual(['set-aside', 'confirmed', 'confirmed'])
    expect(await winnerOf(giveaway)).toMatchObject({ userId: first.userId, decidedAt: one.clock.now() })
    const { rows } = await one.store.pool.query(
      `SELECT w.reason, w.decided_by, a.details FROM giveaway_winners w JOIN audit_log a USING (giveaway_id)
        WHERE w.giveaway_id = $1 AND w.pick = 1 AND a.action = 'winner set aside'`,
      [giveaway.id],
    )
    expect(rows).toEqual([{ reason: 'was away', decided_by: 'twitch:900', details: { pick: 1, reason: 'was away' } }])
    one.clock.turn(120_000)
    await advance(giveaway)
    expect(await verifyElsewhere(giveaway)).toBe('ok')
  })

  test('puts the reveal of the seed off, and is refused after it', async () => {
    const giveaway = await drawFrom(5, { claimSeconds: undefined })
    one.clock.turn(119_999)
    expect(codeOf(await redraw(giveaway))).toBe('ok')
    one.clock.turn(1)
    await advance(giveaway)
    expect((await find(giveaway))?.status).toBe('drawn')
    one.clock.turn(119_999)
    await advance(giveaway)
    expect(codeOf(await redraw(giveaway))).toBe('seed-revealed')
    expect(await statesOf(giveaway)).toEqual(['set-aside', 'confirmed'])
  })

  test('of the last entrant leaves nobody, and of a winner who is out already is refused', async () => {
    const giveaway = await drawFrom(1, { claimSeconds: undefined })
    const first = await winnerOf(giveaway)
    expect(codeOf(await redraw(giveaway, { account: first }))).toBe('ok')
    expect(await statesOf(giveaway)).toEqual(['set-aside'])
    expect(codeOf(await redraw(giveaway, { account: first }))).toBe('no-such-winner')
    expect(codeOf(await redraw(giveaway))).toBe('no-such-winner')
  })

  test('lets who was set aside enter where winners have to wait, and who won not', async () => {
    const before = await drawFrom(4, { winners: 2, claimSeconds: undefined })
    const [out, won] = await findWinners(before)
    await redraw(before, { account: out })
    const giveaway = await openFor(one, streamerId, { conditions: { cooldownDays: 7 } }, '!next')
    const enter = ({ userId, name }: Pick<Winner, 'userId' | 'name'>) =>
      one.entering.enter(giveaway.id, askOf({ platform: 'twitch', userId, name, login: name.toLowerCase() }, one.clock))
    expect(out && (await enter(out))).toMatchObject({ ok: true })
    expect(won && (await enter(won))).toEqual({ ok: false, code: 'won-recently' })
  })

  test('is refused while nothing is drawn, and its message counts once', async () => {
    const open = await openFor(one, streamerId, {}, '!open')
    expect(codeOf(await redraw(open))).toBe('wrong-status')
    const giveaway = await drawFrom(3)
    const twice = {
      actor: 'twitch:900',
      message: { platform: 'twitch', id: newMessage() },
      at: one.clock.now(),
    } as const
    const answers = await Promise.all(
      [one, two].map((engine) => redrawWinner(engine.ports, giveaway.id, { reason: 'away' }, twice)),
    )
    expect(answers.map(codeOf).sort()).toEqual(['already-handled', 'ok'])
  })
})

describe('what a winner says', () => {
  test('is kept once, in order, at most ten messages, also hostile ones; the first one claims', async () => {
    const giveaway = await drawFrom(2)
    const hostile = `'); DROP TABLE users; -- <script>\0\u202e${'x'.repeat(2_000)}\ud800`
    const id = newMessage()
    await Promise.all([speak(giveaway, { text: hostile, id }), speak(giveaway, { text: hostile, id, engine: two })])
    for (let count = 0; count < 12; count++) {
      one.clock.turn(1_000)
      await speak(giveaway, { text: `line ${count}` })
    }
    const kept = await one.store.findWinnerMessages(giveaway.id, 1)
    expect(kept.map(({ text }) => text.slice(0, 30))).toEqual([
      "'); DROP TABLE users; -- <scri",
      ...Array.from({ length: 9 }, (_, count) => `line ${count}`),
    ])
    expect(kept[0]?.text).toHaveLength(1_000)
    expect((await kindsOf(giveaway)).filter((kind) => kind === 'claimed')).toHaveLength(1)
  })

  test('matters from the draw until it is claimed and ten minutes have passed', async () => {
    const giveaway = await drawFrom(2)
    const { platform, userId } = await winnerOf(giveaway)
    const awaited = () => two.store.findAwaited(streamerId, one.clock.now())
    expect(await awaited()).toEqual([{ platform, userId, giveawayId: giveaway.id }])
    await speak(giveaway)
    one.clock.turn(599_999)
    expect(await awaited()).toHaveLength(1)
    one.clock.turn(2)
    expect(await awaited()).toEqual([])
    expect(await one.store.findDrawnIn(streamerId, { platform, userId }, 3)).toEqual([giveaway.id])
  })
})
