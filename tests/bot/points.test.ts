/** Points in chat: who has the most, and what moderators take back. */
import { endRaffle } from '@streambot/shared/engine/raffle.ts'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { moderatorRoles, startTestBot, type TestBot } from '../support/bot.ts'
import { pay, person, type TestEngine } from '../support/engine.ts'
import { withEngine } from '../support/with-engine.ts'

let engine: TestEngine
let streamerId: number

withEngine((opened) => void ({ engine } = opened))
beforeEach(async () => {
  streamerId = await engine.store.addStreamer('streamer', { chatPoints: 0, pointsName: 'coins' })
})

const [anna, ben, mod, streamer] = [person(1), person(2), person(3), person(4)]

async function start(): Promise<TestBot> {
  const started = await startTestBot(engine, streamerId)
  onTestFinished(() => started.bot.stop())
  for (const account of [anna, ben]) started.chat.accounts.set(account.login, account)
  return started
}

test('a viewer asks who has the most', async () => {
  await pay(engine, streamerId, [anna], 1)
  await pay(engine, streamerId, [ben], 1_200)
  const bot = await start()
  bot.say(anna, '!top')
  expect(await bot.chat.nextLine(/leaderboard/)).toBe(
    '@Viewer1, the leaderboard: 1. Viewer2 (1,200 coins), 2. Viewer1 (1 coin).',
  )
  bot.say(anna, '!top 1')
  expect(await bot.chat.nextLine(/leaderboard/)).toBe('@Viewer1, the leaderboard: 1. Viewer2 (1,200 coins).')
})

test('where nobody has any points that is said', async () => {
  const bot = await start()
  bot.say(anna, '!top')
  expect(await bot.chat.nextLine(/@Viewer1/)).toBe('@Viewer1, nobody has any points yet.')
})

test('a moderator undoes the last change once; the streamer undoes anybody’s; a viewer asks for somebody called undo', async () => {
  const bot = await start()
  bot.say(mod, '!addpoints @viewer1 30', { roles: moderatorRoles })
  bot.say(mod, '!points undo', { roles: moderatorRoles })
  expect(await bot.chat.nextLine(/undone/)).toBe('@Viewer3, undone: 30 coins went from @Viewer1, who has 0 now.')
  bot.say(mod, '!points undo', { roles: moderatorRoles })
  expect(await bot.chat.nextLine(/undone already/)).toContain('@Viewer3, ')
  bot.say(mod, '!addpoints @viewer2 7', { roles: moderatorRoles })
  await bot.chat.nextLine(/Viewer2/)
  bot.say(streamer, '!points UNDO', { roles: { ...moderatorRoles, broadcaster: true } })
  expect(await bot.chat.nextLine(/undone/)).toBe('@Viewer4, undone: 7 coins went from @Viewer2, who has 0 now.')
  bot.say(anna, '!points undo')
  expect(await bot.chat.nextLine(/^@Viewer1/)).toBe('@Viewer1, I know nobody with that name.')
})

test('a viewer gambles where the streamer allows it: the odds are said, and what may be staked', async () => {
  const rules = { gamble: true, gamblePercent: 40, gambleLeast: 10, gambleMost: 50, gambleSeconds: 0 }
  streamerId = await engine.store.addStreamer('streamer', { chatPoints: 0, pointsName: 'coins', ...rules })
  await pay(engine, streamerId, [anna], 100)
  const bot = await startTestBot({ ...engine, ports: { ...engine.ports, chance: { below: () => 40 } } }, streamerId)
  onTestFinished(() => bot.bot.stop())
  bot.say(anna, '!gamble 10')
  expect(await bot.chat.nextLine(/chance/)).toBe(
    '@Viewer1, you lost 10 coins and have 90 now. The chance to double is 40 %.',
  )
  bot.say(anna, '!gamble 51')
  expect(await bot.chat.nextLine(/stake/)).toBe('@Viewer1, a stake is 10 to 50 coins. Nothing changed.')
  bot.say(ben, '!gamble all')
  expect(await bot.chat.nextLine(/Viewer2/)).toBe('@Viewer2, there are not enough points for that. Nothing changed.')
})

test('a moderator opens a raffle, a crowd joins without a word, and the end is told to all', async () => {
  const bot = await start()
  bot.say(mod, '!raffle 1k 60 2', { roles: moderatorRoles })
  expect(await bot.chat.nextLine(/Raffle/)).toBe(
    'Raffle: 1,000 coins for 2 of you, in even shares! Type !joinraffle within 60 seconds.',
  )
  bot.say(mod, '!raffle 5 60', { roles: moderatorRoles })
  expect(await bot.chat.nextLine(/Viewer3/)).toBe('@Viewer3, a raffle is running already. Nothing changed.')
  bot.say(ben, '!raffle 5 60')
  for (const who of [anna, ben]) bot.say(who, '!joinraffle')
  await vi.waitFor(async () => {
    const { rows } = await engine.store.pool.query('SELECT FROM raffle_entries WHERE streamer_id = $1', [streamerId])
    expect(rows).toHaveLength(2)
  })
  engine.clock.turn(65_000)
  const [due = 0] = await engine.store.findDueRaffles(engine.clock.now())
  await endRaffle({ ...engine.ports, chance: { below: () => 0 } }, due)
  expect(await bot.chat.nextLine(/over/)).toBe(
    'The raffle is over, 2 people joined. Congratulations, 500 coins each: @Viewer1 and @Viewer2',
  )
  bot.say(anna, '!joinraffle')
  expect(await bot.chat.nextLine(/^@Viewer1/)).toBe('@Viewer1, no raffle is running right now.')
})

test('a crowd that joins a raffle at the same moment is let in whole', async () => {
  const bot = await start()
  bot.say(mod, '!raffle 1k 60', { roles: moderatorRoles })
  await bot.chat.nextLine(/Raffle/)
  for (let number = 1_000; number < 1_500; number++) bot.say(person(number), '!joinraffle')
  await bot.bot.stop()
  const { rows } = await engine.store.pool.query('SELECT FROM raffle_entries WHERE streamer_id = $1', [streamerId])
  expect(rows).toHaveLength(500)
})

test('where chatting is paid only while live, it is not paid before, and from then on it is', async () => {
  streamerId = await engine.store.addStreamer('streamer', { chatPoints: 5, chatPointsLive: true, watchPoints: 1 })
  const stream = (live: boolean) =>
    ({ platform: 'twitch', isLive: async () => live, findPresent: async () => [ben] }) as const
  const offline = await startTestBot(engine, streamerId, { streams: [stream(false)] })
  offline.say(anna, 'hello')
  await offline.bot.stop()
  expect(await engine.store.findBalance(streamerId, anna)).toBe(0)
  const live = await startTestBot(engine, streamerId, { streams: [stream(true)] })
  await vi.waitFor(async () => expect(await engine.store.findBalance(streamerId, ben)).toBe(1))
  live.say(anna, 'hello')
  await live.bot.stop()
  expect(await engine.store.findBalance(streamerId, anna)).toBe(5)
})
