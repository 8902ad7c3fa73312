import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { excludeViewer, includeViewer } from '@streambot/shared/engine/exclude.ts'
import { redrawWinner } from '@streambot/shared/engine/redraw.ts'
import { cancelGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import type { Decision } from '@streambot/shared/giveaway/answers.ts'
import type { Account, Conditions, Giveaway, Roles } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import {
  askOf,
  costedTickets,
  listEntries,
  newMessage,
  openFor,
  pay,
  person,
  type TestEngine,
  viewerRoles,
} from '../support/engine.ts'
import { expectHealthy } from './healthy.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened))
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer', { attemptsPerMinute: 1_000, graceSeconds: 0, revealSeconds: 0 })
})
afterEach(() => expectHealthy(database.url))

const vip: Roles = { ...viewerRoles, vip: true }
const enter = (engine: TestEngine, giveaway: Giveaway, who: Account, ask: Parameters<typeof askOf>[2] = {}) =>
  engine.entering.enter(giveaway.id, askOf(who, one.clock, ask))
const code = (decision: Decision | undefined) => (decision?.ok ? 'entered' : decision?.code)
const said = () => ({ actor: 'twitch:900', message: { platform: 'twitch', id: newMessage() } }) as const

/** Draws a giveaway; gives who won. */
async function draw(giveaway: Giveaway): Promise<string[]> {
  await requestDraw(two.ports, giveaway.id, undefined, { actor: 'test' })
  await advanceGiveaway(two.ports, giveaway.id)
  return (await one.store.findWinners(giveaway.id)).map(({ userId }) => userId)
}

test('conditions and factors come back from the database as they were decided', async () => {
  const conditions: Conditions = {
    platforms: ['twitch', 'kick'],
    minTier: 2,
    followDays: 0,
    accountDays: 30,
    minBalance: 1e12,
    moderatorsOut: true,
    unknownPasses: true,
    prizeClass: 'big',
    cooldownDays: 10_000,
    tier1Factor: 1,
    tier2Factor: 2,
    tier3Factor: 3,
    vipFactor: 4,
    followerFactor: 100,
  }
  const { id } = await openFor(one, streamerId, { conditions }, '!all')
  expect((await two.store.findGiveaway(id))?.rules.conditions).toEqual(conditions)
  const plain = await openFor(one, streamerId, {}, '!none')
  expect((await two.store.findGiveaway(plain.id))?.rules.conditions).toEqual({})
})

describe('factors', () => {
  test('two hundred race for a hundred tickets through two engines, VIPs for three each: never one too many', async () => {
    const giveaway = await openFor(one, streamerId, { maxTicketsInAll: 100, conditions: { vipFactor: 3 } }, '!race')
    const decisions = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        enter(index % 2 ? one : two, giveaway, person(index), { roles: index % 3 ? viewerRoles : vip }),
      ),
    )
    const granted = decisions.filter((decision) => decision.ok)
    const found = await one.store.findGiveaway(giveaway.id)
    expect(found).toMatchObject({ entryCount: granted.length, ticketCount: 100 })
    const entries = await listEntries(one.store, giveaway.id)
    expect(entries.reduce((sum, { tickets }) => sum + tickets, 0)).toBe(100)
    expect(new Set(entries.map(({ tickets }) => tickets))).toEqual(new Set([1, 3]))
    expect(new Set(decisions.map(code))).toEqual(new Set(['entered', 'full']))
  })

  test('the same VIP asks ten times at once through two engines: five tickets paid, fifteen held, all back on cancel', async () => {
    const giveaway = await openFor(one, streamerId, { ...costedTickets, conditions: { vipFactor: 3 } }, '!paid')
    await pay(one, streamerId, [person(1)], 1_000)
    const decisions = await Promise.all(
      Array.from({ length: 10 }, (_, index) => enter(index % 2 ? one : two, giveaway, person(1), { roles: vip })),
    )
    expect(decisions.filter((decision) => decision.ok)).toHaveLength(5)
    expect(await one.store.findTickets(giveaway.id, person(1))).toBe(15)
    expect(await one.store.findBalance(streamerId, person(1))).toBe(950)
    const cancelled = await cancelGiveaway(one.ports, giveaway.id, { actor: 'test' })
    expect(cancelled).toMatchObject({ value: { refunded: 50 } })
  })

  test('whoever becomes a VIP between two asks gets the factor for the second', async () => {
    const giveaway = await openFor(one, streamerId, { ...costedTickets, cost: 0, conditions: { vipFactor: 2 } }, '!up')
    expect(await enter(one, giveaway, person(1), { tickets: 2 })).toMatchObject({ added: 2, bonus: 0 })
    expect(await enter(two, giveaway, person(1), { tickets: 3, roles: vip })).toMatchObject({ added: 6, tickets: 8 })
    expect(code(await enter(one, giveaway, person(1), { roles: vip }))).toBe('too-many-tickets')
  })
})

