import type { ChatNote } from '@streambot/shared/engine/ports/rows.ts'
import type { Account, Roles } from '@streambot/shared/giveaway/words.ts'
import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { openEngine, person, type TestEngine, viewerRoles } from '../support/engine.ts'
import { countDeadlocks } from '../engine/healthy.ts'

const start = Date.parse('2026-11-21T12:00:00Z')
const second = 1_000

let database: TestDatabase
let engines: readonly [TestEngine, TestEngine]
let streamerId: number

beforeAll(async () => {
  database = await makeDatabase()
  engines = [openEngine(database.url), openEngine(database.url)]
})
beforeEach(async () => {
  streamerId = await engines[0].store.addStreamer('streamer')
})
afterAll(async () => {
  await Promise.all(engines.map((engine) => engine.close()))
  expect(await countDeadlocks(database.url)).toBe(0)
  await database.drop()
})

const at = (seconds: number) => new Date(start + seconds * second)
const note = (account: Account, first: number, last = first, roles: Roles = viewerRoles): ChatNote => ({
  account,
  roles,
  firstAt: at(first),
  lastAt: at(last),
})
const find = (from: number, until: number) =>
  engines[0].store.transact((tx) => tx.findChatters(streamerId, at(from), at(until)))
const idsOf = async (from: number, until: number) => (await find(from, until)).map(({ account }) => account.userId)

test('people are found with what they are and when they wrote', async () => {
  const roles: Roles = { broadcaster: false, moderator: true, vip: false, subscriber: true, tier: 2, months: 7 }
  const onKick: Account = { ...person(1), platform: 'kick' }
  await engines[0].store.noteChatters(streamerId, [note(person(1), 5, 9, roles), note(onKick, 20)])
  expect(await find(0, 10)).toEqual([{ account: person(1), roles, chattedAt: at(9) }])
  expect(await find(0, 7)).toEqual([{ account: person(1), roles, chattedAt: at(7) }])
  expect((await find(0, 20)).map(({ account }) => account.platform)).toEqual(['kick', 'twitch'])
  expect(await find(9.5, 10)).toEqual([])
})

test('what is noted twice, or late, or by two bots in other orders changes nothing more', async () => {
  const notes = Array.from({ length: 500 }, (_, index) => note(person(index), 100, 130))
  const late = notes.map(({ account }) => note(account, 10, 12))
  const [one, two] = engines
  await Promise.all([
    one.store.noteChatters(streamerId, notes),
    two.store.noteChatters(streamerId, notes.toReversed()),
    one.store.noteChatters(streamerId, late),
  ])
  await two.store.noteChatters(streamerId, late)
  expect(await idsOf(5, 15)).toHaveLength(500)
  expect(await idsOf(20, 99)).toEqual([])
  expect(await idsOf(125, 140)).toHaveLength(500)
})

/** When a line is handed in: it arrives late, and waits for the next flush. */
const flushOf = (line: { at: number; late: number }) => Math.ceil((line.at + line.late) / 5) * 5

/** Lines of one person in seconds, as bots hand them in every five seconds, some of them late. */
const lines = fc.array(fc.record({ at: fc.integer({ min: 0, max: 900 }), late: fc.integer({ min: 0, max: 8 }) }), {
  minLength: 1,
  maxLength: 30,
})

test('whoever wrote in the time before the close is found, and nobody else, however lines gather and arrive', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(lines, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 60, max: 600 }),
      fc.integer({ min: 300, max: 880 }),
      fc.integer({ min: 10, max: 20 }),
      async (people, minutes, closedAt, grace) => {
        streamerId = await engines[0].store.addStreamer('streamer')
        for (let flush = 0; flush <= closedAt + grace; flush += 5) {
          const notes = people.flatMap((said, index): ChatNote[] => {
            const heard = said.filter((line) => flushOf(line) === flush).map((line) => line.at)
            return heard.length === 0 ? [] : [note(person(index), Math.min(...heard), Math.max(...heard))]
          })
          if (notes.length > 0) await engines[flush % 2 === 0 ? 0 : 1].store.noteChatters(streamerId, notes)
        }
        const isIn = (said: (typeof people)[number]) =>
          said.some((line) => line.at >= closedAt - minutes && line.at <= closedAt && flushOf(line) <= closedAt + grace)
        const due = people.flatMap((said, index) => (isIn(said) ? [person(index).userId] : []))
        const found = await idsOf(closedAt - minutes, closedAt)
        expect(found.toSorted()).toEqual(due.toSorted())
      },
    ),
    { numRuns: 60 },
  )
}, 120_000)
