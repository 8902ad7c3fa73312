/** The traps of Twitch and of tmi.js; what all platforms do alike stands in `contract.ts`. */
import { describe, expect, test } from 'vitest'
import { roomId } from '../../support/payloads/twitch.ts'
import { enter, prepare, startQuietServer, statesOf, textsUntilNow } from './stage.ts'

describe('what is a message', () => {
  test('a cheer is', async () => {
    const ready = await enter()
    ready.sim.say(ready.demo.room, 'mira_plays', '!enter Cheer100', { bits: 100 })
    expect(await textsUntilNow(ready)).toEqual(['!enter Cheer100'])
  })

  test('a /me is, without its marks', async () => {
    const ready = await enter()
    ready.sim.say(ready.demo.room, 'mira_plays', '!enter', { action: true })
    expect(await textsUntilNow(ready)).toEqual(['!enter'])
  })

  test('an answer to a line is, without the name that Twitch puts before it', async () => {
    const ready = await enter()
    const parent = ready.sim.say(ready.demo.room, 'mira_plays', 'Type !enter')
    ready.sim.say(ready.demo.room, 'streambot_demo', 'never mind')
    ready.sim.say(ready.demo.room, 'mira_plays', '@Mira_Plays !enter', { replyTo: parent })
    expect(await textsUntilNow(ready)).toEqual(['Type !enter', '!enter'])
  })

  test('a redeemed reward and a highlighted message are', async () => {
    const ready = await enter()
    ready.sim.say(ready.demo.room, 'mira_plays', 'one', { tags: { 'custom-reward-id': 'a1' } })
    ready.sim.say(ready.demo.room, 'mira_plays', 'two', { tags: { 'msg-id': 'highlighted-message' } })
    expect(await textsUntilNow(ready)).toEqual(['one', 'two'])
  })

  test('a whisper is not', async () => {
    const ready = await enter()
    ready.sim.whisper('mira_plays', ready.demo.bot, '!giveaway cancel')
    expect(await textsUntilNow(ready)).toEqual([])
  })

  test("a line of the bot's account from elsewhere is not", async () => {
    const ready = await enter()
    ready.sim.say(ready.demo.room, ready.demo.bot, '!enter')
    expect(await textsUntilNow(ready)).toEqual([])
  })

  test('a copy of a line in a linked room is not', async () => {
    const ready = await enter()
    ready.sim.say(ready.demo.room, 'mira_plays', '!enter', { sharedFrom: '4711' })
    ready.sim.say(ready.demo.room, 'mira_plays', '!odds', { sharedFrom: ready.demo.room.id })
    expect(await textsUntilNow(ready)).toEqual(['!odds'])
  })

  test.each(['0', '1'])('the id, login and name %s come through tmi.js unharmed', async (id) => {
    const { sim, demo, messages } = await enter()
    const person = demo.world.addPerson({ id, login: id, displayName: id })
    sim.say(demo.room, person, '1')
    const message = await messages.until(({ text }) => text === '1')
    expect(message.account).toEqual({ platform: 'twitch', userId: id, login: id, name: id })
  })

  test('many lines in one frame all come, in their order, padding kept', async () => {
    const ready = await enter()
    const [person] = ready.demo.people
    if (!person) throw new Error('the demo world is empty')
    const texts = Array.from({ length: 500 }, (_, index) => `!enter ${index} \u{E0000}`)
    await ready.sim.sayMany(
      ready.demo.room,
      texts.map((text) => ({ person, text })),
    )
    expect(await textsUntilNow(ready)).toEqual(texts)
  })

  test.each(['', 'nonsense', '@', '@a=b', ':x', 'PRIVMSG', '@id=1 :a!a@a PRIVMSG', 'PING :x y'])(
    'a broken line harms nobody: %j',
    async (line) => {
      const ready = await enter()
      ready.sim.sendRaw(ready.demo.room, line)
      expect(await textsUntilNow(ready)).toEqual([])
      expect(statesOf(ready)).toEqual(['connecting', 'connected'])
    },
  )
})

describe('speaking', () => {
  test('a line without an answer when the connection breaks is told to be lost', async () => {
    const server = await startQuietServer()
    const ready = await prepare({ ircUrl: server.url, channel: { id: roomId, login: 'mira_plays' } })
    await ready.chat.start()
    const sent = ready.chat.send('hello')
    await server.lines.until((line) => line.endsWith(':hello'))
    await server.stop()
    expect(await sent).toEqual({ ok: false, reason: 'connection-lost' })
  })

  test("a line that Twitch refuses for the room's mode comes back with its code", async () => {
    const ready = await prepare()
    ready.demote()
    ready.demo.room.modes.subscribersOnly = true
    await ready.chat.start()
    expect(await ready.chat.send('hello')).toEqual({ ok: false, reason: 'msg_subsonly' })
  })

  test('losing the badge of a moderator narrows the limits with the next line', async () => {
    const ready = await enter()
    await ready.chat.send('one')
    expect(ready.chat.readyIn()).toBe(0)
    ready.demote()
    await ready.chat.send('two')
    expect(ready.chat.readyIn()).toBe(1200)
  })

  test('a token that may only read says so', async () => {
    const ready = await prepare({ tokens: async () => readOnly })
    const { world, app, bot } = ready.demo
    const readOnly = world.tokens.issue(app, bot, ['chat:read']).access
    await ready.chat.start()
    expect(await ready.chat.send('hello')).toEqual({ ok: false, reason: 'no_permission' })
  })
})
