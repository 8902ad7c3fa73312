/** Winners in chat: told what to do, heard, missed, set aside. */
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { requestDraw } from '@streambot/shared/engine/manage.ts'
import type { Account, Giveaway, GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { moderatorRoles, startTestBot, type TestBot } from '../support/bot.ts'
import { askOf, openFor, person, type TestEngine } from '../support/engine.ts'
import { withEngine } from '../support/with-engine.ts'

let engine: TestEngine
let streamerId: number

withEngine((opened) => void ({ engine } = opened))
beforeEach(async () => {
  streamerId = await engine.store.addStreamer('streamer', { attemptsPerMinute: 1_000, chatPoints: 0, graceSeconds: 5 })
})

const mod = person(900)

async function start(): Promise<TestBot> {
  const started = await startTestBot(engine, streamerId)
  onTestFinished(() => started.bot.stop())
  return started
}

function order(bot: TestBot, text: string): void {
  bot.say(mod, text, { roles: moderatorRoles })
}

const advance = ({ id }: Giveaway) => advanceGiveaway(engine.ports, id)

/** A giveaway that so many entered, drawn just now; winners have a minute to speak. */
async function drawFrom(entrants: number, rules: Partial<GiveawayRules> = {}): Promise<Giveaway> {
  const giveaway = await openFor(engine, streamerId, { claimSeconds: 60, ...rules })
  const asks = Array.from({ length: entrants }, (_, index) => askOf(person(index + 1), engine.clock))
  await Promise.all(asks.map((ask) => engine.entering.enter(giveaway.id, ask)))
  await requestDraw(engine.ports, giveaway.id, undefined, { actor: 'test' })
  engine.clock.turn(5_000)
  await advance(giveaway)
  return giveaway
}

async function winnerOf(giveaway: Giveaway, pick = 1): Promise<Account> {
  const winner = (await engine.store.findWinners(giveaway.id)).find((each) => each.pick === pick)
  if (!winner) throw new Error(`There is no pick ${pick}.`)
  return { platform: winner.platform, userId: winner.userId, name: winner.name, login: winner.name.toLowerCase() }
}

test('opened, drawn and claimed from chat: the winner is told how, says anything, and has won', async () => {
  const bot = await start()
  order(bot, '!giveaway open !gold Steam key -claim 60')
  await bot.chat.nextLine(/^Giveaway: /)
  bot.say(person(1), '!gold')
  await bot.chat.nextLine(/entered/)
  order(bot, '!giveaway draw')
  await bot.chat.nextLine(/the draw/)
  engine.clock.turn(6_000)
  const [giveaway] = await engine.store.findLatest(streamerId, 1)
  if (!giveaway) throw new Error('Nothing was opened.')
  await advance(giveaway)
  expect(await bot.chat.nextLine(/winner is/)).toMatch(
    /^The winner is @Viewer1: say something here within 60 s to claim Steam key! Check the draw: http/,
  )
  bot.say(person(2), 'gz')
  bot.say(person(1), 'that is me <b>!</b>')
  expect(await bot.chat.nextLine(/Claimed/)).toMatch(/^Claimed: Steam key goes to @Viewer1, congratulations!/)
  bot.say(person(1), 'thanks')
  await bot.bot.stop()
  const kept = await engine.store.findWinnerMessages(giveaway.id, 1)
  expect(kept.map(({ text }) => text)).toEqual(['that is me <b>!</b>', 'thanks'])
  expect(bot.log.lines).toEqual([])
})

test('a draw whose bot died before it was announced is announced after the restart, and the winner can still claim', async () => {
  const giveaway = await drawFrom(3)
  const taken = await engine.store.takeAnnouncements(streamerId)
  expect(taken.map(({ news }) => news.kind)).toContain('drawn')
  await engine.store.pool.query('UPDATE outbox SET announce_until = now() WHERE giveaway_id = $1', [giveaway.id])
  engine.clock.turn(20_000)
  const bot = await start()
  const winner = await winnerOf(giveaway)
  expect(await bot.chat.nextLine(/winner is/)).toContain(`@${winner.name}: say something here within 40 s`)
  bot.say(winner, 'me!')
  await bot.chat.nextLine(/^Claimed: /)
  expect(await engine.store.findWinners(giveaway.id)).toMatchObject([{ state: 'claimed' }])
})

test('a winner of several giveaways claims all of them with one message, delivered twice to two bots', async () => {
  const giveaways = [await drawFrom(1), await drawFrom(1)]
  const bots = [await start(), await start()]
  const message = bots[0]?.say(person(1), 'hello')
  for (const { chat } of bots) if (message) chat.deliver(message)
  await Promise.all(bots.map(({ bot }) => bot.stop()))
  for (const { id } of giveaways) {
    expect(await engine.store.findWinners(id)).toMatchObject([{ state: 'claimed' }])
    expect(await engine.store.findWinnerMessages(id, 1)).toHaveLength(1)
    const { rowCount } = await engine.store.pool.query(
      "SELECT 1 FROM outbox WHERE giveaway_id = $1 AND kind = 'claimed'",
      [id],
    )
    expect(rowCount).toBe(1)
  }
})

test('silence is told, with the one drawn next; !winners and !claim say how it stands', async () => {
  const bot = await start()
  const giveaway = await drawFrom(2)
  await bot.chat.nextLine(/winner is/)
  engine.clock.turn(65_000)
  await advance(giveaway)
  const [first, second] = [await winnerOf(giveaway, 1), await winnerOf(giveaway, 2)]
  expect(await bot.chat.nextLine(/No word/)).toBe(
    `No word from @${first.name} in time for Steam key. The next one is drawn.`,
  )
  expect(await bot.chat.nextLine(/winner is/)).toContain(`The winner is @${second.name}: say something here`)
  bot.say(person(50), '!winners')
  expect(await bot.chat.nextLine(/latest winners/)).toContain(
    `@${first.name} (said nothing in time) and @${second.name} (has to say something).`,
  )
  bot.say(first, '!claim')
  expect(await bot.chat.nextLine(/you were drawn/)).toMatch(/said nothing in time\.$/)
  bot.say(person(50), '!claim')
  expect(await bot.chat.nextLine(/nothing for you/)).toBe('@Viewer50, there is nothing for you to claim.')
  bot.say(second, '!claim')
  expect(await bot.chat.nextLine(/Claimed/)).toContain(`@${second.name}`)
  engine.clock.turn(1_000)
  bot.say(second, '!claim')
  expect(await bot.chat.nextLine(/claimed Steam key already/)).toContain(`@${second.name}, you have claimed`)
})

test('a moderator sets a winner aside, by name or not, with a reason; after the reveal it is refused', async () => {
  const bot = await start()
  const giveaway = await drawFrom(6, { winners: 2, claimSeconds: undefined })
  await bot.chat.nextLine(/winners are/)
  const [first, second] = [await winnerOf(giveaway, 1), await winnerOf(giveaway, 2)]
  bot.chat.accounts.set(first.login, first)
  engine.clock.turn(1_000)
  order(bot, '!giveaway redraw')
  expect(await bot.chat.nextLine(/redraw/)).toMatch(/^@Viewer900, use !giveaway redraw REASON/)
  order(bot, '!giveaway redraw @nobody was away')
  await bot.chat.nextLine(/I know nobody with that name/)
  order(bot, `!giveaway redraw @${first.login} has won yesterday !enter`)
  expect(await bot.chat.nextLine(/Set aside/)).toBe(
    `Set aside: @${first.name} (has won yesterday). The next one is drawn.`,
  )
  await bot.chat.nextLine(/winner is/)
  engine.clock.turn(1_000)
  order(bot, '!giveaway redraw <script> away')
  expect(await bot.chat.nextLine(/Set aside/)).toContain('(<script> away). The next one is drawn.')
  expect((await engine.store.findWinners(giveaway.id)).map(({ state }) => state)).toEqual([
    'set-aside',
    'confirmed',
    'set-aside',
    'confirmed',
  ])
  bot.say(person(50), '!winners')
  expect(await bot.chat.nextLine(/latest winners/)).toContain(`@${first.name} (set aside), @${second.name},`)
  engine.clock.turn(120_000)
  await advance(giveaway)
  order(bot, '!giveaway redraw too late')
  expect(await bot.chat.nextLine(/seed of this draw/)).toMatch(/nobody can be drawn any more\.$/)
})

test('a viewer cannot redraw', async () => {
  const bot = await start()
  const giveaway = await drawFrom(2, { claimSeconds: undefined })
  await bot.chat.nextLine(/winner is/)
  bot.say(person(50), '!giveaway redraw I want it')
  await bot.bot.stop()
  expect(await engine.store.findWinners(giveaway.id)).toMatchObject([{ state: 'confirmed' }])
})
