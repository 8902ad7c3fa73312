import { createEarning } from '@streambot/shared/engine/earn.ts'
import { createChatNotes } from '@streambot/shared/engine/note-chatters.ts'
import type { Stream } from '@streambot/shared/engine/ports.ts'
import type { BotSettings, ChatPayout } from '@streambot/shared/engine/ports/rows.ts'
import { createWatching } from '@streambot/shared/engine/watch.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { openEngine, person, type TestEngine, viewerRoles } from '../support/engine.ts'
import { countDeadlocks, expectHealthy } from './healthy.ts'

const points = 5
const minute = 60_000

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
  one.clock.turn(10 * minute)
  settings = await settle({ watchPoints: points, watchSeconds: 600 })
})
afterEach(() => expectHealthy(database.url))
afterAll(async () => {
  await Promise.all([one.close(), two.close()])
  expect(await countDeadlocks(database.url)).toBe(0)
  await database.drop()
})

type First = Parameters<TestEngine['store']['addStreamer']>[1]
const settle = async (first: First) => one.store.findSettings(await one.store.addStreamer('streamer', first))
const balanceOf = (who: Account) => one.store.findBalance(settings.streamerId, who)
const crowd = (count: number): Account[] => Array.from({ length: count }, (_, index) => person(index + 1))

/** A stream that is as the test says; `looks` counts how often it was asked who is there. */
function makeStream(present: readonly Account[]) {
  const stream = {
    platform: 'twitch' as const,
    live: true,
    looks: 0,
    failure: undefined as Error | undefined,
    async isLive() {
      if (stream.failure) throw stream.failure
      return stream.live
    },
    async findPresent() {
      stream.looks++
      return [...present]
    },
  }
  return stream
}

const everybody: (account: Account) => boolean = () => true
const watch = (streams: readonly Stream[], engine = one, mayEarn = everybody) =>
  createWatching({ ports: engine.ports, streams, settings: () => settings, mayEarn })

describe('who is there while the stream is live', () => {
  test('is paid once for a window of time, and asked for once', async () => {
    const stream = makeStream(crowd(3))
    const watching = watch([stream])
    for (let look = 0; look < 3; look++) await watching.look()
    expect([await balanceOf(person(1)), await balanceOf(person(3)), stream.looks]).toEqual([points, points, 1])
    one.clock.turn(10 * minute)
    await watching.look()
    expect([await balanceOf(person(1)), stream.looks]).toEqual([2 * points, 2])
  })

  test('is paid once by two bots that look at the same moment, and by one that starts again', async () => {
    const stream = makeStream(crowd(50))
    await Promise.all([watch([stream]).look(), watch([stream], two).look()])
    await watch([stream]).look()
    expect(await Promise.all(crowd(50).map(balanceOf))).toEqual(Array(50).fill(points))
  })

  test('twenty thousand are paid in one payout', async () => {
    const payouts: ChatPayout[] = []
    const payChatters = (payout: ChatPayout) => {
      payouts.push(payout)
      return one.store.payChatters(payout)
    }
    const ports = { ...one.ports, store: { ...one.store, payChatters } }
    const streams = [makeStream(crowd(20_000))]
    await createWatching({ ports, streams, settings: () => settings, mayEarn: everybody }).look()
    const { rows } = await one.store.pool.query(
      `SELECT count(*)::int AS n, sum(amount)::int AS points, count(DISTINCT (key, created_at))::int AS payouts
         FROM balance_ledger WHERE streamer_id = $1 AND reason = 'watch'`,
      [settings.streamerId],
    )
    expect([payouts.length, ...rows]).toEqual([1, { n: 20_000, points: 20_000 * points, payouts: 1 }])
  })

  test('is paid for chatting, too', async () => {
    const earning = createEarning(one, { ...settings, chatPoints: 3 })
    earning.saw({ account: person(1), sentAt: one.clock.now() })
    await Promise.all([earning.flush(), watch([makeStream([person(1)])], two).look()])
    expect(await balanceOf(person(1))).toBe(points + 3)
  })

  test('is paid nothing where they may earn nothing, or where watching earns nothing', async () => {
    await watch([makeStream(crowd(2))], one, ({ userId }) => userId !== person(1).userId).look()
    expect([await balanceOf(person(1)), await balanceOf(person(2))]).toEqual([0, points])
    settings = await settle({})
    const stream = makeStream(crowd(1))
    await watch([stream]).look()
    expect([await balanceOf(person(1)), stream.looks]).toEqual([0, 0])
    stream.failure = new Error('a stream that pays nothing must not be asked')
    await watch([stream]).look()
  })

  test('gets more as a subscriber, known by what chat showed last', async () => {
    settings = await settle({ watchPoints: points, watchSeconds: 600, chatPoints: 2, subscriberFactor: 3 })
    const chat = async (who: Account, tier: 0 | 1 | 2 | 3) => {
      const earning = createEarning(one, settings)
      const notes = createChatNotes(one, settings.streamerId)
      const line = { account: who, sentAt: one.clock.now(), roles: { ...viewerRoles, subscriber: tier > 0, tier } }
      notes.saw(line)
      earning.saw(line)
      await notes.flush()
      await earning.flush()
    }
    await chat(person(1), 2)
    await chat(person(2), 0)
    expect([await balanceOf(person(1)), await balanceOf(person(2))]).toEqual([6, 2])
    const watching = watch([makeStream(crowd(3))])
    await watching.look()
    expect(await Promise.all(crowd(3).map(balanceOf))).toEqual([6 + 3 * points, 2 + points, points])
    one.clock.turn(10 * minute)
    await chat(person(1), 0)
    await watching.look()
    expect(await balanceOf(person(1))).toBe(6 + 3 * points + 2 + points)
  })
})

describe('a stream', () => {
  test('counts as over with the second miss, and pays nobody then', async () => {
    const stream = makeStream(crowd(1))
    const watching = watch([stream])
    const seen: unknown[] = [watching.isLive()]
    for (const live of [true, false, false, true]) {
      stream.live = live
      one.clock.turn(10 * minute)
      await watching.look()
      seen.push([watching.isLive(), await balanceOf(person(1))])
    }
    expect(seen).toEqual([false, [true, points], [true, 2 * points], [false, 2 * points], [true, 3 * points]])
  })

  test('that cannot be asked is said, stays as it was, and keeps no other one from being paid', async () => {
    const [broken, well] = [makeStream(crowd(1)), makeStream([person(2)])]
    const watching = watch([broken, well])
    await watching.look()
    one.clock.turn(10 * minute)
    broken.failure = new Error('away')
    for (let look = 0; look < 3; look++)
      await expect(watching.look()).rejects.toThrow('Who watches could not be found out')
    expect([watching.isLive(), await balanceOf(person(1)), await balanceOf(person(2))]).toEqual([
      true,
      points,
      2 * points,
    ])
    broken.failure = undefined
    await watching.look()
    expect(await balanceOf(person(1))).toBe(2 * points)
  })
})
