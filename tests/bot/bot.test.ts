import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { OutageError } from '@streambot/shared/engine/ports/store.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { createMemoryChat, moderatorRoles, startTestBot, type TestBot } from '../support/bot.ts'
import { openFor, pay, person, type TestEngine, viewerRoles } from '../support/engine.ts'
import { withEngine } from '../support/with-engine.ts'

let engine: TestEngine
let streamerId: number

withEngine((opened) => void ({ engine } = opened))
beforeEach(async () => {
  streamerId = await engine.store.addStreamer('streamer', { attemptsPerMinute: 1_000, chatPoints: 0 })
})

const mod = { account: person(900), roles: moderatorRoles }
const [anna, bob] = [person(1), person(2)]

async function start(options: Parameters<typeof startTestBot>[2] = {}): Promise<TestBot> {
  const started = await startTestBot(engine, streamerId, options)
  onTestFinished(() => started.bot.stop())
  return started
}

function order(bot: TestBot, text: string): void {
  bot.say(mod.account, text, { roles: mod.roles })
}

async function countEntries(): Promise<number[]> {
  return (await engine.store.findLatest(streamerId, 10)).map((giveaway) => giveaway.entryCount)
}

describe('a giveaway run from chat', () => {
  test('a moderator opens it, viewers enter by its word and by !enter, it is drawn, and the winner is told', async () => {
    const bot = await start()
    order(bot, '!giveaway open !gold Steam key -minutes 5')
    expect(await bot.chat.nextLine(/^Giveaway: /)).toMatch(/Steam key! Type !gold to enter\. .*\/g\/[0-9a-f-]{36}$/)
    bot.say(anna, '!gold')
    bot.say(bob, '!JOIN \u{E0000}')
    await vi.waitFor(async () =>
      expect(await engine.store.findLatest(streamerId, 1)).toMatchObject([{ entryCount: 2 }]),
    )
    // Where the first one was told alone, the second one is told when the next line with numbers may be said.
    engine.clock.turn(12_000)
    expect(await bot.chat.nextLine(/2 in all/)).toMatch(/^\+[12] entered, 2 in all\.$/)
    order(bot, '!giveaway draw')
    expect(await bot.chat.nextLine(/the draw/)).toMatch(/^@Viewer900, the draw for Steam key comes in about 5 seconds/)
    engine.clock.turn(6_000)
    const [giveaway] = await engine.store.findLatest(streamerId, 1)
    await advanceGiveaway(engine.ports, giveaway?.id ?? '')
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
    const giveaway = await openFor(engine, streamerId, {}, '!lost')
    await expect
      .poll(() => bot.log.lines.map((line) => line.text))
      .toContain('No chat took an announcement; it is tried again')
    expect(
      await engine.store.pool.query('SELECT 1 FROM outbox WHERE giveaway_id = $1 AND announced_at IS NULL', [
        giveaway.id,
      ]),
    ).toMatchObject({ rowCount: 1 })
    await engine.store.pool.query('UPDATE outbox SET announce_until = NULL WHERE giveaway_id = $1', [giveaway.id])
    expect(await chat.nextLine(/^Giveaway: /)).toContain('!lost')
  })
})

