/** Accounts that are linked while other things happen. */
import { openRaffle } from '@streambot/shared/engine/raffle.ts'
import type { Tx } from '@streambot/shared/engine/ports/store.ts'
import type { Account, Giveaway, GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { askOf, costedTickets, listEntries, newMessage, openFor, pay, person } from '../support/engine.ts'
import { accountOn, link, signInAs } from '../support/people.ts'
import { useTable } from './table.ts'

const table = useTable()

let count = 0
let twitch: Account
let kick: Account
beforeEach(() => {
  const number = 50_000 + ++count
  twitch = accountOn('twitch', number)
  kick = accountOn('kick', number)
})

const enter = (giveaway: Giveaway, account: Account, engine = table.one) =>
  engine.entering.enter(giveaway.id, askOf(account, engine.clock))
const open = (rules: Partial<GiveawayRules> = {}, word?: string) => openFor(table.one, table.streamerId, rules, word)

test('while entries stream in from both sides the person is in once', async () => {
  const giveaways = await Promise.all(['!a', '!b', '!c'].map((word) => open({ ...costedTickets, cost: 1 }, word)))
  const people = Array.from({ length: 6 }, (_, index) => 70_000 + index)
  for (const number of people)
    await pay(table.one, table.streamerId, [accountOn('twitch', number), accountOn('kick', number)], 40)
  const storm = people.flatMap((number) =>
    giveaways.flatMap((giveaway, index) =>
      Array.from({ length: 8 }, (_, turn) => {
        const platform = turn % 2 === 0 ? 'twitch' : 'kick'
        return enter(giveaway, accountOn(platform, number), (turn + index) % 2 === 0 ? table.one : table.two)
      }),
    ),
  )
  const linking = people.map(async (number, index) => {
    const engine = index % 2 === 0 ? table.one : table.two
    return link(engine, await signInAs(engine, accountOn('twitch', number)), accountOn('kick', number))
  })
  const paying = people.map((number) => pay(table.two, table.streamerId, [accountOn('kick', number)], 1))
  await Promise.all([...storm, ...paying])
  expect(await Promise.all(linking)).toEqual(people.map(() => ({ ok: true })))
  for (const giveaway of giveaways) {
    const entries = await listEntries(table.one.store, giveaway.id)
    expect(entries).toHaveLength(people.length)
    for (const { tickets } of entries) expect(tickets).toBe(5)
  }
  for (const number of people)
    expect(await table.one.store.findBalance(table.streamerId, accountOn('kick', number))).toBe(81 - 15)
})

describe('a merge waits for a transaction that', () => {
  /** What a transaction has done when somebody links; what it does afterwards has to come before the merge. */
  const deeds: [what: string, deed: (tx: Tx, giveaway: Giveaway) => Promise<unknown>][] = [
    ['knows who is behind an account', (tx) => tx.ensureViewers(table.streamerId, [kick])],
    ['looked a viewer up', (tx) => tx.findViewer(table.streamerId, kick)],
    ['takes entries', (tx, { id }) => tx.lockGiveawayFor(id, [askOf(kick, table.one.clock)])],
    ['changes a giveaway', (tx, { id }) => tx.lockGiveaway(id)],
    ['takes back a change of points', (tx) => tx.findLastChange(table.streamerId, 10, {})],
    ['takes back an import', (tx) => tx.findImported(1)],
    ['hands out a prize key', (tx, { id }) => tx.handOut(id, 0, [1], table.one.clock.now())],
    ['lets people join a raffle', (tx) => tx.holdRaffle(table.streamerId)],
  ]

  test.each(deeds)('%s', async (_, deed) => {
    const { one, two, streamerId } = table
    const giveaway = await open()
    const said = { actor: 'twitch:1', message: { platform: 'twitch', id: newMessage() } } as const
    await openRaffle(one.ports, { streamerId, points: 100, winners: 2, seconds: 30 }, said)
    await pay(one, streamerId, [twitch], 10)
    await pay(one, streamerId, [kick], 7)
    const userId = await signInAs(one, twitch)
    const [done, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const working = one.store.transact(async (tx) => {
      await deed(tx, giveaway)
      done.resolve()
      await go.promise
    })
    await done.promise
    const linking = link(two, userId, kick)
    await vi.waitFor(async () => {
      const { rows } = await one.store.pool.query(
        `SELECT FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT granted AND datname = current_database()`,
      )
      expect(rows).toHaveLength(1)
    }, 10_000)
    expect(await one.store.findBalance(streamerId, twitch)).toBe(10)
    go.resolve()
    await working
    expect(await linking).toEqual({ ok: true })
    expect(await one.store.findBalance(streamerId, twitch)).toBe(17)
  })

  test('a giveaway that opens while a merge waits is part of it', async () => {
    const { one, two, streamerId } = table
    await open({}, '!first')
    await pay(one, streamerId, [twitch, kick], 10)
    const userId = await signInAs(one, twitch)
    const [done, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const working = one.store.transact(async (tx) => {
      await tx.ensureViewers(streamerId, [person(1)])
      done.resolve()
      await go.promise
    })
    await done.promise
    const linking = link(two, userId, kick)
    await vi.waitFor(async () => {
      const { rows } = await one.store.pool.query(`SELECT FROM pg_locks WHERE NOT granted AND locktype = 'advisory'`)
      expect(rows).toHaveLength(1)
    }, 10_000)
    const opening = open({}, '!second')
    go.resolve()
    await Promise.all([working, linking])
    const second = await opening
    expect(await enter(second, kick)).toMatchObject({ ok: true })
    expect(await enter(second, twitch)).toEqual({ ok: false, code: 'already-entered' })
  })
})
