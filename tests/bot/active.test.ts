import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { moderatorRoles, startTestBot, type TestBot } from '../support/bot.ts'
import { person, type TestEngine } from '../support/engine.ts'
import { withEngine } from '../support/with-engine.ts'

let engine: TestEngine
let streamerId: number

withEngine((opened) => void ({ engine } = opened))
beforeEach(async () => {
  streamerId = await engine.store.addStreamer('streamer', { attemptsPerMinute: 1_000, chatPoints: 0, graceSeconds: 0 })
})

const [anna, bob, bot] = [person(1), person(2), person(3)]

async function start(): Promise<TestBot & { order(text: string): void }> {
  const started = await startTestBot(engine, streamerId, { own: [bot] })
  onTestFinished(() => started.bot.stop())
  return { ...started, order: (text) => void started.say(person(900), text, { roles: moderatorRoles }) }
}

async function findNewest(): Promise<Giveaway> {
  const [newest] = await engine.store.findLatest(streamerId, 1)
  if (!newest) throw new Error('There is no giveaway.')
  return newest
}

test('whoever chats is in: nobody types a word, and the bot says so', async () => {
  const { chat, say, order } = await start()
  order('!giveaway open Golden Mug -kind active -active 10')
  expect(await chat.nextLine(/^Giveaway: /)).toMatch(
    /^Giveaway: Mug! Just chat: whoever writes within the last 10 minutes before it closes is in\. Fair draw/,
  )
  say(anna, 'hello everybody')
  say(bot, 'I am the bot')
  say(bob, '!enter')
  expect(await chat.nextLine(/whoever/)).toBe('There is nothing to enter here: whoever chats takes part.')
  say(bob, '!odds')
  expect(await chat.nextLine(/odds/)).toMatch(/the odds for Mug are known when all who chatted are counted/)
  order('!giveaway status')
  expect(await chat.nextLine(/word "golden"/)).toMatch(/Who chatted is counted after the close\./)
  order('!giveaway close golden')
  expect(await chat.nextLine(/^Closed/)).toBe('Closed: Mug takes no more entries. Who chatted is taken in now.')
  const chatted = () => engine.store.transact((tx) => tx.findChatters(streamerId, new Date(0), engine.clock.now()))
  await vi.waitFor(async () => expect(await chatted()).toHaveLength(3))
  engine.clock.turn(10_000)
  await advanceGiveaway(engine.ports, (await findNewest()).id)
  expect(await findNewest()).toMatchObject({ entryCount: 3 })
})

test('a giveaway that runs beside it is still the one that !enter means', async () => {
  const { chat, say, order } = await start()
  order('!giveaway open !gold Mug')
  await chat.nextLine(/^Giveaway: Mug/)
  order('!giveaway open -active 5 Key')
  await chat.nextLine(/^Giveaway: Key/)
  say(anna, '!enter')
  say(bob, 'active again, I see')
  await vi.waitFor(async () => {
    const giveaways = await engine.store.findRunning(streamerId)
    expect(giveaways.map(({ word, entryCount }) => [word, entryCount])).toEqual([
      ['active', 0],
      ['!gold', 1],
    ])
  })
})

test('who wrote last is handed in when the bot stops', async () => {
  const { bot: running, say } = await start()
  say(anna, 'good night')
  await running.stop()
  const chatters = await engine.store.transact((tx) => tx.findChatters(streamerId, new Date(0), engine.clock.now()))
  expect(chatters.map(({ account }) => account.login)).toEqual(['viewer1'])
})
