/** The rules are checked again for everybody who is picked: who does not meet them any more is passed over, for everybody to see. */
import { excludeViewer, includeViewer } from '@streambot/shared/engine/exclude.ts'
import { cancelGiveaway, closeGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import type { LookUps } from '@streambot/shared/engine/ports/chat.ts'
import { redrawWinner } from '@streambot/shared/engine/redraw.ts'
import type { Account, Facts, Giveaway, GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { describe, expect, test } from 'vitest'
import { askOf, newMessage, openFor, person, type TestEngine } from '../support/engine.ts'
import { runOn } from '../support/postgres.ts'
import { readNews } from './news.ts'
import { cause, codeOf, useTable } from './table.ts'

const table = useTable()
const { find, findWinners, statesOf, advance, kindsOf, redraw, verifyElsewhere } = table
const said = () => ({ actor: 'twitch:900', message: { platform: 'twitch', id: newMessage() } }) as const

/** A giveaway that so many entered, closed, and with final entries. */
async function seal(entrants: number, rules: Partial<GiveawayRules> = {}, facts?: Facts): Promise<Giveaway> {
  const giveaway = await openFor(table.one, table.streamerId, rules)
  for (let index = 0; index < entrants; index++)
    await table.one.entering.enter(giveaway.id, askOf(person(index), table.one.clock, facts && { facts }))
  await closeGiveaway(table.one.ports, giveaway.id, cause)
  table.one.clock.turn(5_000)
  await advance(giveaway)
  return giveaway
}

const exclude = (account: Account) =>
  excludeViewer(table.one.ports, { streamerId: table.streamerId, account, reason: 'a double' }, said())
const draw = (giveaway: Giveaway, count = 1, engine: Pick<TestEngine, 'ports'> = table.one) =>
  requestDraw(engine.ports, giveaway.id, count, cause)
const reasonsOf = async (giveaway: Giveaway) => (await findWinners(giveaway)).map(({ passedOver }) => passedOver)

/** Whom the draw picks, in order, whoever wins: the same database, drawn in a transaction that is given up. */
async function foresee(giveaway: Giveaway): Promise<Account[]> {
  const dry = openDry()
  await expect(requestDraw(dry.ports, giveaway.id, 100, cause)).rejects.toThrow('given up')
  return dry.picked.map(({ userId }) => person(Number(userId) - 1000))
}

function openDry() {
  const picked: { userId: string }[] = []
  const { store } = table.one
  const transact: typeof store.transact = (work) =>
    store.transact((tx) =>
      work({
        ...tx,
        addWinners: (_, winners) => {
          picked.push(...winners)
          throw new Error('given up')
        },
      }),
    )
  return { picked, ports: { ...table.one.ports, store: { ...store, transact } } }
}

describe('who was kept out after they entered', () => {
  test('is passed over, and the next one wins; the pick stands with its reason, and the proof holds', async () => {
    const giveaway = await seal(4)
    const [first, second, third] = await foresee(giveaway)
    if (!first || !second || !third) throw new Error('There are four entrants.')
    await exclude(first)
    await exclude(second)
    expect(codeOf(await draw(giveaway))).toBe('ok')
    expect(await findWinners(giveaway)).toMatchObject([
      { pick: 1, userId: first.userId, state: 'passed-over', passedOver: 'excluded' },
      { pick: 2, userId: second.userId, state: 'passed-over', passedOver: 'excluded' },
      { pick: 3, userId: third.userId, state: 'confirmed' },
    ])
    const news = await readNews(table.one, giveaway.id)
    expect(news.slice(-2)).toMatchObject([
      { kind: 'passed-over', payload: { picks: [{ pick: 1, reason: 'excluded' }, { pick: 2 }], count: 2, drawn: 1 } },
      { kind: 'drawn', payload: { winners: [{ pick: 3 }] } },
    ])
    const { rows } = await table.one.store.pool.query(
      `SELECT details FROM audit_log WHERE giveaway_id = $1 AND action = 'picks passed over'`,
      [giveaway.id],
    )
    expect(rows).toMatchObject([{ details: { picks: [{ pick: 1, reason: 'excluded' }, { pick: 2 }] } }])
    table.one.clock.turn(120_000)
    await advance(giveaway)
    expect(await verifyElsewhere(giveaway)).toBe('ok')
  })

  test('is passed over in the place of somebody else, too, and a redraw never means them', async () => {
    const giveaway = await seal(4)
    const [first, second] = await foresee(giveaway)
    if (!first || !second) throw new Error('There are four entrants.')
    await draw(giveaway)
    await exclude(second)
    expect(codeOf(await redraw(giveaway))).toBe('ok')
    expect(await statesOf(giveaway)).toEqual(['set-aside', 'passed-over', 'confirmed'])
    const aside = { account: second, reason: 'again' }
    expect(codeOf(await redrawWinner(table.one.ports, giveaway.id, aside, said()))).toBe('no-such-winner')
  })

  test('leaves nobody where all are: they are passed over, and nobody is drawn any more', async () => {
    const giveaway = await seal(5)
    for (let index = 0; index < 5; index++) await exclude(person(index))
    expect(codeOf(await draw(giveaway, 2))).toBe('ok')
    expect(await statesOf(giveaway)).toEqual(Array(5).fill('passed-over'))
    expect((await kindsOf(giveaway)).slice(-1)).toEqual(['passed-over'])
    expect((await find(giveaway))?.status).toBe('drawn')
    expect(codeOf(await draw(giveaway))).toBe('no-entries')
    table.one.clock.turn(120_000)
    await advance(giveaway)
    expect(await verifyElsewhere(giveaway)).toBe('ok')
  })

  test('and let in again before the draw, wins', async () => {
    const giveaway = await seal(1)
    await exclude(person(0))
    await includeViewer(table.one.ports, { streamerId: table.streamerId, account: person(0) }, said())
    await draw(giveaway)
    expect(await statesOf(giveaway)).toEqual(['confirmed'])
  })

  test('what was published of a pick that was passed over, the database lets nobody change', async () => {
    const giveaway = await seal(2)
    await exclude(person(0))
    await exclude(person(1))
    await draw(giveaway)
    const { one } = table
    const change = (set: string) =>
      one.store.pool.query(`UPDATE giveaway_winners SET ${set} WHERE giveaway_id = $1`, [giveaway.id])
    await expect(change(`state = 'confirmed', reason = NULL`)).rejects.toThrow('picks are final')
    await expect(change(`reason = 'not-follower'`)).rejects.toThrow('picks are final')
    await expect(change(`reason = NULL`)).rejects.toThrow('picks are final')
  })
})

test('of those who may win once in a week, whoever won elsewhere since they entered is passed over', async () => {
  const conditions = { cooldownDays: 7 }
  const giveaway = await seal(2, { conditions })
  const [first] = await foresee(giveaway)
  const other = await openFor(table.one, table.streamerId, {}, '!other')
  if (!first) throw new Error('There are two entrants.')
  await table.one.entering.enter(other.id, askOf(first, table.one.clock))
  await requestDraw(table.one.ports, other.id, 1, cause)
  table.one.clock.turn(5_000)
  await advance(other)
  await draw(giveaway)
  expect(await reasonsOf(giveaway)).toEqual(['won-recently', undefined])
  // Who was passed over has not won: the next giveaway takes them once the other one is cancelled.
  await cancelGiveaway(table.one.ports, other.id, cause)
  const next = await openFor(table.one, table.streamerId, { conditions }, '!later')
  expect(await table.one.entering.enter(next.id, askOf(first, table.one.clock))).toMatchObject({ ok: true })
})

describe('who has to follow', () => {
  const at = () => table.one.clock.now().toISOString()
  const found = (since: string) => ({ since, source: 'test', checkedAt: at() })
  const longAgo = '2020-01-01T00:00:00Z'

  /** An engine that is told so of everybody's follow at the draw. */
  function withFollow(since: string | ((account: Account) => string)) {
    const asked: string[] = []
    const twitch: LookUps = {
      followedAt: async (account) => {
        asked.push(account.login)
        return found(typeof since === 'string' ? since : since(account))
      },
      createdAt: () => Promise.reject(new Error('Nobody asks for the age of accounts.')),
    }
    return { ports: { ...table.one.ports, lookUps: { twitch } }, asked }
  }

  const entered = () => ({ follow: found(longAgo) })

  test('and does not any more, is passed over; those behind them are looked up, and nobody else', async () => {
    const giveaway = await seal(6, { conditions: { followDays: 0 } }, entered())
    const [first, second] = await foresee(giveaway)
    const engine = withFollow(({ userId }) => (userId === first?.userId ? 'never' : longAgo))
    await draw(giveaway, 1, engine)
    expect(await reasonsOf(giveaway)).toEqual(['not-follower', undefined])
    expect(engine.asked[0]).toBe(first?.login)
    expect(engine.asked[1]).toBe(second?.login)
    expect(engine.asked.length).toBeLessThanOrEqual(3)
  })

  test('and came back a moment ago, has not followed for long enough', async () => {
    const giveaway = await seal(1, { conditions: { followDays: 7 } }, entered())
    await draw(giveaway, 1, withFollow(at()))
    expect(await reasonsOf(giveaway)).toEqual(['follow-too-new'])
  })

  test('and cannot be looked up at the draw, wins by what their entry rested on', async () => {
    const giveaway = await seal(1, { conditions: { followDays: 7 } }, entered())
    await draw(giveaway, 1, withFollow('unknown'))
    expect(await reasonsOf(giveaway)).toEqual([undefined])
  })

  test.each([
    [true, undefined],
    [false, 'cannot-check'],
  ])('and was never looked up: let pass is %s, as the streamer decided', async (unknownPasses, reason) => {
    const giveaway = await seal(1, { conditions: { followDays: 7, unknownPasses: true } }, { follow: found('unknown') })
    await runOn(
      table.one.store.pool.options.connectionString ?? '',
      `UPDATE giveaways SET unknown_passes = ${unknownPasses} WHERE id = '${giveaway.id}'`,
    )
    await draw(giveaway, 1, withFollow('unknown'))
    expect(await reasonsOf(giveaway)).toEqual([reason])
  })
})