describe('the list of those kept out', () => {
  test('somebody excluded while entries stream in is refused by every ask after it, in each engine', async () => {
    for (let round = 0; round < 10; round++) {
      const giveaway = await openFor(one, streamerId, { kind: 'tickets', maxTickets: 500 }, `!out${round}`)
      const who = person(300 + round)
      const stream = (engine: TestEngine) => Array.from({ length: 20 }, () => enter(engine, giveaway, who))
      const before = [...stream(one), ...stream(two)]
      const excluded = excludeViewer(two.ports, { streamerId, account: who, reason: 'test' }, said())
      const meanwhile = [...stream(one), ...stream(two)]
      expect(await excluded).toEqual({ ok: true, value: true })
      const after = await Promise.all([...stream(one), ...stream(two)])
      expect(new Set(after.map(code))).toEqual(new Set(['excluded']))
      const granted = (await Promise.all([...before, ...meanwhile])).filter((decision) => decision.ok)
      expect(await one.store.findTickets(giveaway.id, who)).toBe(granted.length)
    }
  })

  test('it holds for this channel only, and ends with !include', async () => {
    const elsewhere = await one.store.addStreamer('another')
    const [here, there] = [await openFor(one, streamerId), await openFor(one, elsewhere)]
    await excludeViewer(one.ports, { streamerId, account: person(1), reason: 'test' }, said())
    expect(code(await enter(two, here, person(1)))).toBe('excluded')
    expect(code(await enter(two, there, person(1)))).toBe('entered')
    expect(await includeViewer(two.ports, { streamerId, account: person(1) }, said())).toMatchObject({ ok: true })
    expect(code(await enter(one, here, person(1)))).toBe('entered')
    expect(await includeViewer(two.ports, { streamerId, account: person(1) }, said())).toEqual({
      ok: false,
      code: 'not-excluded',
    })
  })

  test('a message delivered to two engines excludes once, with one line in the audit log', async () => {
    const cause = said()
    const answers = await Promise.all(
      [one, two].map((engine) => excludeViewer(engine.ports, { streamerId, account: person(1), reason: 'x' }, cause)),
    )
    expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true])
    const { rows } = await one.store.pool.query(
      "SELECT actor, action, details->>'reason' AS reason FROM audit_log WHERE streamer_id = $1",
      [streamerId],
    )
    expect(rows).toEqual([{ actor: 'twitch:900', action: 'viewer excluded', reason: 'x' }])
  })
})

