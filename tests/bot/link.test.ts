import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { startTestBot } from '../support/bot.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { openEngine, person, type TestEngine } from '../support/engine.ts'

let database: TestDatabase
let engine: TestEngine
beforeAll(async () => {
  database = await makeDatabase()
  engine = openEngine(database.url)
})
afterAll(async () => {
  await engine.close()
  await database.drop()
})

test('a viewer asks for a link to join accounts, once for each message', async () => {
  const streamerId = await engine.store.addStreamer('streamer', { chatPoints: 0 })
  const { bot, chat, say } = await startTestBot(engine, streamerId)
  onTestFinished(() => bot.stop())
  const message = say(person(1), '!link')
  const line = await chat.nextLine(/\/link\//)
  const [, code = ''] =
    /^@Viewer1, join your accounts into one within 15 minutes, by signing in to each: http:\/\/localhost:3000\/link\/(\S+)$/.exec(
      line,
    ) ?? []
  expect(await engine.store.findLinkCode(code, engine.clock.now())).toMatchObject({
    account: { platform: 'twitch', userId: person(1).userId, name: 'Viewer1' },
    streamer: 'streamer',
  })
  const again = await startTestBot(engine, streamerId)
  onTestFinished(() => again.bot.stop())
  again.chat.deliver(message)
  again.say(person(2), '!link')
  expect(await again.chat.nextLine(/\/link\//)).toContain('@Viewer2')
  expect(again.chat.said).toHaveLength(1)
  engine.clock.turn(16 * 60_000)
  expect(await engine.store.findLinkCode(code, engine.clock.now())).toBeUndefined()
})
