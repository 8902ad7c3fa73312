/** YouTube's chat as the bot hears it; what all platforms do alike stands in `contract.ts`. */
import { describe, expect, test } from 'vitest'
import { createInbox } from '../../support/inbox.ts'
import { enter, prepare, statesOf, statusesOf, streams, textsUntilNow } from './stage.ts'

describe('what is a message', () => {
  test('words that come with money are; events and members that come are not', async () => {
    const ready = await enter()
    const { sim, demo } = ready
    sim.say(demo.room, 'mira_plays', '!enter', { bits: 500 })
    sim.tell(demo.room, { type: 'newSponsorEvent', person: demo.bot })
    sim.tell(demo.room, { type: 'pollEvent' })
    sim.tell(demo.room, { type: 'userBannedEvent' })
    sim.tell(demo.room, { type: 'somethingOfNextYearEvent' })
    expect(await textsUntilNow(ready)).toEqual(['!enter'])
  })

  test('a line of the bot’s account from elsewhere is not', async () => {
    const ready = await enter()
    ready.sim.say(ready.demo.room, ready.demo.bot, '!enter')
    expect(await textsUntilNow(ready)).toEqual([])
  })

  test('the streamer who lends the bot their account is heard, the bot is not', async () => {
    const ready = await enter({ isLent: true })
    ready.sim.say(ready.demo.room, 'mira_plays', 'Type !enter')
    await ready.chat.send('Type !enter to be in.')
    expect(await textsUntilNow(ready)).toEqual(['Type !enter'])
    expect(ready.messages.all[0]?.roles.broadcaster).toBe(true)
  })

  test('what was said before the bot came is history', async () => {
    const ready = await prepare()
    ready.say('!enter before')
    ready.turnClock(1000)
    const again = ready.again()
    const messages = createInbox<string>()
    again.onMessage(({ text }) => messages.add(text))
    await again.start()
    ready.say('!enter after')
    await messages.until((text) => text === '!enter after')
    expect(messages.all).toEqual(['!enter after'])
    await again.stop()
  })

  test('many lines at once all come, in their order', async () => {
    const ready = await enter()
    const [person] = ready.demo.people
    if (!person) throw new Error('the demo world is empty')
    const texts = Array.from({ length: 3000 }, (_, index) => `!enter ${index} ünï 🎉`)
    await ready.sim.sayMany(
      ready.demo.room,
      texts.map((text) => ({ person, text })),
    )
    expect(await textsUntilNow(ready)).toEqual(texts)
  })

  test('a stream cut anywhere, in strings and in characters, says the same', async () => {
    const ready = await prepare()
    ready.sim.faults.splitWrites = true
    await ready.chat.start()
    ready.say('"{[ünïcödé 🎉]}" \\')
    expect(await textsUntilNow(ready)).toEqual(['"{[ünïcödé 🎉]}" \\'])
  })
})

describe('stopping', () => {
  test('starting twice reads once, stopping before the start reads never', async () => {
    const ready = await enter()
    await ready.chat.start()
    expect(statusesOf(ready, streams)).toHaveLength(1)
    const other = ready.again()
    await other.stop()
    await other.start()
    expect(statusesOf(ready, streams)).toHaveLength(1)
  })

  test('ends a stream at once', async () => {
    const ready = await enter()
    await ready.chat.stop()
    await ready.sim.waitUntil(() => ready.sim.connections === 0)
    expect(statesOf(ready)).toEqual(['connecting', 'connected', 'disconnected'])
  })

  test('does not wait for a YouTube that is slow', async () => {
    const ready = await prepare()
    ready.sim.faults.slow = 300
    const started = ready.chat.start()
    await ready.states.until(({ state }) => state === 'connecting')
    await Promise.all([ready.chat.stop(), started])
    expect(statesOf(ready)).toEqual(['connecting', 'disconnected'])
  })
})
