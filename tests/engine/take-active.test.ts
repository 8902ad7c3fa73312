import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { excludeViewer } from '@streambot/shared/engine/exclude.ts'
import { cancelGiveaway, closeGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import { createChatNotes } from '@streambot/shared/engine/note-chatters.ts'
import { reopenGiveaway } from '@streambot/shared/engine/pause.ts'
import type { Account, Giveaway, GiveawayRules, Roles } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import {
  askOf,
  listEntries,
  newMessage,
  openFor,
  pay,
  person,
  type TestEngine,
  viewerRoles,
} from '../support/engine.ts'
import { expectNoDeadlock, expectHealthy } from './healthy.ts'
import { readNews } from './news.ts'
import { withTwoEngines } from '../support/with-engine.ts'

const cause = { actor: 'test' }
const said = { actor: 'test', message: { platform: 'twitch', id: newMessage() } } as const
const minute = 60_000
const subscriber: Roles = { ...viewerRoles, subscriber: true, tier: 2, months: 4 }

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened), expectNoDeadlock)
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer', { graceSeconds: 0 })
})
afterEach(() => expectHealthy(database.url))

const open = (rules: Partial<GiveawayRules> = {}) =>
  openFor(one, streamerId, { kind: 'active', activeMinutes: 10, ...rules }, 'active')
const chat = async (people: readonly Account[], roles: Roles = viewerRoles, engine = one) => {
  const notes = createChatNotes(engine, streamerId)
  for (const account of people) notes.saw({ account, roles, sentAt: one.clock.now() })
  await notes.flush()
}
const crowd = (count: number, from = 0) => Array.from({ length: count }, (_, index) => person(from + index))
const find = (giveaway: Giveaway) => one.store.findGiveaway(giveaway.id)
const entrantsOf = async (giveaway: Giveaway) => (await listEntries(one.store, giveaway.id)).map(({ userId }) => userId)
const attemptsOf = async (giveaway: Giveaway) => {
  const { rows } = await one.store.pool.query<{ outcome: string; count: number }>(
    'SELECT outcome, count(*)::int AS count FROM giveaway_entry_attempts WHERE giveaway_id = $1 GROUP BY outcome ORDER BY 1',
    [giveaway.id],
  )
  return Object.fromEntries(rows.map(({ outcome, count }) => [outcome, count]))
}

/** Closes, waits until the entries are due to be final, and makes them so. */
async function settle(giveaway: Giveaway, engine = one): Promise<void> {
  await closeGiveaway(engine.ports, giveaway.id, cause)
  one.clock.turn(10_000)
  await advanceGiveaway(engine.ports, giveaway.id)
}

describe('who chatted within the minutes before the close', () => {
  test('is in, and nobody else: not who wrote before, nor who wrote after the close', async () => {
    await chat([person(1)])
    one.clock.turn(2 * minute)
    await chat([person(2)])
    const giveaway = await open()
    one.clock.turn(9 * minute)
    await chat([person(3)])
    await closeGiveaway(one.ports, giveaway.id, cause)
    one.clock.turn(2_000)
    await chat([person(3), person(4)])
    one.clock.turn(8_000)
    await advanceGiveaway(one.ports, giveaway.id)
    expect(await entrantsOf(giveaway)).toEqual([person(2).userId, person(3).userId])
    expect(await find(giveaway)).toMatchObject({ status: 'closed', entryCount: 2, ticketCount: 2 })
  })

  test('is handed in after the close, and still in', async () => {
    const giveaway = await open()
    const notes = createChatNotes(one, streamerId)
    notes.saw({ account: person(1), roles: viewerRoles, sentAt: one.clock.now() })
    one.clock.turn(1)
    await closeGiveaway(one.ports, giveaway.id, cause)
    one.clock.turn(4_000)
    notes.saw({ account: person(1), roles: viewerRoles, sentAt: one.clock.now() })
    await notes.flush()
    one.clock.turn(4_000)
    await chat([person(1)])
    one.clock.turn(2_000)
    await advanceGiveaway(one.ports, giveaway.id)
    expect(await entrantsOf(giveaway)).toEqual([person(1).userId])
  })

  test('is taken by the conditions, each with evidence and a row in the log of attempts', async () => {
    const giveaway = await open({ audience: 'subscribers', conditions: { tier2Factor: 3, minBalance: 50 } })
    await pay(one, streamerId, [person(1), person(2), person(4)], 50)
    await excludeViewer(one.ports, { streamerId, account: person(4), reason: 'a double' }, said)
    await chat([person(1), person(3), person(4)], subscriber)
    await chat([person(2)])
    await chat([person(5)], { ...subscriber, broadcaster: true })
    await chat([{ ...person(6), login: 'nightbot' }], subscriber)
    await settle(giveaway)
    expect(await listEntries(one.store, giveaway.id)).toMatchObject([{ userId: person(1).userId, tickets: 3 }])
    expect(await attemptsOf(giveaway)).toEqual({
      entered: 1,
      excluded: 3,
      'insufficient-balance': 1,
      'not-subscriber': 1,
    })
    const { rows } = await one.store.pool.query('SELECT evidence FROM giveaway_entries WHERE giveaway_id = $1', [
      giveaway.id,
    ])
    expect(rows).toMatchObject([
      { evidence: { roles: ['subscriber'], tier: 2, months: 4, chattedAt: expect.stringMatching(/^2026-/) } },
    ])
  })

  test('types in vain while it is open, and is drawn by what was chatted', async () => {
    const giveaway = await open()
    expect(await one.entering.enter(giveaway.id, askOf(person(1), one.clock))).toEqual({
      ok: false,
      code: 'chatting-enters',
    })
    await chat([person(1), person(2)])
    await requestDraw(one.ports, giveaway.id, 2, cause)
    one.clock.turn(10_000)
    await advanceGiveaway(one.ports, giveaway.id)
    expect((await one.store.findWinners(giveaway.id)).map(({ userId }) => userId).toSorted()).toEqual([
      person(1).userId,
      person(2).userId,
    ])
    expect((await readNews(one, giveaway.id)).map(({ kind }) => kind)).toEqual([
      'opened',
      'closed',
      'entered',
      'sealed',
      'drawn',
    ])
  })

  test('is one person with two accounts', async () => {
    const onKick: Account = { ...person(1), platform: 'kick' }
    const giveaway = await open()
    await chat([person(1), onKick, person(2)])
    await one.store.pool.query(
      `UPDATE chat_identities k SET viewer_id = t.viewer_id FROM chat_identities t
        WHERE k.streamer_id = $1 AND k.platform = 'kick' AND t.streamer_id = $1 AND t.platform = 'twitch' AND t.platform_user_id = $2`,
      [streamerId, person(1).userId],
    )
    await settle(giveaway)
    expect(await find(giveaway)).toMatchObject({ entryCount: 2 })
    expect(await attemptsOf(giveaway)).toEqual({ entered: 2, 'already-entered': 1 })
  })
})

