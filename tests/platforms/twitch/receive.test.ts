/** The traps of Twitch and of tmi.js; what all platforms do alike stands in `contract.ts`. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { TwitchChatOptions } from '@streambot/shared/platforms/twitch/receive.ts'
import { createDemoWorld } from '@streambot/simulator/demo.ts'
import { startTwitch } from '@streambot/simulator/twitch.ts'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { createInbox } from '../../support/inbox.ts'
import { roomId } from '../../support/payloads/twitch.ts'
import { watch, type Stage } from '../contract.ts'
import { openTwitch, type TwitchHarness } from './harness.ts'

type TwitchStage = Stage & TwitchHarness

let stage: TwitchStage | undefined
afterEach(async () => {
  vi.useRealTimers()
  await stage?.chat.stop()
  await stage?.stop()
  stage = undefined
})

async function prepare(changes: Partial<TwitchChatOptions> = {}): Promise<TwitchStage> {
  const harness = await openTwitch(changes)
  stage = { ...harness, ...watch(harness) }
  return stage
}

async function enter(changes: Partial<TwitchChatOptions> = {}): Promise<TwitchStage> {
  const ready = await prepare(changes)
  await ready.chat.start()
  return ready
}

/** Says a last line and gives the texts of all that came until then. */
async function textsUntilNow({ say, messages }: TwitchStage): Promise<string[]> {
  const id = say('the last line')
  await messages.until((one) => one.id === id)
  return messages.all.map(({ text }) => text).slice(0, -1)
}

const statesOf = ({ states }: Stage) => states.all.map(({ state }) => state)
const refreshes = ({ sim }: TwitchStage) => sim.requests.filter(({ body }) => body.includes('refresh_token')).length

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

describe('logging in', () => {
  test('a token that is refused is renewed, and the bot comes in', async () => {
    const ready = await prepare()
    ready.sim.faults.failLogins = 1
    await ready.chat.start()
    await ready.states.until(({ state }) => state === 'connected')
    expect(refreshes(ready)).toBe(1)
    expect(ready.states.all[1]).toEqual({
      state: 'disconnected',
      detail: 'Twitch refused the login ("Login authentication failed").',
    })
  })

  test('refused three times with fresh tokens a person is called, and the bot still tries', async () => {
    const ready = await prepare()
    ready.sim.faults.failLogins = 5
    await ready.chat.start()
    await ready.states.until(({ state }) => state === 'connected')
    const twice = ['connecting', 'disconnected', 'connecting', 'disconnected']
    const called = ['reconnect-account', 'reconnect-account', 'reconnect-account']
    expect(statesOf(ready)).toEqual([...twice, 'connecting', ...called, 'connected'])
    expect(refreshes(ready)).toBe(5)
  })

  test('too many logins are no fault of the token', async () => {
    const ready = await enter()
    for (let login = 2; login <= 20; login++) {
      const again = ready.nextConnection()
      ready.cut()
      await again
    }
    ready.cut()
    await ready.states.until(({ detail }) => detail === 'Twitch refused the login ("Login unsuccessful").')
    const again = ready.nextConnection()
    ready.turnClock(10_000)
    await again
    expect(refreshes(ready)).toBe(0)
  })

  test('an account that is linked again is used without a restart', async () => {
    let token: string | undefined
    const ready = await prepare({ tokens: async () => token })
    await ready.chat.start()
    expect(ready.states.all[1]).toEqual({
      state: 'reconnect-account',
      detail: "The bot's account must be linked again.",
    })
    token = ready.demo.botToken.access
    await ready.states.until(({ state }) => state === 'connected')
  })

  test('tokens that cannot be had now are asked for again', async () => {
    let asked = 0
    const ready = await prepare({
      tokens: async () => {
        asked += 1
        if (asked < 3) throw new Error('The database cannot be reached.')
        return ready.demo.botToken.access
      },
    })
    await ready.chat.start()
    await ready.states.until(({ state }) => state === 'connected')
    expect(ready.states.all[1]).toEqual({
      state: 'disconnected',
      detail: "There is no access token for the bot's account. The database cannot be reached.",
    })
    expect(statesOf(ready)).not.toContain('reconnect-account')
  })
})

