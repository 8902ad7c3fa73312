import { keepStandings } from '@streambot/app/standings.ts'
import type { ChatState } from '@streambot/shared/engine/ports/chat.ts'
import { expect, test } from 'vitest'
import { createMemoryChat, createTestLog, messageOf } from '../support/bot.ts'
import { createClock, person } from '../support/engine.ts'

const secondMs = 1_000

function stand() {
  const clock = createClock()
  const now = () => clock.now().getTime()
  const { log, lines } = createTestLog()
  const standings = keepStandings({ platforms: ['twitch'], log, now })
  const tellers: ((state: ChatState, detail: string) => void)[] = []
  const chat = { ...createMemoryChat(), onState: (listener: (typeof tellers)[number]) => void tellers.push(listener) }
  const tell: (typeof tellers)[number] = (...told) => tellers.forEach((teller) => teller(...told))
  const say = (lateMs: number) =>
    chat.deliver(messageOf(person(1), 'hello', { sentAt: new Date(clock.now().getTime() - lateMs) }))
  const read = async () => {
    const [standing] = await standings.read()
    if (!standing) throw new Error('No platform stands there.')
    return standing
  }
  return { clock, standings, chat, lines, tell, say, read }
}

test('the lag is the median of the last hundred lines, and no line comes before it was written', async () => {
  const { standings, chat, say, read } = stand()
  standings.watch({ chat })
  expect(await read()).toMatchObject({ lagMs: undefined, lastLineAt: undefined })
  expect(standings.lateMs()).toBe(0)
  say(-5 * secondMs)
  expect((await read()).lagMs).toBe(0)
  for (let line = 0; line < 100; line++) say(40 * secondMs)
  expect((await read()).lagMs).toBe(40 * secondMs)
  expect(standings.lateMs()).toBe(40 * secondMs)
  for (let line = 0; line < 51; line++) say(2 * secondMs)
  expect((await read()).lagMs).toBe(2 * secondMs)
})

test('lines of the last minute are counted, and those before it no longer', async () => {
  const { clock, standings, chat, say, read } = stand()
  standings.watch({ chat })
  expect((await read()).linesLately).toBe(0)
  for (let line = 0; line < 30; line++) say(0)
  clock.turn(40 * secondMs)
  say(0)
  expect((await read()).linesLately).toBe(31)
  clock.turn(25 * secondMs)
  expect((await read()).linesLately).toBe(1)
  clock.turn(3_600 * secondMs)
  expect((await read()).linesLately).toBe(0)
})

test('the lines of five minutes are told by quarters of a minute, of which the last four are the last minute', async () => {
  const { clock, standings, chat, say, read } = stand()
  expect((await read()).lines).toEqual([])
  standings.watch({ chat })
  expect((await read()).lines).toEqual(Array.from({ length: 20 }, () => 0))
  for (const count of [7, 3, 2, 1, 4]) {
    for (let line = 0; line < count; line++) say(0)
    clock.turn(15 * secondMs)
  }
  say(0)
  const { lines, linesLately } = await read()
  expect(lines.slice(-6)).toEqual([7, 3, 2, 1, 4, 1])
  expect(linesLately).toBe(lines.slice(-4).reduce((sum, count) => sum + count))
  clock.turn(290 * secondMs)
  expect((await read()).lines.slice(0, 2)).toEqual([1, 0])
  clock.turn(10 * secondMs)
  expect((await read()).lines.every((count) => count === 0)).toBe(true)
})

test('while it is tried again the reason and the time of the break stay', async () => {
  const { clock, standings, chat, tell, read } = stand()
  standings.watch({ chat })
  clock.turn(secondMs)
  tell('connected', 'Connected to #mira.')
  const connectedAt = clock.now()
  clock.turn(secondMs)
  expect(await read()).toMatchObject({ state: 'connected', detail: 'Connected to #mira.', since: connectedAt })
  tell('disconnected', 'The connection fell silent.')
  const brokenAt = clock.now()
  clock.turn(secondMs)
  tell('connecting', 'Connecting.')
  expect(await read()).toMatchObject({ state: 'connecting', detail: 'The connection fell silent.', since: brokenAt })
})

test('a stream is not asked with every look, and one that cannot be asked is not known', async () => {
  const { standings, chat, lines, read } = stand()
  let asked = 0
  const stream = {
    platform: 'twitch' as const,
    findPresent: async () => [],
    isLive: async () => {
      asked++
      throw new Error('Twitch is away.')
    },
  }
  standings.watch({ chat, stream })
  expect([(await read()).isLive, (await read()).isLive, asked, lines.length]).toEqual([undefined, undefined, 1, 1])
})

test('one that could not be opened says why, and when it is tried again', async () => {
  const { clock, standings, read } = stand()
  expect(await read()).toMatchObject({ state: 'connecting', detail: 'It is being opened.' })
  standings.missed('twitch', 'Twitch is away.', 5 * secondMs)
  const triesAt = new Date(clock.now().getTime() + 5 * secondMs)
  expect(await read()).toMatchObject({ state: 'connecting', detail: 'Twitch is away.', triesAt })
})
