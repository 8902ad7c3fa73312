import type { BotOptions } from '@streambot/bot/bot.ts'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { moderatorRoles, startTestBot, type TestBot } from '../support/bot.ts'
import { pay, person, type TestEngine, viewerRoles } from '../support/engine.ts'
import { withEngine } from '../support/with-engine.ts'

let engine: TestEngine
let streamerId: number

withEngine((opened) => void ({ engine } = opened))
beforeEach(async () => {
  streamerId = await engine.store.addStreamer('streamer', { attemptsPerMinute: 1_000, chatPoints: 0 })
})

const [anna, bob, carl] = [person(1), person(2), person(3)]

async function start(options: Partial<BotOptions> = {}): Promise<TestBot & { order(text: string): void }> {
  const started = await startTestBot(engine, streamerId, options)
  onTestFinished(() => started.bot.stop())
  for (const account of [anna, bob, carl]) started.chat.accounts.set(account.login, account)
  return { ...started, order: (text) => void started.say(person(900), text, { roles: moderatorRoles }) }
}

test('a giveaway that phones join, and for which winners have to be there, says so in chat', async () => {
  const bot = await start()
  bot.order('!giveaway open !gold Mug -join guests -present 5')
  expect(await bot.chat.nextLine(/^Giveaway: /)).toMatch(
    /A phone can join by the QR code on the stream\. To win be there at the draw: write something in the last 5 minutes before it, or keep the page of the QR code open\./,
  )
})

test('a giveaway with conditions says them, counts factors, and tells each refused person why', async () => {
  await pay(engine, streamerId, [anna], 100)
  const bot = await start()
  bot.order('!giveaway open !gold Mug -cost 5 -tickets 4 -min 50 -subx 2,3,5 -vipx 2 -cooldown 30 -mods out')
  expect(await bot.chat.nextLine(/^Giveaway: /)).toMatch(
    /Mug! Type !gold.*A ticket costs 5 points\. For those with 50 points or more\. Not for moderators\. Not for winners of the last 30 days\. Tickets count more: for tier 1 2 times, tier 2 3 times, tier 3 5 times, and VIPs 2 times\./,
  )
  bot.say(anna, '!gold 2', { roles: { ...viewerRoles, subscriber: true, tier: 2 } })
  bot.say(bob, '!gold')
  bot.say(carl, '!gold', { roles: moderatorRoles })
  expect(await bot.chat.nextLine(/needs/)).toBe(
    '@Viewer2, one needs at least 50 points to enter, a ticket costs 5 points and you do not have enough. See yours with !points.',
  )
  expect(await bot.chat.nextLine(/moderators cannot/)).toBe('@Viewer3, moderators cannot enter this giveaway.')
  expect(await bot.chat.nextLine(/you are in/)).toBe('@Viewer1 (6 tickets, 90 left): you are in.')
})

test('a moderator keeps somebody out and lets them in again; viewers cannot, and a reason is needed', async () => {
  const bot = await start()
  bot.order('!giveaway open !gold Mug')
  await bot.chat.nextLine(/^Giveaway: /)
  bot.say(carl, '!exclude @viewer1 because')
  bot.order('!exclude @viewer1')
  expect(await bot.chat.nextLine(/use !exclude/)).toBe('@Viewer900, use !exclude @name REASON.')
  bot.order('!exclude @Viewer1 three accounts')
  expect(await bot.chat.nextLine(/kept out/)).toMatch(
    /^@Viewer900, @Viewer1 is kept out of giveaways from now on, and passed over/,
  )
  bot.say(anna, '!gold')
  expect(await bot.chat.nextLine(/cannot take part/)).toBe('@Viewer1, this account cannot take part in this giveaway.')
  bot.order('!include @viewer1')
  expect(await bot.chat.nextLine(/again\./)).toBe('@Viewer900, @Viewer1 may enter giveaways again.')
  bot.order('!include @viewer2')
  expect(await bot.chat.nextLine(/nobody keeps/)).toBe(
    '@Viewer900, nobody keeps that person out of giveaways. Nothing changed.',
  )
  bot.say(anna, '!gold')
  await bot.bot.stop()
  expect(await engine.store.findLatest(streamerId, 1)).toMatchObject([{ entryCount: 1 }])
})

test('viewers of a platform that does not tell what is asked hear that it is the platform, and others that it is the moment', async () => {
  const away = async () => ({ since: 'unknown', source: 'test', checkedAt: engine.clock.now().toISOString() })
  const bot = await start({ ports: { ...engine.ports, lookUps: { twitch: { followedAt: away } } } })
  bot.order('!giveaway open !gold Mug -for followers')
  await bot.chat.nextLine(/^Giveaway: /)
  bot.say({ ...bob, platform: 'kick' }, '!gold')
  expect(await bot.chat.nextLine(/platform/)).toBe('This giveaway does not take entries from this platform.')
  bot.say(anna, '!gold')
  expect(await bot.chat.nextLine(/find out/)).toBe(
    '@Viewer1, I cannot find out whether you may enter this giveaway. Try again in a minute.',
  )
})
