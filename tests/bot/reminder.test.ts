/** Reminders as the chat hears them: the worker writes them, the bot says them. */
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { reminder } from '@streambot/shared/languages/chat/announcements.ts'
import { createSpeech } from '@streambot/shared/languages/chat/speech.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { after, makeGiveaway, makeRules, noon } from '../giveaway/world.ts'
import { createMemoryChat, startTestBot } from '../support/bot.ts'
import { askOf, openFor, person, type TestEngine } from '../support/engine.ts'
import { withEngine } from '../support/with-engine.ts'

let engine: TestEngine
let streamerId: number

withEngine((opened) => void ({ engine } = opened))
beforeEach(async () => {
  streamerId = await engine.store.addStreamer('streamer', { reminderMinutes: 5, chatPoints: 0 })
})

const minutes = (count: number) => count * 60_000
const remind = async ({ id }: Giveaway, turned = minutes(5)) => {
  engine.clock.turn(turned)
  await advanceGiveaway(engine.ports, id)
}

/** How many reminders the bot is not yet done with. */
async function countUnsaid(): Promise<number> {
  const found = await engine.store.pool.query(
    `SELECT FROM outbox WHERE kind = 'reminder' AND announced_at IS NULL AND streamer_id = $1`,
    [streamerId],
  )
  return found.rows.length
}

test('every chat of the streamer is reminded, by two bots once', async () => {
  const chats = [createMemoryChat(), createMemoryChat({ platform: 'kick' })]
  const bots = [await startTestBot(engine, streamerId, { chats }), await startTestBot(engine, streamerId, { chats })]
  onTestFinished(async () => void (await Promise.all(bots.map(({ bot }) => bot.stop()))))
  const giveaway = await openFor(engine, streamerId, {}, '!gold')
  await engine.entering.enter(giveaway.id, askOf(person(1), engine.clock))
  await remind(giveaway)
  for (const chat of chats)
    expect(await chat.nextLine(/^Still/)).toBe('Still open: Steam key! Type !gold to enter. 1 person is in.')
  await vi.waitFor(async () => expect(await countUnsaid()).toBe(0))
  for (const chat of chats) expect(chat.said.filter((line) => line.startsWith('Still'))).toHaveLength(1)
})

test('after an hour without a bot only the latest reminder is said', async () => {
  const giveaway = await openFor(engine, streamerId)
  for (let said = 0; said < 12; said++) await remind(giveaway)
  const { bot, chat } = await startTestBot(engine, streamerId)
  onTestFinished(() => bot.stop())
  await vi.waitFor(async () => expect(await countUnsaid()).toBe(0))
  expect(chat.said.filter((line) => line.startsWith('Still'))).toHaveLength(1)
})

test.for<[string, Partial<Giveaway>, string]>([
  ['nobody is in', { entryCount: 0 }, 'Still open: Steam key! Type !enter to enter. Nobody is in yet.'],
  [
    'it has an end',
    { entryCount: 1_200, closesAt: after(minutes(10)) },
    'Still open: Steam key! Type !enter to enter. 1,200 people are in. Open for 10 minutes.',
  ],
  [
    'tickets cost something',
    { entryCount: 2, rules: makeRules({ kind: 'tickets', maxTickets: 10, cost: 50 }) },
    'Still open: Steam key! Type !enter to enter, up to 10 tickets a person (!enter 2). A ticket costs 50 coins. 2 people are in.',
  ],
  [
    'whoever chats is in',
    { rules: makeRules({ kind: 'active', activeMinutes: 10 }) },
    'Still open: Steam key! Just chat: whoever writes within the last 10 minutes before it closes is in.',
  ],
  [
    'the first ones win',
    { entryCount: 4, rules: makeRules({ kind: 'first', winners: 5 }) },
    'Still open: Steam key! Type !enter: the first 5 win! 1 place is left.',
  ],
])('where %s the reminder says so', ([, giveaway, said]) => {
  expect(reminder(createSpeech({ language: 'en', pointsName: 'coins' }), makeGiveaway(giveaway), noon)).toBe(said)
})
