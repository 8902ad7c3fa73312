/** Winners who have to speak: claimed by a message in time, missed by silence; and what they say is kept. */
import { hearWinner } from '@streambot/shared/engine/claim.ts'
import { cancelGiveaway } from '@streambot/shared/engine/manage.ts'
import { describe, expect, test } from 'vitest'
import { newMessage, person } from '../support/engine.ts'
import { readNews } from './news.ts'
import { cause, useTable } from './table.ts'

const table = useTable()
const { find, statesOf, advance, kindsOf, drawFrom, winnerOf, speak, verifyElsewhere } = table

describe('a claim window', () => {
  test('who speaks within it has claimed; the seed is revealed two minutes later, not before', async () => {
    const giveaway = await drawFrom(3)
    const drawnAt = table.one.clock.now()
    expect(await winnerOf(giveaway)).toMatchObject({
      state: 'pending',
      claimDeadline: new Date(drawnAt.getTime() + 60_000),
    })
    expect(await find(giveaway)).toMatchObject({
      completesAt: undefined,
      claimsDueAt: new Date(drawnAt.getTime() + 65_000),
    })
    table.one.clock.turn(30_000)
    expect(await speak(giveaway)).toMatchObject({ state: 'claimed', decidedAt: table.one.clock.now() })
    const completesAt = new Date(table.one.clock.now().getTime() + 120_000)
    expect(await find(giveaway)).toMatchObject({ completesAt, claimsDueAt: undefined, status: 'drawn' })
    expect(table.one.planned.filter(({ id }) => id === giveaway.id).at(-1)?.at).toEqual(completesAt)
    table.one.clock.turn(119_999)
    await advance(giveaway)
    expect((await find(giveaway))?.seed).toBeUndefined()
    table.one.clock.turn(1)
    await advance(giveaway)
    expect((await find(giveaway))?.status).toBe('completed')
    expect((await kindsOf(giveaway)).slice(-3)).toEqual(['drawn', 'claimed', 'completed'])
  })

  test('silence: the next pick is drawn when the grace is over, until somebody speaks; the proof holds over all picks', async () => {
    const giveaway = await drawFrom(4)
    table.one.clock.turn(64_999)
    await advance(giveaway)
    expect(await statesOf(giveaway)).toEqual(['pending'])
    table.one.clock.turn(1)
    await advance(giveaway, table.two)
    expect(await statesOf(giveaway)).toEqual(['missed', 'pending'])
    table.one.clock.turn(65_000)
    await advance(giveaway)
    await speak(giveaway, { pick: 3 })
    expect(await statesOf(giveaway)).toEqual(['missed', 'missed', 'claimed'])
    table.one.clock.turn(120_000)
    await advance(giveaway)
    expect((await find(giveaway))?.status).toBe('completed')
    expect(await verifyElsewhere(giveaway)).toBe('ok')
  })

  test('everybody silent: each is picked once, and the giveaway completes without a winner', async () => {
    const giveaway = await drawFrom(3, { winners: 2 })
    for (let turn = 0; turn < 3; turn++) {
      table.one.clock.turn(65_000)
      await Promise.all([advance(giveaway), advance(giveaway, table.two)])
    }
    expect(await statesOf(giveaway)).toEqual(['missed', 'missed', 'missed'])
    const news = (await readNews(table.one, giveaway.id)).filter(({ kind }) => kind === 'missed')
    expect(news.map(({ payload }) => (payload as { drawn: number }).drawn)).toEqual([1, 0])
    table.one.clock.turn(120_000)
    await advance(giveaway)
    expect((await find(giveaway))?.status).toBe('completed')
    expect(await verifyElsewhere(giveaway)).toBe('ok')
  })

  test('one of two claims: the other is missed alone, and the reveal waits for the one drawn in their place', async () => {
    const giveaway = await drawFrom(5, { winners: 2 })
    table.one.clock.turn(50_000)
    await speak(giveaway, { pick: 2 })
    table.one.clock.turn(15_000)
    await advance(giveaway)
    expect(await statesOf(giveaway)).toEqual(['missed', 'claimed', 'pending'])
    table.one.clock.turn(64_999)
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
    table.one.clock.turn(64_999)
    expect(await speak(giveaway, { pick: 1, sentAt: new Date(end.getTime() + 1) })).toMatchObject({ state: 'pending' })
    expect(await speak(giveaway, { pick: 2, sentAt: end })).toMatchObject({ state: 'claimed' })
    table.one.clock.turn(1)
    await advance(giveaway)
    expect(await speak(giveaway, { pick: 1, sentAt: end })).toMatchObject({ state: 'missed' })
  })

  test('a message written before the draw claims nothing, nor does somebody who was not drawn', async () => {
    const giveaway = await drawFrom(2)
    const { drawnAt, userId } = await winnerOf(giveaway)
    expect(await speak(giveaway, { sentAt: new Date(drawnAt.getTime() - 1) })).toMatchObject({ state: 'pending' })
    const other = [person(0), person(1)].find((who) => who.userId !== userId) ?? person(9)
    const words = {
      message: { platform: 'twitch', id: newMessage() },
      text: 'hi',
      sentAt: table.one.clock.now(),
    } as const
    expect(await hearWinner(table.one.ports, giveaway.id, { ...words, account: other })).toBeUndefined()
    expect(await hearWinner(table.one.ports, giveaway.id, { ...words, account: person(77) })).toBeUndefined()
    expect(await statesOf(giveaway)).toEqual(['pending'])
  })

  test('a cancelled giveaway waits for nobody', async () => {
    const giveaway = await drawFrom(2)
    await cancelGiveaway(table.one.ports, giveaway.id, cause)
    expect(await speak(giveaway)).toMatchObject({ state: 'set-aside' })
    table.one.clock.turn(65_000)
    await advance(giveaway)
    expect([(await find(giveaway))?.status, await statesOf(giveaway)]).toEqual(['cancelled', ['set-aside']])
  })

  test('what is due is found again when every wake-up was lost', async () => {
    const giveaway = await drawFrom(2)
    const coming = (await table.two.store.findComing()).find(({ id }) => id === giveaway.id)
    expect(coming?.at).toEqual(new Date(table.one.clock.now().getTime() + 65_000))
  })
})

describe('what a winner says', () => {
  test('is kept once, in order, at most ten messages, also hostile ones; the first one claims', async () => {
    const giveaway = await drawFrom(2)
    const hostile = `'); DROP TABLE users; -- <script>\0\u202e${'x'.repeat(2_000)}\ud800`
    const id = newMessage()
    await Promise.all([
      speak(giveaway, { text: hostile, id }),
      speak(giveaway, { text: hostile, id, engine: table.two }),
    ])
    for (let count = 0; count < 12; count++) {
      table.one.clock.turn(1_000)
      await speak(giveaway, { text: `line ${count}` })
    }
    const kept = await table.one.store.findWinnerMessages(giveaway.id, 1)
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
    const awaited = () => table.two.store.findAwaited(table.streamerId, table.one.clock.now())
    expect(await awaited()).toEqual([{ platform, userId, giveawayId: giveaway.id }])
    await speak(giveaway)
    table.one.clock.turn(599_999)
    expect(await awaited()).toHaveLength(1)
    table.one.clock.turn(2)
    expect(await awaited()).toEqual([])
    expect(await table.one.store.findDrawnIn(table.streamerId, { platform, userId }, 3)).toEqual([giveaway.id])
  })
})
