/** A draw with a public beacon as the chat sees it: from the command to the worker to the relay and back. */
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openTestBeacon, startRelay, type TestRelay } from '../support/beacon.ts'
import { moderatorRoles, startTestBot, type TestBot } from '../support/bot.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { openEngine, person, type TestEngine } from '../support/engine.ts'

let database: TestDatabase
let relay: TestRelay
let engine: TestEngine
let bot: TestBot
let streamerId: number
const errors: unknown[] = []

beforeEach(async () => {
  database = await makeDatabase()
  relay = await startRelay()
  const plain = openEngine(database.url)
  const beacon = openTestBeacon(relay, errors)
  engine = { ...plain, ports: { ...plain.ports, beacon } }
  streamerId = await engine.store.addStreamer('streamer', { graceSeconds: 5, chatPoints: 0 })
  bot = await startTestBot(engine, streamerId)
})
afterEach(async () => {
  await bot.bot.stop()
  await Promise.all([engine.close(), relay.close()])
  await database.drop()
})

const order = (text: string) => void bot.say(person(900), text, { roles: moderatorRoles })
const hear = (fits: RegExp) => bot.chat.nextLine(fits)
const find = async () => (await engine.store.findLatest(streamerId, 1))[0]
const advance = async () => advanceGiveaway(engine.ports, (await find())?.id ?? '')

/** A giveaway with two entrants and a draw that was asked for; time stands after the seal. */
async function askForDraw(): Promise<void> {
  order('!giveaway open !gold Steam key')
  await hear(/^Giveaway: /)
  bot.say(person(1), '!gold')
  bot.say(person(2), '!gold')
  await vi.waitFor(async () => expect(await find()).toMatchObject({ entryCount: 2 }))
  order('!giveaway draw')
  expect(await hear(/the draw for/)).toMatch(/comes in about \d\d seconds, with round [\d,]+ of the public beacon\.$/)
  engine.clock.turn(5_000)
  await advance()
}

test('the round is told at the close, before it exists; once it is there the winner is', async () => {
  await askForDraw()
  const { beacon } = (await find()) ?? {}
  if (!beacon) throw new Error('No round was named.')
  const told = `The draw takes round ${beacon.round} of the public beacon`
  await vi.waitFor(() => expect(bot.chat.said.join('\n')).toContain(told))
  expect(relay.last).toBeLessThan(beacon.round)
  relay.last = beacon.round
  engine.clock.turn(20_000)
  await advance()
  expect(errors).toEqual([])
  expect(await hear(/winner/)).toMatch(/^The winner is @Viewer[12], congratulations!/)
})

test('a round that stays away for ten minutes is told, and only then a moderator draws without it', async () => {
  await askForDraw()
  order('!giveaway draw -without-beacon')
  expect(await hear(/beacon that is late/)).toContain('nothing to do without')
  engine.clock.turn(11 * 60_000)
  await advance()
  expect(await hear(/ten minutes/)).toContain('!giveaway draw -without-beacon')
  order('!giveaway draw 2 -without-beacon')
  expect(await hear(/is done without/)).toContain('The proof says so')
  expect(await hear(/winners are/)).toMatch(/@Viewer[12] and @Viewer[12]/)
  expect((await find())?.beacon?.waivedAt).toEqual(engine.clock.now())
})