describe('staying connected', () => {
  test('a server that is down at first is found when it comes up, by one client', async () => {
    const demo = createDemoWorld()
    const first = await startTwitch({ world: demo.world })
    const port = first.ircPort
    await first.stop()
    const ready = await prepare({ ircUrl: `ws://127.0.0.1:${port}`, tokens: async () => demo.botToken.access })
    await ready.chat.start()
    expect(statesOf(ready)).toEqual(['connecting', 'disconnected'])
    const second = await startTwitch({ world: demo.world, port })
    await ready.states.until(({ state }) => state === 'connected')
    expect(second.connections).toBe(1)
    await second.stop()
  })

  test('RECONNECT gives one new connection, and tmi.js makes no other one later', async () => {
    const ready = await enter()
    // tmi.js waits 1.5 s before it connects by itself.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const again = ready.nextConnection()
    ready.sim.faults.reconnect(60)
    await again
    expect(ready.states.all[2]?.detail).toBe('Twitch asked for a new connection.')
    await vi.advanceTimersByTimeAsync(30_000)
    vi.useRealTimers()
    expect(await textsUntilNow(ready)).toEqual([])
    expect(ready.sim.connections).toBe(1)
    expect(statesOf(ready).filter((state) => state === 'connected')).toHaveLength(2)
  })

  test('a close with "going away" is followed by a new connection', async () => {
    const ready = await enter()
    const again = ready.nextConnection()
    ready.sim.faults.close(1001)
    await again
    expect(ready.sim.connections).toBe(1)
  })

  test('a server that takes the socket and says nothing is left after a while', async () => {
    const ready = await prepare({ waits: { join: 30 } })
    ready.sim.faults.neverReady = true
    await ready.chat.start()
    expect(ready.states.all[1]?.detail).toBe('There was no way into the channel within 0.03 s.')
    ready.sim.faults.neverReady = false
    await ready.states.until(({ state }) => state === 'connected')
  })

  test('a channel that does not exist is named, and neither the process nor the bot gives up', async () => {
    const ready = await prepare({ channel: { id: '1', login: 'no_such_channel' } })
    await ready.chat.start()
    expect(ready.states.all[1]).toEqual({
      state: 'disconnected',
      detail: 'There is no channel #no_such_channel, or it is suspended.',
    })
    const count = ready.states.all.length
    await ready.states.until(({ state }) => state === 'disconnected', count)
  })

  test('a connection on which nothing comes, not even an answer to PING, is replaced', async () => {
    const ready = await prepare({ waits: { silence: 15 } })
    ready.sim.faults.deafToPings = true
    await ready.chat.start()
    await ready.states.until(({ detail }) => detail === 'The connection fell silent.')
    ready.sim.faults.deafToPings = false
    const count = ready.states.all.length
    expect(await ready.states.until(({ state }) => state === 'connected', count)).toBeDefined()
  })

  test('a quiet chat whose server answers PING is left alone', async () => {
    const server = await startQuietServer()
    const ready = await prepare({
      ircUrl: server.url,
      channel: { id: roomId, login: 'mira_plays' },
      waits: { silence: 15 },
    })
    await ready.chat.start()
    await server.lines.until(() => server.lines.all.filter((line) => line === 'PING').length >= 5)
    expect(statesOf(ready)).toEqual(['connecting', 'connected'])
    await server.stop()
  })

  test("the server's PING is answered", async () => {
    const ready = await enter()
    for (let ping = 0; ping < 3; ping++) {
      ready.sim.ping()
      expect(await ready.chat.send(`after PING ${ping}`)).toEqual({ ok: true })
    }
    expect(statesOf(ready)).toEqual(['connecting', 'connected'])
  })

  test('starting twice connects once, stopping before the start connects never', async () => {
    const ready = await enter()
    await ready.chat.start()
    expect(ready.sim.connections).toBe(1)
    const other = await openTwitch()
    await other.chat.stop()
    await other.chat.start()
    expect(other.sim.connections).toBe(0)
    await other.stop()
  })

  test('stopping while the token is still asked for ends without a connection', async () => {
    const asked = Promise.withResolvers<void>()
    const answer = Promise.withResolvers<string>()
    const ready = await prepare({
      tokens: () => {
        asked.resolve()
        return answer.promise
      },
    })
    const started = ready.chat.start()
    await asked.promise
    const stopped = ready.chat.stop()
    answer.resolve(ready.demo.botToken.access)
    await Promise.all([started, stopped])
    expect(ready.sim.connections).toBe(0)
    expect(statesOf(ready)).toEqual(['connecting', 'disconnected'])
  })
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

/** A chat in which nobody speaks, and lines get no answer. It tells what it is sent, PINGs included. */
async function startQuietServer() {
  const lines = createInbox<string>()
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const line = String(data)
      lines.add(line)
      if (line.startsWith('NICK')) socket.send(':tmi.twitch.tv 001 b :Hi\r\n:tmi.twitch.tv 376 b :>\r\n')
      if (line.startsWith('JOIN')) socket.send(`@room-id=${roomId};slow=0 :tmi.twitch.tv ROOMSTATE #mira_plays\r\n`)
      if (line === 'PING') socket.send('PONG :tmi.twitch.tv\r\n')
    })
  })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a server that listens on a port has such an address
  return {
    url: `ws://127.0.0.1:${port}`,
    lines,
    stop: () => {
      for (const socket of server.clients) socket.terminate()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
