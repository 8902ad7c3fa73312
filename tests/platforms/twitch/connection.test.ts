/** How the chat gets in and stays in, whatever Twitch and tmi.js do. */
import { createDemoWorld } from '@streambot/simulator/demo.ts'
import { startTwitch } from '@streambot/simulator/twitch.ts'
import { describe, expect, test, vi } from 'vitest'
import { roomId } from '../../support/payloads/twitch.ts'
import { openTwitch } from './harness.ts'
import { enter, prepare, startQuietServer, statesOf, textsUntilNow, type TwitchStage } from './stage.ts'

const refreshes = ({ sim }: TwitchStage) => sim.requests.filter(({ body }) => body.includes('refresh_token')).length

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
