import { describe, expect, test, vi } from 'vitest'
import { quicken } from '../support/bot.ts'
import { openFor, pay, person } from '../support/engine.ts'
import { order, useBots } from './stage.ts'

const stage = useBots()
const { start, countEntries } = stage
const [anna, bob] = [person(1), person(2)]

describe('entering', () => {
  test('who paid is told the balance that is left', async () => {
    await pay(stage.engine, stage.streamerId, [anna, bob], 100)
    // Slow enough that both are told in one line.
    const bot = await start({ timers: quicken(5) })
    order(bot, '!giveaway open !gold Steam key -cost 10 -tickets 5')
    await bot.chat.nextLine(/^Giveaway: /)
    bot.say(anna, '!gold 2')
    bot.say(bob, '!enter max')
    expect(await bot.chat.nextLine(/you are in/)).toBe(
      '@Viewer1 (2 tickets, 80 left), @Viewer2 (5 tickets, 50 left): you are in.',
    )
  })

  test('a message delivered twice, also to two bots, enters once', async () => {
    const [one, two] = [await start(), await start()]
    const giveaway = await openFor(stage.engine, stage.streamerId, { kind: 'tickets', maxTickets: 10 }, '!twice')
    await Promise.race([one.chat.nextLine(/^Giveaway: /), two.chat.nextLine(/^Giveaway: /)])
    const message = one.say(anna, '!enter 2')
    one.chat.deliver(message)
    two.chat.deliver(message)
    await Promise.all([one.bot.stop(), two.bot.stop()])
    expect(await stage.engine.store.findTickets(giveaway.id, anna)).toBe(2)
    expect(
      await stage.engine.store.pool.query('SELECT 1 FROM giveaway_entry_attempts WHERE giveaway_id = $1', [
        giveaway.id,
      ]),
    ).toMatchObject({ rowCount: 1 })
  })

  test('a giveaway opened elsewhere a moment ago takes an !enter that comes before the bot heard of it', async () => {
    const bot = await start({
      ports: { ...stage.engine.ports, live: { nudge: () => undefined, onNudge: () => () => undefined } },
    })
    await openFor(stage.engine, stage.streamerId, {}, '!fresh')
    stage.engine.clock.turn(1_500)
    bot.say(anna, '!enter')
    await bot.bot.stop()
    expect(await countEntries()).toEqual([1])
  })

  test('with several giveaways each word enters its own, and !enter the newest', async () => {
    const bot = await start()
    await openFor(stage.engine, stage.streamerId, {}, '!old')
    await openFor(stage.engine, stage.streamerId, {}, 'new')
    await bot.chat.nextLine(/Type new /)
    bot.say(anna, '!old')
    bot.say(anna, '!ticket')
    bot.say(bob, 'NEW')
    bot.say(person(3), 'new here, hello')
    await bot.bot.stop()
    expect(await countEntries()).toEqual([2, 1])
  })

  test('a message written before the close and delivered after it enters; one written after it is told', async () => {
    const bot = await start()
    order(bot, '!giveaway open !late Steam key')
    await bot.chat.nextLine(/^Giveaway: /)
    const before = stage.engine.clock.now()
    stage.engine.clock.turn(2_000)
    order(bot, '!giveaway close')
    await bot.chat.nextLine(/^Closed: /)
    stage.engine.clock.turn(1_000)
    bot.say(bob, '!late')
    expect(await bot.chat.nextLine(/closed/)).toBe('The giveaway is closed, no more entries.')
    bot.say(anna, '!late', { sentAt: before })
    await bot.bot.stop()
    expect(await countEntries()).toEqual([1])
  })

  test('a person who is refused is answered once a minute', async () => {
    const bot = await start()
    order(bot, '!giveaway open !poor Steam key -cost 10')
    await bot.chat.nextLine(/^Giveaway: /)
    bot.say(anna, '!poor')
    expect(await bot.chat.nextLine(/enough/)).toBe(
      '@Viewer1, a ticket costs 10 points and you do not have enough. See yours with !points.',
    )
    bot.say(anna, '!poor')
    bot.say(bob, '!poor')
    expect(await bot.chat.nextLine(/enough/)).toMatch(/^@Viewer2/)
    stage.engine.clock.turn(60_000)
    bot.say(anna, '!poor')
    expect(await bot.chat.nextLine(/enough/)).toMatch(/^@Viewer1/)
  })

  test('who types without a pause leaves few attempts, and keeps nobody out', async () => {
    await stage.engine.store.pool.query('UPDATE bot_configs SET attempts_per_minute = 5 WHERE streamer_id = $1', [
      stage.streamerId,
    ])
    const bot = await start()
    order(bot, '!giveaway open !gold Mug')
    await bot.chat.nextLine(/^Giveaway: /)
    const countAttempts = async (): Promise<number | null> => {
      const text = 'SELECT FROM giveaway_entry_attempts a JOIN giveaways g ON g.id = giveaway_id WHERE streamer_id = $1'
      return (await stage.engine.store.pool.query(text, [stage.streamerId])).rowCount
    }
    for (let line = 0; line < 5; line++) bot.say(anna, '!gold')
    await vi.waitFor(async () => expect(await countAttempts()).toBe(5))
    bot.say(bob, '!gold')
    await vi.waitFor(async () => expect(await countEntries()).toEqual([2]))
    for (let line = 0; line < 500; line++) bot.say(anna, '!gold')
    bot.say(person(3), '!gold')
    await vi.waitFor(async () => expect(await countEntries()).toEqual([3]))
    expect(await countAttempts()).toBe(7)
  })

  test('what holds for all is said once, however many ask', async () => {
    const bot = await start()
    for (let who = 0; who < 30; who++) bot.say(person(who), '!enter')
    await bot.bot.stop()
    expect(bot.chat.said.filter((line) => line.includes('No giveaway'))).toEqual(['No giveaway is running right now.'])
  })
})