describe('a cool-down', () => {
  const day = 86_400_000

  /** A giveaway of a class that somebody wins. */
  async function win(who: Account, prizeClass: string | undefined, word: string): Promise<Giveaway> {
    const giveaway = await openFor(one, streamerId, { conditions: { prizeClass } }, word)
    await enter(one, giveaway, who)
    expect(await draw(giveaway)).toEqual([who.userId])
    return giveaway
  }

  test('keeps a winner out for its days, by class where it has one, and others not', async () => {
    await win(person(1), 'big', '!big')
    await win(person(2), undefined, '!plain')
    const cooldownDays = 7
    const any = await openFor(one, streamerId, { conditions: { cooldownDays } }, '!any')
    const big = await openFor(one, streamerId, { conditions: { cooldownDays, prizeClass: 'big' } }, '!class')
    const judge = async (giveaway: Giveaway) =>
      (await Promise.all([1, 2, 3].map((number) => enter(two, giveaway, person(number))))).map(code)
    expect(await judge(any)).toEqual(['won-recently', 'won-recently', 'entered'])
    expect(await judge(big)).toEqual(['won-recently', 'entered', 'entered'])
    one.clock.turn(cooldownDays * day)
    expect(code(await enter(one, any, person(1)))).toBe('entered')
  })

  test('counts no win of a giveaway that was cancelled after its draw', async () => {
    const won = await win(person(1), undefined, '!undone')
    await one.store.pool.query("UPDATE giveaways SET status = 'cancelled' WHERE id = $1", [won.id])
    const next = await openFor(one, streamerId, { conditions: { cooldownDays: 7 } }, '!later')
    expect(code(await enter(two, next, person(1)))).toBe('entered')
  })

  test('counts nobody who was set aside: the one drawn in their place waits instead', async () => {
    const won = await openFor(one, streamerId, {}, '!aside')
    await Promise.all([1, 2].map((number) => enter(one, won, person(number))))
    await one.store.pool.query('UPDATE bot_configs SET reveal_seconds = 60 WHERE streamer_id = $1', [streamerId])
    const [first] = await draw(won)
    expect(await redrawWinner(one.ports, won.id, { reason: 'away' }, { actor: 'test' })).toMatchObject({ ok: true })
    const next = await openFor(one, streamerId, { conditions: { cooldownDays: 7 } }, '!after')
    for (const number of [1, 2])
      expect(code(await enter(two, next, person(number)))).toBe(
        person(number).userId === first ? 'entered' : 'won-recently',
      )
  })

  test('a draw and the winner’s entry elsewhere race: one comes first, and after the draw nobody slips in', async () => {
    for (let round = 0; round < 10; round++) {
      const who = person(500 + round)
      const first = await openFor(one, streamerId, {}, `!first${round}`)
      const next = await openFor(
        one,
        streamerId,
        { kind: 'tickets', maxTickets: 9, conditions: { cooldownDays: 1 } },
        `!next${round}`,
      )
      await enter(one, first, who)
      const [won, ...raced] = await Promise.all([draw(first), enter(one, next, who), enter(two, next, who)])
      expect(won).toEqual([who.userId])
      for (const decision of raced) expect(['entered', 'won-recently']).toContain(code(decision))
      expect(code(await enter(one, next, who))).toBe('won-recently')
      expect(await one.store.findTickets(next.id, who)).toBe(raced.filter((decision) => decision.ok).length)
    }
  })
})

test('points to have are those before paying, and moderators and other platforms stay out where they shall', async () => {
  const conditions: Conditions = { minBalance: 60, moderatorsOut: true, platforms: ['twitch'] }
  const giveaway = await openFor(one, streamerId, { ...costedTickets, conditions }, '!strict')
  await pay(one, streamerId, [person(1), person(2)], 60)
  await pay(one, streamerId, [person(3)], 59)
  expect(code(await enter(one, giveaway, person(1), { tickets: 2 }))).toBe('entered')
  expect(code(await enter(two, giveaway, person(1)))).toBe('insufficient-balance')
  expect(code(await enter(two, giveaway, person(3)))).toBe('insufficient-balance')
  expect(code(await enter(one, giveaway, person(2), { roles: { ...viewerRoles, moderator: true } }))).toBe(
    'moderators-out',
  )
  expect(code(await enter(one, giveaway, { ...person(4), platform: 'kick' }))).toBe('platform-off')
})
