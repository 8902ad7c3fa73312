import { createEarning, type Earning } from '@streambot/shared/engine/earn.ts'
import type { BotSettings, ChatPayout } from '@streambot/shared/engine/ports/rows.ts'
import type { Store } from '@streambot/shared/engine/ports/store.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { openEngine, person, type TestEngine } from '../support/engine.ts'
import { expectHealthy } from './healthy.ts'

const windowMs = 300_000
const points = 5

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let settings: BotSettings

beforeAll(async () => {
  database = await makeDatabase()
  one = openEngine(database.url)
  two = openEngine(database.url, one.clock)
})
beforeEach(async () => {
  const streamerId = await one.store.addStreamer('streamer', {
    chatPoints: points,
    chatPointsSeconds: windowMs / 1_000,
  })
  settings = await one.store.findSettings(streamerId)
  one.clock.turn(2 * windowMs)
})
afterEach(() => expectHealthy(database.url))
afterAll(async () => {
  await Promise.all([one.close(), two.close()])
  await database.drop()
})

/** A store whose payouts are done by the test, with the rest of a real one behind it. */
const storeThat = (payChatters: (payout: ChatPayout) => Promise<number>): { store: Store } => ({
  store: { ...one.store, payChatters },
})
const balanceOf = (who: Account) => one.store.findBalance(settings.streamerId, who)
const balancesOf = (people: readonly Account[]) => Promise.all(people.map(balanceOf))
const everybody = (earning: Earning, people: readonly Account[], at = one.clock.now()) => {
  for (const who of people) earning.saw({ account: who, sentAt: at })
}

describe('chatting', () => {
  test('is paid once for a window of time, however much is said', async () => {
    const earning = createEarning(one, settings)
    for (let line = 0; line < 5; line++) everybody(earning, [person(1), person(2)])
    await earning.flush()
    everybody(earning, [person(1)])
    await earning.flush()
    expect(await balancesOf([person(1), person(2), person(3)])).toEqual([points, points, 0])
  })

  test('is paid again in the next window', async () => {
    const earning = createEarning(one, settings)
    everybody(earning, [person(1)])
    one.clock.turn(windowMs)
    everybody(earning, [person(1)])
    await earning.flush()
    expect(await balanceOf(person(1))).toBe(2 * points)
  })

  test('is paid once for both bots that heard it, also when they pay at once and again after a restart', async () => {
    const people = Array.from({ length: 50 }, (_, index) => person(index))
    const bots = [createEarning(one, settings), createEarning(two, settings)]
    for (const bot of bots) everybody(bot, people)
    await Promise.all(bots.map((bot) => bot.flush()))
    const restarted = createEarning(two, settings)
    everybody(restarted, people.toReversed())
    await restarted.flush()
    expect(await balancesOf(people)).toEqual(people.map(() => points))
  })

  test('is paid by the time of the message: one that comes a window late is passed over', async () => {
    const earning = createEarning(one, settings)
    const before = new Date(one.clock.now().getTime() - windowMs)
    everybody(earning, [person(1)])
    everybody(earning, [person(1), person(2)], before)
    await earning.flush()
    expect(await balancesOf([person(1), person(2)])).toEqual([points, 0])
  })

  test('is two people for two accounts with one id on two platforms', async () => {
    const earning = createEarning(one, settings)
    const onKick: Account = { ...person(1), platform: 'kick' }
    everybody(earning, [person(1), onKick])
    await earning.flush()
    expect(await balancesOf([person(1), onKick])).toEqual([points, points])
  })

  test('earns nothing where the streamer pays nothing', async () => {
    const earning = createEarning(
      storeThat(() => Promise.reject(new Error('nobody is to be paid'))),
      { ...settings, chatPoints: 0 },
    )
    everybody(earning, [person(1)])
    await expect(earning.flush()).resolves.toBeUndefined()
  })
})

test('noting a line asks the database nothing and makes no promise', () => {
  const earning = createEarning(
    storeThat(() => {
      throw new Error('a line must not ask the database')
    }),
    settings,
  )
  const made = Array.from({ length: 1_000 }, (_, index) =>
    earning.saw({ account: person(index % 10), sentAt: one.clock.now() }),
  )
  expect(made.every((value) => value === undefined)).toBe(true)
})

describe('a payout that fails', () => {
  test('is told, and the next one pays everybody once, those who chatted meanwhile included', async () => {
    let failures = 1
    const flaky = storeThat((payout) =>
      failures-- > 0 ? Promise.reject(new Error('the database is away')) : one.store.payChatters(payout),
    )
    const earning = createEarning(flaky, settings)
    everybody(earning, [person(1), person(2)])
    await expect(earning.flush()).rejects.toThrow('the next flush tries again')
    everybody(earning, [person(1), person(3)])
    await earning.flush()
    await earning.flush()
    expect(await balancesOf([person(1), person(2), person(3)])).toEqual([points, points, points])
  })

  test('after it was committed pays nobody twice', async () => {
    let failures = 1
    const earning = createEarning(
      storeThat(async (payout) => {
        const paid = await one.store.payChatters(payout)
        if (failures-- > 0) throw new Error('the answer was lost')
        return paid
      }),
      settings,
    )
    everybody(earning, [person(1), person(2)])
    await expect(earning.flush()).rejects.toThrow('could not be paid')
    await earning.flush()
    expect(await balancesOf([person(1), person(2)])).toEqual([points, points])
  })

  test('does not let the list grow without end: past 200,000 people the next ones wait', async () => {
    const sizes: number[] = []
    let isAway = true
    const earning = createEarning(
      storeThat(async ({ accounts }) => {
        if (isAway) throw new Error('the database is away')
        sizes.push(accounts.length)
        return accounts.length
      }),
      settings,
    )
    everybody(
      earning,
      Array.from({ length: 200_001 }, (_, index) => person(index)),
    )
    await expect(earning.flush()).rejects.toThrow('could not be paid')
    everybody(earning, [person(300_000)])
    isAway = false
    await earning.flush()
    everybody(earning, [person(300_000)])
    await earning.flush()
    expect(sizes).toEqual([200_000, 1])
  })

  test('keeps the windows apart: one is paid, the other stays noted', async () => {
    const paid: number[] = []
    let failures = 1
    const earning = createEarning(
      storeThat((payout) => {
        if (failures-- > 0) return Promise.reject(new Error('the database is away'))
        paid.push(payout.window)
        return one.store.payChatters(payout)
      }),
      settings,
    )
    everybody(earning, [person(1)])
    one.clock.turn(windowMs)
    everybody(earning, [person(1)])
    await expect(earning.flush()).rejects.toThrow('could not be paid')
    expect(await balanceOf(person(1))).toBe(points)
    await earning.flush()
    expect(await balanceOf(person(1))).toBe(2 * points)
    expect(paid).toHaveLength(2)
    expect((paid[0] ?? 0) - (paid[1] ?? 0)).toBe(1)
  })

  test('by a database that is gone keeps the notes, and they are paid when it is back', async () => {
    const gone = openEngine(database.url, one.clock)
    await gone.close()
    let store: Store = gone.store
    const earning = createEarning(
      storeThat((payout) => store.payChatters(payout)),
      settings,
    )
    everybody(earning, [person(1)])
    await expect(earning.flush()).rejects.toThrow('could not be paid')
    store = one.store
    await earning.flush()
    expect(await balanceOf(person(1))).toBe(points)
  })
})
