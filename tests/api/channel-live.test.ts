/** How the platforms stand, and what changes in the channel, told to the streamer at once. */
import {
  type ChangedMessage,
  type ChannelLiveMessage,
  channelLiveMessageSchema,
} from '@streambot/shared/contract/channel-live.ts'
import type { PlatformsMessage, PlatformView } from '@streambot/shared/contract/platforms.ts'
import { changePoints } from '@streambot/shared/engine/points.ts'
import { hearWinner } from '@streambot/shared/engine/claim.ts'
import type { Platform } from '@streambot/shared/giveaway/words.ts'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocket } from 'ws'
import { draw, enter, open as openGiveaway, people, startApi, type TestApi } from '../support/api.ts'
import { makeDatabase } from '../support/database.ts'
import { newMessage, openEngine, person } from '../support/engine.ts'
import { createInbox } from '../support/inbox.ts'
import { openPanel } from '../support/streamer.ts'
import { openThreePlatforms } from '../support/three-platforms.ts'

/** Connects as a page of the server would, signed in by this cookie. */
function watch(address: string, headers: Record<string, string>) {
  const socket = new WebSocket(new URL('/api/channel/live', address.replace('http', 'ws')), { headers })
  onTestFinished(() => socket.terminate())
  const messages = createInbox<PlatformsMessage>()
  const changes = createInbox<ChangedMessage>()
  const pings = createInbox<number>()
  const take = (message: ChannelLiveMessage): void => {
    if (message.type === 'platforms') messages.add(message)
    else if (message.type === 'changed') changes.add(message)
    else pings.add(pings.all.length)
  }
  socket.on('message', (data) => take(channelLiveMessageSchema.parse(JSON.parse(String(data)))))
  const opened = new Promise((resolve) => socket.on('open', resolve))
  const refused = new Promise<number | undefined>((resolve) =>
    socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode)),
  )
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  socket.on('error', () => undefined) // of a refused one; it is closed then
  return { messages, changes, pings, opened, refused, closed }
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

/** A page of the streamer that listens, on a server that looks seldom by itself. */
async function listenTo(api: TestApi) {
  const panel = await openPanel(api)
  const page = watch(api.address, { cookie: panel.cookie, origin: api.address })
  await page.opened
  return { ...page, panel }
}

/** Looks only when it is nudged. */
const seldom = { limits: { readEvery: 3_600_000, sendEvery: 1 } }

function giveTo(api: TestApi, number: number, engine = api.engine) {
  const ask = { streamerId: api.streamerId, to: person(number), change: 'add', note: 'a secret reason' } as const
  const amount = { kind: 'points', points: 5 } as const
  return changePoints(engine.ports, { ...ask, amount }, { actor: 'twitch:1', message: newMessageKey() })
}

const newMessageKey = () => ({ platform: 'twitch', id: newMessage() }) as const

test('what a command in the chat changes is told to every page at once, without the details', async () => {
  const api = await open(seldom)
  const [first, second] = [await listenTo(api), await listenTo(api)]
  const giveaway = await openGiveaway(api, { word: '!told' })
  for (const { changes } of [first, second]) {
    const told = await changes.until(({ actions }) => actions.includes('giveaway opened'))
    expect(told).toEqual({
      type: 'changed',
      actions: ['giveaway opened'],
      news: ['opened'],
      giveawayIds: [giveaway.id],
    })
  }
  await giveTo(api, 1)
  api.engine.ports.live.nudge()
  const told = await first.changes.until(({ actions }) => actions.includes('points changed'))
  expect(told).toEqual({ type: 'changed', actions: ['points changed'], news: [], giveawayIds: [] })
})

test('what one browser asks for the others are told without waiting', async () => {
  const api = await open(seldom)
  const [asking, other] = [await listenTo(api), await listenTo(api)]
  const response = await asking.panel.ask('POST', '/api/channel/giveaways', {
    word: '!mine',
    title: 'Mine',
    draft: true,
  })
  expect(response.status).toBe(201)
  expect(await other.changes.until(() => true)).toMatchObject({ actions: ['giveaway drafted'] })
})

test('what another process changed is told, though nobody nudges', async () => {
  const api = await open({ limits: { readEvery: 20, sendEvery: 1 } })
  const elsewhere = openEngine(api.databaseUrl)
  onTestFinished(() => elsewhere.close())
  const { changes } = await listenTo(api)
  await giveTo(api, 2, elsewhere)
  expect(await changes.until(() => true)).toMatchObject({ actions: ['points changed'] })
})

test('what happens right after connecting is told, though it was not looked at before', async () => {
  const api = await open(seldom)
  const { changes } = await listenTo(api)
  await giveTo(api, 3)
  api.engine.ports.live.nudge()
  expect(await changes.until(() => true)).toMatchObject({ actions: ['points changed'] })
})

test('many changes come merged, and entries are no change', async () => {
  const api = await open({ limits: { readEvery: 3_600_000, sendEvery: 400 } })
  const giveaway = await openGiveaway(api, { word: '!many' })
  const { changes } = await listenTo(api)
  await enter(api, giveaway, ...people(1, 30))
  for (let number = 1; number <= 30; number++) {
    await giveTo(api, number)
    api.engine.ports.live.nudge()
  }
  await draw(api, giveaway)
  await changes.until(({ news }) => news.includes('completed'))
  expect(changes.all.length).toBeLessThan(10)
  expect(changes.all.flatMap(({ news }) => news)).not.toContain('entered')
})

test('what a winner says is told each time, and said twice once', async () => {
  const api = await open({ ...seldom, revealSeconds: 600 })
  const giveaway = await openGiveaway(api, { word: '!says' })
  await enter(api, giveaway, person(1))
  await draw(api, giveaway)
  const { changes } = await listenTo(api)
  const say = async (id: string) => {
    const from = changes.all.length
    await hearWinner(api.engine.ports, giveaway.id, {
      account: person(1),
      message: { platform: 'twitch', id },
      text: 'Me!',
      sentAt: new Date(Date.now() + 1_000),
    })
    await giveTo(api, 2)
    api.engine.ports.live.nudge()
    return changes.until(({ actions }) => actions.includes('points changed'), from)
  }
  const spoke = { actions: expect.arrayContaining(['winner wrote']), giveawayIds: [giveaway.id] }
  expect(await say('a')).toMatchObject(spoke)
  expect(await say('b')).toMatchObject(spoke)
  expect((await say('b')).actions).toEqual(['points changed'])
})
