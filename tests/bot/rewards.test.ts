/** Rewards and ticket numbers in chat. */
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { expect, test } from 'vitest'
import { pay, person } from '../support/engine.ts'
import { crowd, listAll, stock } from '../support/shop.ts'
import { order, useBots } from './stage.ts'

const stage = useBots()
const [anna, bert] = [person(1), person(2)]
const open = (rules?: Parameters<typeof stock>[2]) => stock(stage.engine, stage.streamerId, rules)
const fund = (...people: Account[]) => pay(stage.engine, stage.streamerId, people, 100)

test('the store is listed, the cheapest first, with what is left of it and without what cannot be had', async () => {
  const bot = await stage.start()
  bot.say(anna, '!store')
  expect(await bot.chat.nextLine(/@Viewer1/)).toBe('@Viewer1, there are no rewards here right now.')
  await open({ name: 'Song request', price: 1_500 })
  await open({ name: 'Hydrate', price: 0, stock: 3 })
  await open({ name: 'Dance', price: 5, stock: 0 })
  await open({ name: 'Secret', isOn: false })
  bot.say(anna, '!store')
  expect(await bot.chat.nextLine(/@Viewer1/)).toBe(
    '@Viewer1, Hydrate (free, 3 left), Dance (sold out), and Song request (1,500 points). Use !redeem NAME to have one.',
  )
})

test('a viewer redeems, and is told the number, what it cost and what is left', async () => {
  await open({ name: 'Song request', price: 30 })
  await fund(anna)
  const bot = await stage.start()
  bot.say(anna, '!redeem SONG REQUEST Never gonna give you up')
  expect(await bot.chat.nextLine(/@Viewer1/)).toBe(
    '@Viewer1, your ticket for Song request is A-001. 30 points paid, you have 70 left.',
  )
  expect(await listAll(stage.engine, stage.streamerId)).toMatchObject([{ said: 'Never gonna give you up' }])
  await open({ name: 'Hydrate', price: 0 })
  bot.say(anna, '!redeem hydrate')
  expect(await bot.chat.nextLine(/@Viewer1/)).toBe('@Viewer1, your ticket for Hydrate is A-002.')
})

test('what cannot be redeemed is said with its reason, once in a while', async () => {
  await open({ name: 'Dear', price: 500 })
  await open({ name: 'Rest', price: 0, everybodySeconds: 90 })
  const bot = await stage.start()
  bot.say(anna, '!redeem')
  expect(await bot.chat.nextLine(/@Viewer1/)).toContain('use !redeem NAME')
  bot.say(anna, '!redeem dear')
  bot.say(anna, '!redeem dear')
  expect(await bot.chat.nextLine(/@Viewer1/)).toBe(
    '@Viewer1, Dear costs 500 points, and you do not have enough. See yours with !points.',
  )
  bot.say(anna, '!redeem rest')
  expect(await bot.chat.nextLine(/@Viewer1/)).toContain('A-001')
  bot.say(bert, '!redeem rest')
  expect(await bot.chat.nextLine(/@Viewer2/)).toBe('@Viewer2, Rest can be had again in 90 s.')
  bot.say(bert, '!redeem dancing')
  expect(await bot.chat.nextLine(/@Viewer2/)).toBe('@Viewer2, there is no such reward: !store lists them.')
})

test('a moderator serves the queue: everybody hears whose turn it is, and viewers ask where they stand', async () => {
  await open()
  await fund(...crowd(3))
  const bot = await stage.start()
  for (const who of crowd(3)) bot.say(who, '!redeem song')
  for (let count = 0; count < 3; count++) await bot.chat.nextLine(/your ticket/)
  bot.say(person(3), '!myticket')
  expect(await bot.chat.nextLine(/@Viewer3/)).toMatch(/^@Viewer3, A-00\d for song (is next|waits behind \d)\.$/)
  order(bot, '!next')
  expect(await bot.chat.nextLine(/Now/)).toMatch(/^Now serving A-001: @Viewer\d, song\.$/)
  order(bot, '!serve a-3')
  expect(await bot.chat.nextLine(/Now/)).toMatch(/^Now serving A-003: @Viewer\d, song\.$/)
  order(bot, '!refund 2 the song is blocked')
  expect(await bot.chat.nextLine(/cancelled/)).toMatch(
    /^Ticket A-002 of @Viewer\d is cancelled\. 10 points went back\.$/,
  )
  order(bot, '!next')
  expect(await bot.chat.nextLine(/@Viewer900/)).toBe('@Viewer900, that was the last one, nobody waits any more.')
  order(bot, '!next')
  expect(await bot.chat.nextLine(/@Viewer900/)).toBe('@Viewer900, nobody waits.')
  order(bot, '!refund 3')
  expect(await bot.chat.nextLine(/@Viewer900/)).toContain('that ticket is done already')
  order(bot, '!refund nothing at all')
  expect(await bot.chat.nextLine(/@Viewer900/)).toContain('use !refund A-001 REASON')
  bot.say(anna, '!myticket')
  expect(await bot.chat.nextLine(/@Viewer1/)).toBe('@Viewer1, you have no ticket that waits.')
})

test('viewers cannot serve, and nothing changes', async () => {
  await open({ price: 0 })
  const bot = await stage.start()
  bot.say(anna, '!redeem song')
  await bot.chat.nextLine(/A-001/)
  for (const text of ['!next', '!serve 1', '!refund 1']) bot.say(anna, text)
  await bot.bot.stop()
  expect(await listAll(stage.engine, stage.streamerId)).toMatchObject([{ status: 'pending' }])
})

test('other bots are not served', async () => {
  await open({ price: 0 })
  const bot = await stage.start()
  bot.say({ ...anna, login: 'nightbot' }, '!redeem song')
  await bot.bot.stop()
  expect(await listAll(stage.engine, stage.streamerId)).toEqual([])
})

test('an order that is announced in two chats calls its viewer only in the chat they wrote in', async () => {
  await open({ price: 0 })
  const bot = await stage.start()
  const kick: Account = { platform: 'kick', userId: '5', login: 'kim', name: 'Kim' }
  bot.say(kick, '!redeem song')
  await bot.chat.nextLine(/A-001/)
  order(bot, '!next')
  expect(await bot.chat.nextLine(/Now/)).toBe('Now serving A-001: Kim (Kick), song.')
})