describe('entering', () => {
  test('who paid is told the balance that is left', async () => {
    await pay(engine, streamerId, [anna, bob], 100)
    const bot = await start()
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
    const giveaway = await openFor(engine, streamerId, { kind: 'tickets', maxTickets: 10 }, '!twice')
    await Promise.race([one.chat.nextLine(/^Giveaway: /), two.chat.nextLine(/^Giveaway: /)])
    const message = one.say(anna, '!enter 2')
    one.chat.deliver(message)
    two.chat.deliver(message)
    await Promise.all([one.bot.stop(), two.bot.stop()])
    expect(await engine.store.findTickets(giveaway.id, anna)).toBe(2)
    expect(
      await engine.store.pool.query('SELECT 1 FROM giveaway_entry_attempts WHERE giveaway_id = $1', [giveaway.id]),
    ).toMatchObject({ rowCount: 1 })
  })

  test('a giveaway opened elsewhere a moment ago takes an !enter that comes before the bot heard of it', async () => {
    const bot = await start({
      ports: { ...engine.ports, live: { nudge: () => undefined, onNudge: () => () => undefined } },
    })
    await openFor(engine, streamerId, {}, '!fresh')
    engine.clock.turn(1_500)
    bot.say(anna, '!enter')
    await bot.bot.stop()
    expect(await countEntries()).toEqual([1])
  })

  test('with several giveaways each word enters its own, and !enter the newest', async () => {
    const bot = await start()
    await openFor(engine, streamerId, {}, '!old')
    await openFor(engine, streamerId, {}, 'new')
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
    const before = engine.clock.now()
    engine.clock.turn(2_000)
    order(bot, '!giveaway close')
    await bot.chat.nextLine(/^Closed: /)
    engine.clock.turn(1_000)
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
    engine.clock.turn(60_000)
    bot.say(anna, '!poor')
    expect(await bot.chat.nextLine(/enough/)).toMatch(/^@Viewer1/)
  })

  test('who types without a pause leaves few attempts, and keeps nobody out', async () => {
    await engine.store.pool.query('UPDATE bot_configs SET attempts_per_minute = 5 WHERE streamer_id = $1', [streamerId])
    const bot = await start()
    order(bot, '!giveaway open !gold Mug')
    await bot.chat.nextLine(/^Giveaway: /)
    const countAttempts = async (): Promise<number | null> => {
      const text = 'SELECT FROM giveaway_entry_attempts a JOIN giveaways g ON g.id = giveaway_id WHERE streamer_id = $1'
      return (await engine.store.pool.query(text, [streamerId])).rowCount
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

describe('a giveaway that is interrupted from chat', () => {
  test('is paused, resumed, extended, closed and opened again, each told to all', async () => {
    const bot = await start()
    order(bot, '!giveaway open !gold Steam key')
    await bot.chat.nextLine(/^Giveaway: /)
    order(bot, '!giveaway pause')
    expect(await bot.chat.nextLine(/^Paused/)).toBe('Paused: Steam key takes no entries for now. Who is in stays in.')
    engine.clock.turn(1_000)
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
    const [planned] = await engine.store.findLatest(streamerId, 1)
    await openFor(engine, streamerId, {}, '!gold')
    await bot.chat.nextLine(/^Giveaway: /)
    engine.clock.turn(600_000)
    await advanceGiveaway(engine.ports, planned?.id ?? '')
    expect(await bot.chat.nextLine(/wait/)).toMatch(/^The giveaway for Steam key has to wait: another one has the word/)
    order(bot, '!giveaway close')
    await bot.chat.nextLine(/^Closed/)
    await advanceGiveaway(engine.ports, planned?.id ?? '')
    expect(await bot.chat.nextLine(/^Giveaway: /)).toMatch(/Steam key! Type !gold to enter/)
    order(bot, '!giveaway open !later Mug -in 10')
    await bot.chat.nextLine(/opens/)
    order(bot, '!giveaway cancel !later')
    order(bot, '!giveaway close')
    await bot.chat.nextLine(/^Closed/)
    await bot.bot.stop()
    expect(await engine.store.findLatest(streamerId, 5)).toMatchObject([{ status: 'closed' }, { status: 'closed' }])
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
    order(bot, '!giveaway open !next -template WEEKLY -winners 3')
    expect(await bot.chat.nextLine(/^Giveaway: /)).toMatch(
      /Golden ticket! Type !next .*Room for 7 people\. 3 winners\./,
    )
    order(bot, '!giveaway template list')
    expect(await bot.chat.nextLine(/templates/)).toBe('@Viewer900, the templates: "weekly".')
    order(bot, '!giveaway template delete weekly')
    await bot.chat.nextLine(/is gone/)
    order(bot, '!giveaway open !last Key -template weekly')
    expect(await bot.chat.nextLine(/no template/)).toMatch(/^@Viewer900, there is no template of that name/)
  })

  test('lets a moderator take somebody out, with the points back', async () => {
    await pay(engine, streamerId, [anna], 100)
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
    expect(await engine.store.findBalance(streamerId, anna)).toBe(100)
    order(bot, '!giveaway close')
    await bot.chat.nextLine(/^Closed/)
    engine.clock.turn(6_000)
    const [giveaway] = await engine.store.findLatest(streamerId, 1)
    await advanceGiveaway(engine.ports, giveaway?.id ?? '')
    order(bot, '!giveaway reopen')
    expect(await bot.chat.nextLine(/final/)).toBe(
      '@Viewer900, the entries for Steam key are final: their digest was published, so that nobody can change them.',
    )
  })
})

describe('commands', () => {
  test('one that comes more than a minute late is not run; an entry is judged by when it was written', async () => {
    const bot = await start()
    const giveaway = await openFor(engine, streamerId, {}, '!slow')
    await bot.chat.nextLine(/^Giveaway: /)
    const sentAt = engine.clock.now()
    engine.clock.turn(61_000)
    bot.say(mod.account, '!giveaway cancel', { roles: mod.roles, sentAt })
    bot.say(anna, '!slow', { sentAt })
    await bot.bot.stop()
    expect(await engine.store.findGiveaway(giveaway.id)).toMatchObject({ status: 'open', entryCount: 1 })
    expect(bot.log.lines.map((line) => line.text)).toContainEqual(expect.stringContaining('came late'))
  })

  test('moderators’ commands take effect in the order they were written', async () => {
    const bot = await start()
    order(bot, '!giveaway open !one Steam key')
    order(bot, '!giveaway close')
    order(bot, '!giveaway open !two Another key')
    await bot.bot.stop()
    const latest = await engine.store.findLatest(streamerId, 5)
    expect(latest.map(({ word, status }) => `${word} ${status}`)).toEqual(['!two open', '!one closed'])
  })

  test('viewers cannot manage: nothing changes', async () => {
    const bot = await start()
    await openFor(engine, streamerId, {}, '!mine')
    for (const text of ['!giveaway cancel', '!giveaway draw', '!addpoints @viewer1 100'])
      bot.say(anna, text, { roles: viewerRoles })
    await bot.bot.stop()
    expect(await engine.store.findLatest(streamerId, 5)).toMatchObject([{ status: 'open' }])
    expect(await engine.store.findBalance(streamerId, anna)).toBe(0)
  })

  test('points are given, added, removed and set, each told with the balance', async () => {
    await pay(engine, streamerId, [anna], 100)
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
    await pay(engine, streamerId, [anna], 40)
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
    await pay(engine, streamerId, [anna], 30)
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
    await pay(engine, streamerId, [anna], 30)
    const bot = await start()
    order(bot, '!giveaway open !paid Steam key -cost 10')
    await bot.chat.nextLine(/^Giveaway: /)
    bot.say(anna, '!paid')
    await bot.chat.nextLine(/you are in/)
    order(bot, '!giveaway reset')
    expect(await bot.chat.nextLine(/^Cancelled/)).toBe(
      'Cancelled: Steam key. All points went back: 10 points to 1 person.',
    )
    expect(await engine.store.findBalance(streamerId, anna)).toBe(30)
  })

  test('a fault in one command is logged with its message, and the next one runs', async () => {
    const broken = { ...engine.store, findBalance: () => Promise.reject(new Error('disk on fire')) }
    const bot = await start({ ports: { ...engine.ports, store: broken } })
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
    const { store } = engine
    const transact: typeof store.transact = (work) =>
      isAway ? Promise.reject(new OutageError('The database is away.')) : store.transact(work)
    const bot = await start({ ports: { ...engine.ports, store: { ...store, transact } } })
    const giveaway = await openFor(engine, streamerId, {}, '!gold')
    await bot.chat.nextLine(/^Giveaway: /)
    const [first] = [anna, bob, person(3)].map((who) => bot.say(who, '!gold'))
    expect(await bot.chat.nextLine(/database/)).toBe('I cannot reach my database right now. Try again in a moment.')
    isAway = false
    if (first) bot.chat.deliver(first)
    await bot.bot.stop()
    expect(await engine.store.findTickets(giveaway.id, anna)).toBe(1)
    expect(bot.chat.said.filter((line) => line.includes('database'))).toHaveLength(1)
  })

  test('a stopped bot hears nothing more, and leaves the chats', async () => {
    const chat = createMemoryChat()
    let hasLeft = false
    chat.stop = async () => void (hasLeft = true)
    const bot = await start({ chats: [chat] })
    await openFor(engine, streamerId, {}, '!gold')
    await bot.bot.stop()
    bot.say(anna, '!gold')
    expect(hasLeft).toBe(true)
    expect(await countEntries()).toEqual([0])
  })

  test('chatting earns points once in a window; the bot’s own account and other bots earn none', async () => {
    streamerId = await engine.store.addStreamer('streamer', { chatPoints: 5 })
    const own = person(77)
    const nightbot = { ...person(78), login: 'nightbot' }
    const bot = await start({ own: [own] })
    for (const who of [anna, anna, own, nightbot]) bot.say(who, 'hello there')
    await bot.bot.stop()
    const balances = await Promise.all([anna, own, nightbot].map((who) => engine.store.findBalance(streamerId, who)))
    expect(balances).toEqual([5, 0, 0])
  })
})
