import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { describe, expect, test } from 'vitest'
import { openFor, pay, person } from '../support/engine.ts'
import { order, useBots } from './stage.ts'

const stage = useBots()
const { start } = stage
const anna = person(1)

describe('a giveaway that is interrupted from chat', () => {
  test('is paused, resumed, extended, closed and opened again, each told to all', async () => {
    const bot = await start()
    order(bot, '!giveaway open !gold Steam key')
    await bot.chat.nextLine(/^Giveaway: /)
    order(bot, '!giveaway pause')
    expect(await bot.chat.nextLine(/^Paused/)).toBe('Paused: Steam key takes no entries for now. Who is in stays in.')
    stage.engine.clock.turn(1_000)
    bot.say(anna, '!gold')
    expect(await bot.chat.nextLine(/paused/)).toBe('The giveaway is paused. Try again when it goes on.')
    order(bot, '!giveaway resume !gold')
    expect(await bot.chat.nextLine(/^Open again/)).toBe('Open again: Steam key! Type !gold to enter.')
    order(bot, '!giveaway extend 10')
    expect(await bot.chat.nextLine(/^More time/)).toBe('More time for Steam key. Open for 10 minutes.')
    order(bot, '!giveaway close')
    await bot.chat.nextLine(/^Closed/)
    order(bot, '!giveaway reopen')
    expect(await bot.chat.nextLine(/^Open again/)).toMatch(/Type !gold to enter\. Open for 10 minutes\.$/)
  })

  test('is planned, waits for its word, opens by itself; one that is cancelled before leaves the chat in peace', async () => {
    const bot = await start()
    order(bot, '!giveaway open !gold Steam key -in 10')
    expect(await bot.chat.nextLine(/opens/)).toBe(
      '@Viewer900, the giveaway for Steam key with the word "!gold" opens by itself in 10 minutes.',
    )
    const [planned] = await stage.engine.store.findLatest(stage.streamerId, 1)
    await openFor(stage.engine, stage.streamerId, {}, '!gold')
    await bot.chat.nextLine(/^Giveaway: /)
    stage.engine.clock.turn(600_000)
    await advanceGiveaway(stage.engine.ports, planned?.id ?? '')
    expect(await bot.chat.nextLine(/wait/)).toMatch(/^The giveaway for Steam key has to wait: another one has the word/)
    order(bot, '!giveaway close')
    await bot.chat.nextLine(/^Closed/)
    await advanceGiveaway(stage.engine.ports, planned?.id ?? '')
    expect(await bot.chat.nextLine(/^Giveaway: /)).toMatch(/Steam key! Type !gold to enter/)
    order(bot, '!giveaway open !later Mug -in 10')
    await bot.chat.nextLine(/opens/)
    order(bot, '!giveaway cancel !later')
    order(bot, '!giveaway close')
    await bot.chat.nextLine(/^Closed/)
    await bot.bot.stop()
    expect(await stage.engine.store.findLatest(stage.streamerId, 5)).toMatchObject([
      { status: 'closed' },
      { status: 'closed' },
    ])
    expect(bot.chat.said.filter((line) => line.startsWith('Cancelled'))).toEqual([])
  })

  test('gives its settings to a template, which opens another one', async () => {
    const bot = await start()
    order(bot, '!giveaway open !gold Golden ticket -max 7 -winners 2')
    await bot.chat.nextLine(/^Giveaway: /)
    order(bot, '!giveaway template save weekly !gold')
    expect(await bot.chat.nextLine(/kept/)).toBe(
      '@Viewer900, the settings of the giveaway for Golden ticket are kept as "weekly": use them with -template weekly.',
    )
    order(bot, '!giveaway open !later -template WEEKLY -winners 3')
    expect(await bot.chat.nextLine(/^Giveaway: /)).toMatch(
      /Golden ticket! Type !later .*Room for 7 people\. 3 winners\./,
    )
    order(bot, '!giveaway template list')
    expect(await bot.chat.nextLine(/templates/)).toBe('@Viewer900, the templates: "weekly".')
    order(bot, '!giveaway template delete weekly')
    await bot.chat.nextLine(/is gone/)
    order(bot, '!giveaway open !last Key -template weekly')
    expect(await bot.chat.nextLine(/no template/)).toMatch(/^@Viewer900, there is no template of that name/)
  })

  test('lets a moderator take somebody out, with the points back', async () => {
    await pay(stage.engine, stage.streamerId, [anna], 100)
    const bot = await start()
    bot.chat.accounts.set(anna.login, anna)
    order(bot, '!giveaway open !gold Steam key -cost 10')
    await bot.chat.nextLine(/^Giveaway: /)
    bot.say(anna, '!gold')
    await bot.chat.nextLine(/you are in/)
    order(bot, '!giveaway remove @Viewer1 two accounts !gold')
    expect(await bot.chat.nextLine(/is out/)).toBe(
      '@Viewer900, @Viewer1 is out of the giveaway for Steam key and stays out: !include lets them in again. 10 points went back.',
    )
    expect(await stage.engine.store.findBalance(stage.streamerId, anna)).toBe(100)
    order(bot, '!giveaway close')
    await bot.chat.nextLine(/^Closed/)
    stage.engine.clock.turn(6_000)
    const [giveaway] = await stage.engine.store.findLatest(stage.streamerId, 1)
    await advanceGiveaway(stage.engine.ports, giveaway?.id ?? '')
    order(bot, '!giveaway reopen')
    expect(await bot.chat.nextLine(/final/)).toBe(
      '@Viewer900, the entries for Steam key are final: their digest was published, so that nobody can change them.',
    )
  })
})
