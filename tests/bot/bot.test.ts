import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { OutageError } from '@streambot/shared/engine/ports/store.ts'
import { describe, expect, test, vi } from 'vitest'
import { createMemoryChat } from '../support/bot.ts'
import { openFor, person } from '../support/engine.ts'
import { order, useBots } from './stage.ts'

const stage = useBots()
const { start, countEntries } = stage
const [anna, bob] = [person(1), person(2)]

describe('a giveaway run from chat', () => {
  test('a moderator opens it, viewers enter by its word and by !enter, it is drawn, and the winner is told', async () => {
    const bot = await start()
    order(bot, '!giveaway open !gold Steam key -minutes 5')
    expect(await bot.chat.nextLine(/^Giveaway: /)).toMatch(/Steam key! Type !gold to enter\. .*\/g\/[0-9a-f-]{36}$/)
    bot.say(anna, '!gold')
    bot.say(bob, '!JOIN \u{E0000}')
    await vi.waitFor(async () =>
      expect(await stage.engine.store.findLatest(stage.streamerId, 1)).toMatchObject([{ entryCount: 2 }]),
    )
    // Where the first one was told alone, the second one is told when the next line with numbers may be said.
    stage.engine.clock.turn(12_000)
    expect(await bot.chat.nextLine(/2 in all/)).toMatch(/^\+[12] entered, 2 in all\.$/)
    order(bot, '!giveaway draw')
    expect(await bot.chat.nextLine(/the draw/)).toMatch(/^@Viewer900, the draw for Steam key comes in about 5 seconds/)
    stage.engine.clock.turn(6_000)
    const [giveaway] = await stage.engine.store.findLatest(stage.streamerId, 1)
    await advanceGiveaway(stage.engine.ports, giveaway?.id ?? '')
    expect(await bot.chat.nextLine(/winner/)).toMatch(
      /^The winner is @Viewer[12], congratulations! Prize: Steam key\. Check the draw: http/,
    )
    bot.say(anna, '!winners')
    expect(await bot.chat.nextLine(/latest winners/)).toMatch(
      /^@Viewer1, the latest winners, for Steam key: @Viewer[12]\.$/,
    )
  })

  test('a second bot that starts later says nothing twice', async () => {
    const first = await start()
    order(first, '!giveaway open !gold Steam key')
    await first.chat.nextLine(/^Giveaway: /)
    await first.bot.stop()
    const second = await start()
    order(second, '!giveaway close')
    expect(await second.chat.nextLine(/./)).toMatch(/^Closed: Steam key takes no more entries/)
  })

  test('news that a full outbox or a platform refused is said later, not lost', async () => {
    const chat = createMemoryChat()
    chat.answers.push({ ok: false, reason: 'disconnected' })
    const bot = await start({ chats: [chat] })
    const giveaway = await openFor(stage.engine, stage.streamerId, {}, '!lost')
    await expect
      .poll(() => bot.log.lines.map((line) => line.text))
      .toContain('No chat took an announcement; it is tried again')
    expect(
      await stage.engine.store.pool.query('SELECT 1 FROM outbox WHERE giveaway_id = $1 AND announced_at IS NULL', [
        giveaway.id,
      ]),
    ).toMatchObject({ rowCount: 1 })
    await stage.engine.store.pool.query('UPDATE outbox SET announce_until = NULL WHERE giveaway_id = $1', [giveaway.id])
    expect(await chat.nextLine(/^Giveaway: /)).toContain('!lost')
  })
})

describe('the bot', () => {
  test('a fault in one command is logged with its message, and the next one runs', async () => {
    const broken = { ...stage.engine.store, findBalance: () => Promise.reject(new Error('disk on fire')) }
    const bot = await start({ ports: { ...stage.engine.ports, store: broken } })
    order(bot, '!points')
    expect(await bot.chat.nextLine(/./)).toBe(
      '@Viewer900, that went wrong on my side, and nothing changed. The log says why.',
    )
    expect(bot.log.lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        details: expect.objectContaining({ message: expect.objectContaining({ text: '!points' }) }),
      }),
    )
    bot.say(anna, '!proof')
    expect(await bot.chat.nextLine(/./)).toBe('@Viewer1, there has been no giveaway here yet.')
  })

  test('while the database is away the bot says so once, lives on, and takes the same message later', async () => {
    let isAway = true
    const { store } = stage.engine
    const transact: typeof store.transact = (work) =>
      isAway ? Promise.reject(new OutageError('The database is away.')) : store.transact(work)
    const bot = await start({ ports: { ...stage.engine.ports, store: { ...store, transact } } })
    const giveaway = await openFor(stage.engine, stage.streamerId, {}, '!gold')
    await bot.chat.nextLine(/^Giveaway: /)
    const [first] = [anna, bob, person(3)].map((who) => bot.say(who, '!gold'))
    expect(await bot.chat.nextLine(/database/)).toBe('I cannot reach my database right now. Try again in a moment.')
    isAway = false
    if (first) bot.chat.deliver(first)
    await bot.bot.stop()
    expect(await stage.engine.store.findTickets(giveaway.id, anna)).toBe(1)
    expect(bot.chat.said.filter((line) => line.includes('database'))).toHaveLength(1)
  })

  test('a stopped bot hears nothing more, and leaves the chats', async () => {
    const chat = createMemoryChat()
    let hasLeft = false
    chat.stop = async () => void (hasLeft = true)
    const bot = await start({ chats: [chat] })
    await openFor(stage.engine, stage.streamerId, {}, '!gold')
    await bot.bot.stop()
    bot.say(anna, '!gold')
    expect(hasLeft).toBe(true)
    expect(await countEntries()).toEqual([0])
  })

  test('chatting earns points once in a window; the bot’s own account and other bots earn none', async () => {
    const setPoints = 'UPDATE bot_configs SET chat_points = 5 WHERE streamer_id = $1'
    await stage.engine.store.pool.query(setPoints, [stage.streamerId])
    const own = person(77)
    const nightbot = { ...person(78), login: 'nightbot' }
    const bot = await start({ own: [own] })
    for (const who of [anna, anna, own, nightbot]) bot.say(who, 'hello there')
    await bot.bot.stop()
    const balances = await Promise.all(
      [anna, own, nightbot].map((who) => stage.engine.store.findBalance(stage.streamerId, who)),
    )
    expect(balances).toEqual([5, 0, 0])
  })
})