describe('taking them in', () => {
  test('counts from the last close: a reopened one took nobody', async () => {
    const giveaway = await open({ activeMinutes: 1 })
    await chat([person(1)])
    await closeGiveaway(one.ports, giveaway.id, cause)
    await reopenGiveaway(one.ports, giveaway.id, cause)
    one.clock.turn(2 * minute)
    await chat([person(2)])
    await settle(giveaway)
    expect(await entrantsOf(giveaway)).toEqual([person(2).userId])
  })

  test('leaves a giveaway of silence without entries, and a cancelled one alone', async () => {
    const silent = await open()
    await settle(silent)
    expect(await find(silent)).toMatchObject({ entryCount: 0, sealedAt: one.clock.now() })
    const cancelled = await open()
    await chat([person(1)])
    await closeGiveaway(one.ports, cancelled.id, cause)
    await cancelGiveaway(one.ports, cancelled.id, cause)
    one.clock.turn(minute)
    await advanceGiveaway(one.ports, cancelled.id)
    expect(await find(cancelled)).toMatchObject({ status: 'cancelled', entryCount: 0 })
  })

  test('of thousands is done once by two engines, while the chat goes on', async () => {
    const giveaway = await open()
    await Promise.all([chat(crowd(6_000)), chat(crowd(6_000, 3_000), viewerRoles, two)])
    await closeGiveaway(one.ports, giveaway.id, cause)
    one.clock.turn(10_000)
    await Promise.all([
      advanceGiveaway(one.ports, giveaway.id),
      advanceGiveaway(two.ports, giveaway.id),
      chat(crowd(2_000, 8_000)),
      chat(crowd(2_000, 8_000), viewerRoles, two),
      advanceGiveaway(two.ports, giveaway.id),
    ])
    expect(await find(giveaway)).toMatchObject({ entryCount: 9_000, ticketCount: 9_000 })
    expect(await attemptsOf(giveaway)).toEqual({ entered: 9_000 })
    const { rows } = await one.store.pool.query(
      `SELECT details FROM audit_log WHERE giveaway_id = $1 AND action = 'active chatters taken'`,
      [giveaway.id],
    )
    expect(rows).toMatchObject([{ details: { chatters: 9_000, entered: 9_000 } }])
  }, 60_000)

  test('that breaks off leaves nothing, and is done whole the next time', async () => {
    const giveaway = await open()
    await chat(crowd(50))
    await closeGiveaway(one.ports, giveaway.id, cause)
    one.clock.turn(10_000)
    const breaking = {
      ...one.ports,
      store: {
        ...one.store,
        transact: <T>(work: Parameters<typeof one.store.transact<T>>[0]) =>
          one.store.transact<T>((tx) =>
            work({
              ...tx,
              readEntries: () => {
                throw new Error('the process was killed')
              },
            }),
          ),
      },
    }
    await expect(advanceGiveaway(breaking, giveaway.id)).rejects.toThrow('killed')
    expect(await find(giveaway)).toMatchObject({ entryCount: 0, sealedAt: undefined })
    await advanceGiveaway(two.ports, giveaway.id)
    expect(await find(giveaway)).toMatchObject({ entryCount: 50, sealedAt: one.clock.now() })
  })
})
