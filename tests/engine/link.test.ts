import { hearWinner } from '@streambot/shared/engine/claim.ts'
import { excludeViewer } from '@streambot/shared/engine/exclude.ts'
import { importPoints, undoImport } from '@streambot/shared/engine/import-points.ts'
import { cancelGiveaway, closeGiveaway, leaveGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import { changePoints, undoChange } from '@streambot/shared/engine/points.ts'
import { createRaffling, endRaffle, openRaffle } from '@streambot/shared/engine/raffle.ts'
import type { Account, Giveaway, GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  askOf,
  costedTickets,
  listEntries,
  newMessage,
  openFor,
  pay,
  person,
  type TestEngine,
} from '../support/engine.ts'
import { accountOn, link, signInAs, unlink } from '../support/people.ts'
import { cause, useTable } from './table.ts'

const table = useTable()

let count = 0
let twitch: Account
let kick: Account
let youtube: Account

beforeEach(() => {
  const number = 50_000 + ++count
  twitch = accountOn('twitch', number)
  kick = accountOn('kick', number)
  youtube = accountOn('youtube', number)
})

const enter = (giveaway: Giveaway, account: Account, ask = {}, engine = table.one) =>
  engine.entering.enter(giveaway.id, askOf(account, engine.clock, ask))
const open = (rules: Partial<GiveawayRules> = {}, word?: string) => openFor(table.one, table.streamerId, rules, word)
const balanceOf = (account: Account) => table.one.store.findBalance(table.streamerId, account)
const viewersOf = (...accounts: Account[]) =>
  table.one.store.transact((tx) => tx.ensureViewers(table.streamerId, accounts))
const said = () => ({ actor: 'twitch:1', message: { platform: 'twitch', id: newMessage() } as const })

async function linkBoth(engine: TestEngine = table.one): Promise<number> {
  const userId = await signInAs(engine, twitch)
  expect(await link(engine, userId, kick)).toEqual({ ok: true })
  return userId
}

describe('one account, one user', () => {
  test('of two users who link the same account at once, on two servers, exactly one wins, time after time', async () => {
    for (let round = 0; round < 10; round++) {
      const [anna, ben] = [accountOn('twitch', 60_000 + 2 * round), accountOn('twitch', 60_001 + 2 * round)]
      const wanted = accountOn('kick', 60_000 + round)
      await pay(table.one, table.streamerId, [anna, ben, wanted], 10)
      const users = [await signInAs(table.one, anna), await signInAs(table.one, ben)]
      const answers = await Promise.all(
        users.map((userId, index) => link(index === 0 ? table.one : table.two, userId, wanted)),
      )
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
      expect(answers.find(({ ok }) => !ok)).toEqual({ ok: false, code: 'linked-to-another-user' })
      const winner = answers[0]?.ok ? anna : ben
      expect([await balanceOf(anna), await balanceOf(ben)].toSorted()).toEqual([10, 20])
      expect(await balanceOf(winner)).toBe(20)
    }
  })

  test('an account of the same name is nobody’s but its own', async () => {
    const userId = await signInAs(table.one, twitch)
    const namesake = { ...kick, login: twitch.login, name: twitch.name }
    expect(await signInAs(table.one, namesake)).not.toBe(userId)
    expect(await link(table.one, userId, namesake)).toEqual({ ok: false, code: 'linked-to-another-user' })
    expect(new Set(await viewersOf(twitch, namesake)).size).toBe(2)
  })

  test('an account that was taken off counts as the same person still, and does not drag others along', async () => {
    const giveaway = await open()
    const anna = await linkBoth()
    await enter(giveaway, twitch)
    expect(await unlink(table.one, anna, 'kick')).toEqual({ ok: true })
    expect(await enter(giveaway, kick)).toEqual({ ok: false, code: 'already-entered' })
    // Whoever has the account now is another user, and cannot make a third account one person with the first.
    const ben = await signInAs(table.one, kick)
    expect(ben).not.toBe(anna)
    await pay(table.one, table.streamerId, [youtube], 10)
    expect(await link(table.one, ben, youtube)).toEqual({ ok: false, code: 'shared-person' })
    expect(await table.one.store.findConnections(ben)).toHaveLength(1)
    expect(await balanceOf(youtube)).toBe(10)
    // With the account back where it was, all is as before.
    expect(await unlink(table.one, ben, 'kick')).toEqual({ ok: false, code: 'last-account' })
  })
})

describe('points', () => {
  test('of both come together through the ledger, and every later one goes to the same balance', async () => {
    await pay(table.one, table.streamerId, [twitch], 30)
    await pay(table.one, table.streamerId, [kick], 12)
    await linkBoth()
    expect([await balanceOf(twitch), await balanceOf(kick)]).toEqual([42, 42])
    await pay(table.one, table.streamerId, [kick, twitch], 5)
    expect(await balanceOf(twitch)).toBe(47)
    const { rows } = await table.one.store.pool.query<{ amount: number; reason: string }>(
      `SELECT amount, reason FROM balance_ledger WHERE streamer_id = $1 AND reason = 'link' ORDER BY amount`,
      [table.streamerId],
    )
    expect(rows).toEqual([
      { amount: -12, reason: 'link' },
      { amount: 12, reason: 'link' },
    ])
  })

  test('linked a second time, or by signing in again, nothing moves twice', async () => {
    await pay(table.one, table.streamerId, [twitch, kick], 10)
    const userId = await linkBoth()
    expect(await link(table.one, userId, kick)).toEqual({ ok: true })
    await signInAs(table.two, kick)
    expect(await balanceOf(twitch)).toBe(20)
  })

  test('a change by a moderator can be undone after the merge, at the balance it went to', async () => {
    await pay(table.one, table.streamerId, [twitch], 1)
    const ask = {
      streamerId: table.streamerId,
      to: kick,
      change: 'add',
      amount: { kind: 'points', points: 50 },
    } as const
    await changePoints(table.one.ports, ask, said())
    await linkBoth()
    expect(await balanceOf(kick)).toBe(51)
    expect(await undoChange(table.one.ports, { streamerId: table.streamerId, anybody: true }, said())).toMatchObject({
      ok: true,
      value: { amount: -50, balance: 1 },
    })
  })

  test('an import of both can be undone after the merge', async () => {
    const ask = { streamerId: table.streamerId, source: 'csv', checksum: newMessage(), rows: 2, mode: 'add' } as const
    const people = [twitch, kick].map((account, index) => ({ account, points: 10 + index }))
    const imported = await importPoints(table.one.ports, { ...ask, people }, cause)
    if (!imported.ok) throw new Error(imported.code)
    await linkBoth()
    expect(await balanceOf(kick)).toBe(21)
    const undo = { streamerId: table.streamerId, importId: imported.value.id, spent: 'refuse', at: new Date() } as const
    expect(await undoImport(table.one.ports, undo, cause)).toMatchObject({ ok: true, people: 1, points: 21 })
    expect(await balanceOf(kick)).toBe(0)
  })
})

describe('entries', () => {
  test('of both in an open giveaway become one, tickets up to the most, points for the others come back', async () => {
    const giveaway = await open(costedTickets)
    await pay(table.one, table.streamerId, [twitch, kick], 100)
    await enter(giveaway, kick, { tickets: 3 })
    table.one.clock.turn(1_000)
    await enter(giveaway, twitch, { tickets: 4 })
    await linkBoth()
    const entries = await listEntries(table.one.store, giveaway.id)
    expect(entries).toMatchObject([{ platform: 'kick', userId: kick.userId, tickets: 5 }])
    expect(await table.find(giveaway)).toMatchObject({ entryCount: 1, ticketCount: 5 })
    expect(await balanceOf(twitch)).toBe(150)
    expect(await enter(giveaway, twitch)).toEqual({ ok: false, code: 'too-many-tickets' })
    // And all of it comes back, once.
    expect(await cancelGiveaway(table.one.ports, giveaway.id, cause)).toMatchObject({ ok: true })
    expect(await balanceOf(kick)).toBe(200)
  })

  test('of one of them alone it is the person’s, who can take it back from either account', async () => {
    const giveaway = await open(costedTickets)
    await pay(table.one, table.streamerId, [twitch], 5)
    await pay(table.one, table.streamerId, [kick], 20)
    await enter(giveaway, kick, { tickets: 2 })
    await linkBoth()
    expect(await balanceOf(twitch)).toBe(5)
    expect(await enter(giveaway, twitch)).toEqual({ ok: false, code: 'insufficient-balance' })
    expect(await leaveGiveaway(table.one.ports, giveaway.id, twitch, said())).toMatchObject({
      ok: true,
      value: { refunded: 20 },
    })
    expect(await balanceOf(kick)).toBe(25)
  })

  test('of a sealed giveaway stay as they were published, and can be checked', async () => {
    const giveaway = await open()
    await Promise.all([twitch, kick, person(1)].map((account) => enter(giveaway, account)))
    await closeGiveaway(table.one.ports, giveaway.id, cause)
    table.one.clock.turn(6_000)
    await table.advance(giveaway)
    const before = await listEntries(table.one.store, giveaway.id)
    const digest = (await table.find(giveaway))?.digest
    await linkBoth()
    expect(await listEntries(table.one.store, giveaway.id)).toEqual(before)
    expect((await table.find(giveaway))?.digest).toBe(digest)
  })

  test('a later draw from entries of both finds the person behind a pick, and the proof stands', async () => {
    const drawn = await open({ winners: 1, claimSeconds: 60 }, '!other')
    await enter(drawn, twitch)
    await enter(drawn, kick)
    await closeGiveaway(table.one.ports, drawn.id, cause)
    table.one.clock.turn(6_000)
    await table.advance(drawn)
    await linkBoth()
    await drawAll(drawn)
    const winners = await table.findWinners(drawn)
    expect(winners.map(({ platform }) => platform).toSorted()).toEqual(['kick', 'twitch'])
    const [anna] = await viewersOf(twitch)
    expect(winners.map(({ viewerId }) => viewerId)).toContain(anna)
  })

  async function drawAll(giveaway: Giveaway): Promise<void> {
    expect(await requestDraw(table.one.ports, giveaway.id, 2, cause)).toMatchObject({ ok: true })
    await table.advance(giveaway)
  }

  test('a winner claims from the other account, linked after the draw', async () => {
    // The viewer who is older stays, and that is not the one who won.
    await pay(table.one, table.streamerId, [twitch], 1)
    const giveaway = await open({ claimSeconds: 60 })
    await enter(giveaway, kick)
    await requestDraw(table.one.ports, giveaway.id, undefined, cause)
    table.one.clock.turn(5_000)
    await table.advance(giveaway)
    await linkBoth()
    const words = { account: twitch, message: { platform: 'twitch', id: newMessage() } as const, text: 'me' }
    expect(await hearWinner(table.one.ports, giveaway.id, { ...words, sentAt: table.one.clock.now() })).toMatchObject({
      state: 'claimed',
      platform: 'kick',
    })
    const cool = await open({ conditions: { cooldownDays: 7 } }, '!later')
    expect(await enter(cool, twitch)).toEqual({ ok: false, code: 'won-recently' })
  })

  test('where the first ones win, two places that were taken stay taken', async () => {
    const giveaway = await open({ kind: 'first', maxEntries: 3, winners: 3, leaving: false })
    await enter(giveaway, twitch)
    await enter(giveaway, kick)
    await linkBoth()
    expect(await table.findWinners(giveaway)).toHaveLength(2)
    expect(await enter(giveaway, kick)).toEqual({ ok: false, code: 'already-entered' })
  })
})

test('whoever is kept out under one account is out under both', async () => {
  const giveaway = await open()
  await excludeViewer(table.one.ports, { streamerId: table.streamerId, account: kick, reason: 'rude' }, said())
  await pay(table.one, table.streamerId, [twitch], 1)
  await linkBoth()
  expect(await enter(giveaway, twitch)).toEqual({ ok: false, code: 'excluded' })
})

test('a raffle that both joined counts the person once', async () => {
  const { streamerId } = table
  const raffle = await openRaffle(table.one.ports, { streamerId, points: 100, winners: 2, seconds: 30 }, said())
  if (!raffle.ok) throw new Error(raffle.code)
  const raffling = createRaffling(table.one.ports)
  for (const account of [twitch, kick]) await raffling.join(streamerId, { account, sentAt: table.one.clock.now() })
  await linkBoth()
  table.one.clock.turn(60_000)
  expect(await endRaffle(table.one.ports, raffle.value.id)).toBe(true)
  expect(await balanceOf(twitch)).toBe(100)
})

test('another server that knew both accounts sees one person from then on', async () => {
  const before = await open()
  for (const account of [twitch, kick]) await enter(before, account, {}, table.two)
  await linkBoth(table.one)
  const after = await open({}, '!after')
  const answers = [await enter(after, kick, {}, table.two), await enter(after, twitch, {}, table.two)]
  expect(answers.map((answer) => answer.ok || answer.code)).toEqual([true, 'already-entered'])
})

test('three accounts come together in any order, and whoever was merged points to the one who stays', async () => {
  await pay(table.one, table.streamerId, [youtube, kick, twitch], 10)
  const userId = await signInAs(table.one, twitch)
  await link(table.one, userId, kick)
  await link(table.one, userId, youtube)
  expect(new Set(await viewersOf(twitch, kick, youtube)).size).toBe(1)
  expect(await balanceOf(kick)).toBe(30)
})
