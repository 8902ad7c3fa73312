import type { Account } from '@streambot/shared/giveaway/words.ts'
import { describe, expect, test } from 'vitest'
import { openFor, pay, person, viewerRoles } from '../support/engine.ts'
import { mod, order, useBots } from './stage.ts'

const stage = useBots()
const { start } = stage
const [anna, bob] = [person(1), person(2)]

describe('commands', () => {
  test('one that comes more than a minute late is not run; an entry is judged by when it was written', async () => {
    const bot = await start()
    const giveaway = await openFor(stage.engine, stage.streamerId, {}, '!slow')
    await bot.chat.nextLine(/^Giveaway: /)
    const sentAt = stage.engine.clock.now()
    stage.engine.clock.turn(61_000)
    bot.say(mod.account, '!giveaway cancel', { roles: mod.roles, sentAt })
    bot.say(anna, '!slow', { sentAt })
    await bot.bot.stop()
    expect(await stage.engine.store.findGiveaway(giveaway.id)).toMatchObject({ status: 'open', entryCount: 1 })
    expect(bot.log.lines.map((line) => line.text)).toContainEqual(expect.stringContaining('came late'))
  })

  test('moderators’ commands take effect in the order they were written', async () => {
    const bot = await start()
    order(bot, '!giveaway open !one Steam key')
    order(bot, '!giveaway close')
    order(bot, '!giveaway open !two Another key')
    await bot.bot.stop()
    const latest = await stage.engine.store.findLatest(stage.streamerId, 5)
    expect(latest.map(({ word, status }) => `${word} ${status}`)).toEqual(['!two open', '!one closed'])
  })

  test('viewers cannot manage: nothing changes', async () => {
    const bot = await start()
    await openFor(stage.engine, stage.streamerId, {}, '!mine')
    for (const text of ['!giveaway cancel', '!giveaway draw', '!addpoints @viewer1 100'])
      bot.say(anna, text, { roles: viewerRoles })
    await bot.bot.stop()
    expect(await stage.engine.store.findLatest(stage.streamerId, 5)).toMatchObject([{ status: 'open' }])
    expect(await stage.engine.store.findBalance(stage.streamerId, anna)).toBe(0)
  })

  test('points are given, added, removed and set, each told with the balance', async () => {
    await pay(stage.engine, stage.streamerId, [anna], 100)
    const bot = await start()
    for (const account of [anna, bob]) bot.chat.accounts.set(account.login, account)
    bot.say(anna, '!give @Viewer2 25%')
    expect(await bot.chat.nextLine(/gave/)).toBe(
      '@Viewer1, you gave 25 points to @Viewer2, who has 25 now. You have 75 left.',
    )
    order(bot, '!addpoints @viewer2 1k')
    expect(await bot.chat.nextLine(/has/)).toBe('@Viewer900, @Viewer2 has 1,025 points.')
    order(bot, '!removepoints viewer2 all')
    expect(await bot.chat.nextLine(/has/)).toBe('@Viewer900, @Viewer2 has 0 points.')
    order(bot, '!setpoints @viewer2, 1')
    expect(await bot.chat.nextLine(/has/)).toBe('@Viewer900, @Viewer2 has 1 point.')
    bot.say(bob, '!points')
    expect(await bot.chat.nextLine(/have/)).toBe('@Viewer2, you have 1 point.')
  })

  test('a name is who has it now; when the platform cannot be asked, who had it last here', async () => {
    await pay(stage.engine, stage.streamerId, [anna], 40)
    const renamed: Account = { ...bob, login: anna.login, name: 'NewOwner' }
    const bot = await start()
    bot.chat.accounts.set(anna.login, renamed)
    order(bot, '!addpoints @viewer1 5')
    expect(await bot.chat.nextLine(/has/)).toBe('@Viewer900, @NewOwner has 5 points.')
    bot.chat.isAway = true
    bot.say(anna, '!points @viewer1')
    expect(await bot.chat.nextLine(/has/)).toBe('@Viewer1, @NewOwner has 5 points.')
  })

  test('leaving gives the points back', async () => {
    await pay(stage.engine, stage.streamerId, [anna], 30)
    const bot = await start()
    order(bot, '!giveaway open !paid Steam key -cost 10 -tickets 3')
    await bot.chat.nextLine(/^Giveaway: /)
    bot.say(anna, '!paid 3')
    await bot.chat.nextLine(/you are in/)
    bot.say(anna, '!leave')
    expect(await bot.chat.nextLine(/out of/)).toBe(
      '@Viewer1, you are out of the giveaway for Steam key. 30 points came back, you have 30.',
    )
  })

  test('cancelling tells of the refund', async () => {
    await pay(stage.engine, stage.streamerId, [anna], 30)
    const bot = await start()
    order(bot, '!giveaway open !paid Steam key -cost 10')
    await bot.chat.nextLine(/^Giveaway: /)
    bot.say(anna, '!paid')
    await bot.chat.nextLine(/you are in/)
    order(bot, '!giveaway reset')
    expect(await bot.chat.nextLine(/^Cancelled/)).toBe(
      'Cancelled: Steam key. All points went back: 10 points to 1 person.',
    )
    expect(await stage.engine.store.findBalance(stage.streamerId, anna)).toBe(30)
  })
})
