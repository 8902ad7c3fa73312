/** Why reading ends, what is told of it, and when it begins again. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
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
} from './stage.ts'

describe('from stream to stream', () => {
  test('the end of a stream is told, and the next one is found and read from its beginning', async () => {
    const ready = await enter()
    const { sim, demo, states } = ready
    const broadcast = sim.findBroadcast(demo.room)
    if (!broadcast) throw new Error('nobody is live')
    ready.say('the first stream')
    sim.endBroadcast(broadcast)
    await states.until(({ detail }) => detail === 'There is no live stream now.')
    const again = ready.nextConnection()
    sim.startBroadcast(demo.room, { title: 'Another evening' })
    ready.say('said before the bot found it')
    await again
    expect(await textsUntilNow(ready)).toEqual(['the first stream', 'said before the bot found it'])
    expect(detailsOf(ready)).toEqual([
      'Connecting.',
      connected,
      'The live stream has ended.',
      'Connecting.',
      'There is no live stream now.',
      'Connected to the chat of "Another evening".',
    ])
  })

  test('while nobody streams that is told once, however often it is looked', async () => {
    const ready = await prepare()
    const broadcast = ready.sim.findBroadcast(ready.demo.room)
    if (broadcast) ready.sim.endBroadcast(broadcast)
    await ready.chat.start()
    await ready.sim.waitUntil(() => statusesOf(ready, 'liveBroadcasts').length >= 5)
    expect(statesOf(ready)).toEqual(['connecting', 'disconnected'])
    expect(await ready.chat.send('anybody?')).toEqual({ ok: false, reason: 'not-connected' })
  })

  test('of several streams the latest is read', async () => {
    const ready = await prepare()
    ready.turnClock(1000)
    ready.sim.startBroadcast(ready.demo.room, { title: 'Portrait', type: 'event' })
    await ready.chat.start()
    expect(detailsOf(ready)).toEqual(['Connecting.', 'Connected to the chat of "Portrait".'])
  })

  test('a stream that was begun by "Go live" alone is found', async () => {
    const ready = await prepare()
    newBroadcast(ready)
    expect(ready.sim.findBroadcast(ready.demo.room)?.type).toBe('persistent')
    await ready.chat.start()
    expect(statesOf(ready)).toEqual(['connecting', 'connected'])
  })
})

describe('refusals', () => {
  test.each([
    ['rateLimitExceeded', 'broadcasts', /refused: rateLimitExceeded \("The request was sent too quickly/],
    ['tooManyRequests', 'stream', /refused: rateLimitExceeded \("Resource has been exhausted/],
    ['liveStreamingNotEnabled', 'broadcasts', /^Live streaming is not enabled for this YouTube channel\.$/],
    ['liveChatDisabled', 'stream', /^The chat of the live stream is switched off\.$/],
    ['liveChatEnded', 'stream', /^The live stream has ended\.$/],
    ['liveChatNotFound', 'stream', /^The live stream has ended\.$/],
    ['forbidden', 'stream', /refused: forbidden \("Forbidden"\)/],
    ['internalError', 'broadcasts', /^YouTube was asked to find the live stream and refused: backendError/],
    ['serviceUnavailable', 'stream', /^YouTube was asked to stream the chat and refused: backendError/],
    ['badGateway', 'broadcasts', /^YouTube was asked to find the live stream and refused: http-502\.$/],
  ] as const)('%s is told in words, asked for once, and tried again later', async (reason, call, words) => {
    const ready = await prepare()
    ready.sim.faults.fail(reason, { call })
    await ready.chat.start()
    expect(statesOf(ready)[1]).toBe('disconnected')
    expect(detailsOf(ready)[1]).toMatch(words)
    await ready.states.until(({ state }) => state === 'connected')
    const asked = statusesOf(ready, call === 'stream' ? streams : 'liveBroadcasts')
    expect(asked).toHaveLength(2)
  })

  test('tokens without the leave to read a chat call for a person', async () => {
    const ready = await prepare()
    ready.sim.faults.fail('insufficientPermissions', { call: 'broadcasts' })
    await ready.chat.start()
    expect(ready.states.all[1]).toEqual({
      state: 'reconnect-account',
      detail: "The bot's YouTube account came without leave to use its chat: it must be linked again.",
    })
  })

  test('a token that YouTube does not take is renewed once, and the call made once more', async () => {
    const ready = await prepare()
    ready.expireTokens()
    await ready.chat.start()
    expect(statesOf(ready)).toEqual(['connecting', 'connected'])
    expect(statusesOf(ready, 'liveBroadcasts')).toEqual([401, 200])
    expect(ready.sim.requests.filter(({ path }) => path === '/token')).toHaveLength(1)
  })

  test('tokens that are never taken call for a person, and the bot still tries', async () => {
    const ready = await prepare()
    ready.sim.faults.fail('authError', { times: 8 })
    await ready.chat.start()
    await ready.states.until(({ state }) => state === 'connected')
    expect(statesOf(ready)).toContain('reconnect-account')
  })

  test('a token travels to no address without encryption', async () => {
    const ready = await prepare()
    expect(() => ready.again({ apiUrl: 'http://youtube.googleapis.com' })).toThrow('is not encrypted')
  })

  test('a YouTube that cannot be reached is named, with the reason', async () => {
    const ready = await enter({ apiUrl: 'http://127.0.0.1:1' })
    expect(detailsOf(ready)[1]).toMatch(/^YouTube gave no answer \(.+ECONNREFUSED.+\)\.$/)
  })
})

test('a call that is lost on its way is not made again behind our back', async () => {
  const asked: string[] = []
  const server = createServer(({ url = '', socket }) => {
    asked.push(url)
    socket.destroy()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo // a server that listens on a port has such an address
  const ready = await enter({ apiUrl: `http://127.0.0.1:${port}`, waits: { retry: 60_000, longestRetry: 60_000 } })
  expect(detailsOf(ready)[1]).toMatch(/^YouTube gave no answer/)
  expect(asked).toHaveLength(1)
  await new Promise((resolve) => server.close(resolve))
})

describe('the quota of the day', () => {
  test('what is counted here is what YouTube counts', async () => {
    const ready = await enter()
    ready.cut()
    await ready.nextConnection()
    await ready.chat.findAccount(ready.viewer.login)
    const { used } = ready.chat.budget?.() ?? {}
    expect(used).toBe(ready.sim.quota.spentBy(ready.demo.youtube.app))
    expect(used).toBe(13)
  })

  test('spent, nothing is asked until midnight in California, and then reading goes on', async () => {
    const ready = await prepare()
    // A moment before, as waiting is real.
    ready.turnClock(11 * 3_600_000 - 60)
    ready.sim.quota.limit = 0
    const begun = performance.now()
    await ready.chat.start()
    expect(ready.states.all[1]).toEqual({ state: 'disconnected', detail: "YouTube's quota for today is spent." })
    expect(ready.budgets.map(([state]) => state)).toEqual(['spent'])
    await expect(ready.chat.findAccount(ready.viewer.login)).rejects.toThrow('quotaExceeded')
    expect(statusesOf(ready, 'liveBroadcasts')).toEqual([403])
    expect(statusesOf(ready, 'channels')).toEqual([])
    const again = ready.nextConnection()
    ready.sim.quota.limit = 10_000
    ready.turnClock(60)
    await again
    expect(performance.now() - begun).toBeGreaterThan(50)
    expect(statesOf(ready)).toEqual(['connecting', 'disconnected', 'connecting', 'connected'])
    expect(ready.budgets.map(([state]) => state)).toEqual(['spent', 'ample'])
  })

  test('a bot that comes back knows what was used', async () => {
    const ready = await enter()
    await ready.chat.stop()
    const again = ready.again()
    await again.start()
    expect(again.budget?.().used).toBe(12)
    await again.stop()
  })
})
