/** A giveaway run from chat in German. */
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { changeSettings } from '@streambot/shared/engine/settings.ts'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { startTestBot, type TestBot } from '../support/bot.ts'
import { pay, person, type TestEngine } from '../support/engine.ts'
import { withEngine } from '../support/with-engine.ts'
import { order } from './stage.ts'

let engine: TestEngine
let streamerId: number

withEngine((opened) => void ({ engine } = opened))
beforeEach(async () => {
  streamerId = await engine.store.addStreamer('streamer', { language: 'de', chatPoints: 0 })
})

async function start(): Promise<TestBot> {
  const running = await startTestBot(engine, streamerId)
  onTestFinished(() => running.bot.stop())
  return running
}

test('it is opened, entered, drawn and told in German', async () => {
  const bot = await start()
  const { chat, say } = bot
  order(bot, '!giveaway open !gold Steam-Key -minutes 15')
  expect(await chat.nextLine(/^Verlosung/)).toMatch(
    /^Verlosung: Steam-Key! Schreib !gold, um dabei zu sein\. Noch 15 Minuten offen\. Faire Ziehung, festgelegt durch [0-9a-f]{12}: http/,
  )
  for (const one of [2, 3, 4]) say(person(one), '!gold')
  await vi.waitFor(async () => expect(await engine.store.findLatest(streamerId, 1)).toMatchObject([{ entryCount: 3 }]))
  engine.clock.turn(12_000)
  expect(await chat.nextLine(/ 3 insgesamt/)).toMatch(/^\+[123] dabei, 3 insgesamt\.$/)
  say(person(2), '!odds')
  expect(await chat.nextLine(/Chance/)).toMatch(
    /^@Viewer2, du hast 1 von 3 Losen \(Steam-Key\): eine Chance von 33 % bei jeder Ziehung\.$/,
  )
  order(bot, '!giveaway draw')
  expect(await chat.nextLine(/die Ziehung/)).toMatch(/^@Viewer900, die Ziehung \(Steam-Key\) kommt in etwa 5 Sekunden/)
  engine.clock.turn(6_000)
  const [giveaway] = await engine.store.findLatest(streamerId, 1)
  await advanceGiveaway(engine.ports, giveaway?.id ?? '')
  expect(await chat.nextLine(/^Gewonnen/)).toMatch(
    /^Gewonnen hat @Viewer[234], herzlichen Glückwunsch! Preis: Steam-Key\. Prüfe die Ziehung: http/,
  )
  say(person(9), '!enter')
  expect(await chat.nextLine(/keine Verlosung/)).toBe('Gerade läuft keine Verlosung.')
})

test('what it costs and what is left stands in German points', async () => {
  await pay(engine, streamerId, [person(2)], 1_500)
  const bot = await start()
  order(bot, '!giveaway open !los Tasse -cost 1k -tickets 3')
  expect(await bot.chat.nextLine(/^Verlosung/)).toContain(
    'mit bis zu 3 Losen pro Person (!los 2). Ein Los kostet 1.000 Punkte.',
  )
  bot.say(person(2), '!los')
  expect(await bot.chat.nextLine(/dabei\.$/)).toBe('@Viewer2 (1 Los, noch 500): Du bist dabei.')
  bot.say(person(3), '!los')
  expect(await bot.chat.nextLine(/genug/)).toBe(
    '@Viewer3, ein Los kostet 1.000 Punkte, und du hast nicht genug. Deine Punkte siehst du mit !points.',
  )
})

test('a bot that runs speaks another language from the change on', async () => {
  const { chat, say } = await start()
  say(person(2), '!points')
  expect(await chat.nextLine(/du hast/)).toMatch(/du hast 0 Punkte\.$/)
  await changeSettings(engine.ports, streamerId, { language: 'en' }, { actor: 'test' })
  let asks = 10
  await vi.waitFor(() => {
    say(person(asks++), '!points')
    expect(chat.said.join()).toContain('you have 0 points.')
  })
})

test('settings that make no sense are told in German', async () => {
  const bot = await start()
  order(bot, '!giveaway open !gold Tasse -winners 1001')
  expect(await bot.chat.nextLine(/Gewinner/)).toBe('@Viewer900, Gewinner: eine ganze Zahl von 1 bis 1.000.')
})
