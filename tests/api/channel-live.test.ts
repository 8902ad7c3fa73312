/** How the platforms stand, told to the streamer as it changes. */
import {
  type PlatformsMessage,
  platformsMessageSchema,
  type PlatformView,
} from '@streambot/shared/contract/platforms.ts'
import type { Platform } from '@streambot/shared/giveaway/words.ts'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { z } from 'zod'
import { startApi, type TestApi } from '../support/api.ts'
import { makeDatabase } from '../support/database.ts'
import { createInbox } from '../support/inbox.ts'
import { openPanel } from '../support/streamer.ts'
import { openThreePlatforms } from '../support/three-platforms.ts'

/** Connects as a page of the server would, signed in by this cookie. */
function watch(address: string, headers: Record<string, string>) {
  const socket = new WebSocket(new URL('/api/channel/live', address.replace('http', 'ws')), { headers })
  onTestFinished(() => socket.terminate())
  const messages = createInbox<PlatformsMessage>()
  const pings = createInbox<number>()
  socket.on('message', (data) => {
    const message = z
      .union([platformsMessageSchema, z.object({ type: z.literal('ping') })])
      .parse(JSON.parse(String(data)))
    if (message.type === 'ping') pings.add(pings.all.length)
    else messages.add(message)
  })
  const refused = new Promise<number | undefined>((resolve) =>
    socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode)),
  )
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  socket.on('error', () => undefined) // of a refused one; it is closed then
  return { messages, pings, refused, closed }
}

async function open(limits: Parameters<typeof startApi>[0] = {}): Promise<TestApi> {
  const api = await startApi(limits)
  onTestFinished(() => api.close())
  return api
}

test('a quota that is used up and a chat that breaks are told at once', async () => {
  const database = await makeDatabase()
  onTestFinished(() => database.drop())
  const stage = await openThreePlatforms(database.url, {
    change: (settings) => ({ ...settings, youtube: { ...settings.youtube, quota: 1_000 } }),
  })
  onTestFinished(() => stage.close())
  const { address, streamerId, sites } = stage
  const { cookie } = await openPanel({ engine: stage, address, streamerId })
  const { messages } = watch(address, { cookie, origin: address })
  const becomes = (platform: Platform, fits: (view: PlatformView) => boolean) =>
    messages.until(({ platforms }) => platforms.some((one) => one.platform === platform && fits(one)))

  await becomes('youtube', ({ chat }) => chat?.state === 'connected')
  stage.says('twitch', 'host', '!giveaway open !enter Steam key')
  const tight = await becomes('youtube', ({ budget }) => budget?.state === 'tight' && budget.left < 950)
  expect(JSON.stringify(tight)).toContain('a stream of four hours takes about 6480')
  const joined = await becomes('twitch', ({ chat }) => chat?.state === 'connected')
  const before = joined.platforms[0]?.chat?.since
  sites.twitch.faults.terminate()
  await becomes('twitch', ({ chat }) => chat?.since !== before)
}, 60_000)

test('only the streamer may listen, from a page of this server', async () => {
  const api = await open()
  const { address, engine } = api
  const { cookie } = await openPanel(api)
  const stranger = await openPanel(api, await engine.store.transact((tx) => tx.addUser('Anna')))
  const asked = [
    { origin: address },
    { origin: address, cookie: stranger.cookie },
    { cookie },
    { origin: 'http://evil.example', cookie },
  ]
  expect(await Promise.all(asked.map((headers) => watch(address, headers).refused))).toEqual([401, 403, 403, 403])
})

test('what did not change is not said again', async () => {
  const api = await open({ limits: { readEvery: 5, sendEvery: 1, pingEvery: 50 } })
  const { cookie } = await openPanel(api)
  const { messages, pings } = watch(api.address, { cookie, origin: api.address })
  await pings.until((count) => count === 4)
  expect(messages.all).toHaveLength(1)
})

test('whoever signs out is told nothing more', async () => {
  const api = await open({ limits: { pingEvery: 50 } })
  const panel = await openPanel(api)
  const { messages, closed } = watch(api.address, { cookie: panel.cookie, origin: api.address })
  await messages.until(({ platforms }) => platforms.length === 3)
  expect((await panel.ask('POST', '/api/sign-out')).status).toBe(204)
  expect(await closed).toBe(4401)
})
