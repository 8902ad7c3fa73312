/** Going on where a stream ended, a connection broke, or the bot was away; and reading without streams. */
import { describe, expect, test } from 'vitest'
import { createInbox } from '../../support/inbox.ts'
import {
  connected,
  detailsOf,
  enter,
  newBroadcast,
  prepare,
  statesOf,
  statusesOf,
  streams,
  textsUntilNow,
  type YoutubeStage,
} from './stage.ts'

describe('going on', () => {
  test.each([false, true])(
    'where YouTube ends a stream the next one goes on, and nobody is told',
    async (openEnded) => {
      const ready = await enter()
      ready.sim.faults.openEnded = openEnded
      ready.say('one')
      await ready.messages.until(({ text }) => text === 'one')
      ready.sim.faults.close(1000)
      await ready.sim.waitUntil(() => ready.sim.connections === 0)
      ready.say('two')
      expect(await textsUntilNow(ready)).toEqual(['one', 'two'])
      expect(statesOf(ready)).toEqual(['connecting', 'connected'])
    },
  )

  test('a server that ends streams at once is asked more and more seldom', async () => {
    const ready = await prepare()
    ready.sim.faults.streamLife = 1
    await ready.chat.start()
    await ready.sim.waitUntil(() => ready.pauses.length >= 7 || undefined, 10_000)
    expect(ready.pauses.slice(0, 7)).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000])
  })

  test('a connection that breaks in the midst of a message loses nothing', async () => {
    const ready = await enter()
    const again = ready.nextConnection()
    ready.sim.faults.cutObjects = 1
    ready.say('cut in half')
    await again
    ready.say('whole')
    expect(await textsUntilNow(ready)).toEqual(['cut in half', 'whole'])
  })

  test('a bot that comes back reads what was said while it was away', async () => {
    const ready = await leaveAfterReading()
    ready.say('said meanwhile')
    expect(await readAgain(ready)).toEqual(['said meanwhile'])
    expect(statusesOf(ready, streams)).toEqual([200, 200])
  })

  test('a place that YouTube forgot is found again by time, the last line that was read included', async () => {
    const ready = await leaveAfterReading()
    ready.say('said meanwhile')
    ready.sim.faults.expiredPages = 1
    expect(await readAgain(ready)).toEqual(['read', 'said meanwhile'])
    expect(statusesOf(ready, streams)).toEqual([200, 400, 200])
  })

  test('a bot that comes back to another stream begins anew', async () => {
    const ready = await leaveAfterReading()
    ready.say('said to nobody')
    newBroadcast(ready)
    expect(await readAgain(ready)).toEqual([])
  })

  test('what comes twice after a break comes with its own id', async () => {
    const ready = await enter()
    const ids = [ready.say('one'), ready.say('two')]
    await ready.messages.until(({ text }) => text === 'two')
    ready.sim.faults.overlap = 2
    const again = ready.nextConnection()
    ready.cut()
    await again
    ids.push(...ids, ready.say('three'))
    await ready.messages.until(({ text }) => text === 'three')
    expect(ready.messages.all.map(({ id }) => id)).toEqual(ids)
  })
})

describe('polling', () => {
  test('where YouTube gives no stream twice the chat is polled, no quicker than pays', async () => {
    const ready = await prepare()
    ready.sim.faults.fail('internalError', { call: 'stream', times: 2 })
    await ready.chat.start()
    await ready.states.until(({ state }) => state === 'connected')
    expect(ready.chat.reach()).toEqual({ ways: ['poll'], triesIn: undefined, isLive: true })
    const id = ready.say('polled')
    await ready.messages.until((one) => one.id === id)
    await ready.sim.waitUntil(() => statusesOf(ready, 'liveChat/messages').length >= 4)
    expect(statusesOf(ready, streams)).toEqual([500, 500])
    expect(new Set(statusesOf(ready, 'liveChat/messages'))).toEqual(new Set([200]))
    expect(Math.min(...ready.pauses)).toBeGreaterThanOrEqual(5000)
    expect(ready.messages.all.map(({ text }) => text)).toEqual(['polled'])
  })

  test('a stream that never comes through is found out, and what was missed is read', async () => {
    const ready = await prepare({ waits: { silence: 30 } })
    ready.sim.faults.silentStreams = true
    await ready.chat.start()
    ready.say('unheard')
    await ready.messages.until(({ text }) => text === 'unheard')
    expect(statusesOf(ready, streams)).toEqual([200])
    expect(statesOf(ready)).toEqual(['connecting', 'connected'])
  })

  test('a chat in which nobody speaks is not polled for long', async () => {
    const ready = await prepare({ waits: { silence: 30 } })
    ready.sim.faults.silentStreams = true
    ready.sim.pollingMillis = 0 // the clock stands still while a stream is silent
    await ready.chat.start()
    await ready.sim.waitUntil(() => statusesOf(ready, streams).length >= 3)
    ready.sim.faults.silentStreams = false
    ready.say('at last')
    await ready.messages.until(({ text }) => text === 'at last')
    expect(statesOf(ready)).toEqual(['connecting', 'connected'])
    expect(statusesOf(ready, 'liveChat/messages').length).toBeLessThanOrEqual(statusesOf(ready, streams).length)
  })

  test('the end of the chat is the end of polling', async () => {
    const ready = await prepare()
    ready.sim.faults.fail('internalError', { call: 'stream', times: 2 })
    await ready.chat.start()
    await ready.states.until(({ state }) => state === 'connected')
    const broadcast = ready.sim.findBroadcast(ready.demo.room)
    if (broadcast) ready.sim.endBroadcast(broadcast)
    await ready.states.until(({ detail }) => detail === 'There is no live stream now.')
    expect(detailsOf(ready).slice(-4)).toEqual([
      connected,
      'The live stream has ended.',
      'Connecting.',
      'There is no live stream now.',
    ])
  })
})

/** A chat that read two lines, kept its place, and stopped a second ago. */
async function leaveAfterReading(): Promise<YoutubeStage> {
  const ready = await enter()
  ready.say('read before')
  ready.turnClock(1000)
  ready.say('read')
  const { sentAt } = await ready.messages.until(({ text }) => text === 'read')
  await ready.kept.until(({ readUntil }) => readUntil.getTime() === sentAt.getTime())
  await ready.chat.stop()
  ready.turnClock(1000)
  return ready
}

/** Starts the bot once more. Gives the texts that come until a last line. */
async function readAgain({ again, say }: YoutubeStage): Promise<string[]> {
  const chat = again()
  const texts = createInbox<string>()
  chat.onMessage(({ text }) => texts.add(text))
  await chat.start()
  say('the last line')
  await texts.until((text) => text === 'the last line')
  await chat.stop()
  return texts.all.slice(0, -1)
}
