import { createTwitchStream } from '@streambot/shared/platforms/twitch/stream.ts'
import { createDemoWorld } from '@streambot/simulator/demo.ts'
import { startTwitch, type TwitchSimulator } from '@streambot/simulator/twitch.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'

const demo = createDemoWorld({ people: 0 })
const { world, room, bot, app } = demo
let sim: TwitchSimulator

beforeEach(async () => {
  sim = await startTwitch({ world })
})
afterEach(() => sim.stop())

const open = (token = demo.botToken.access) =>
  createTwitchStream({
    apiUrl: `${sim.url}/helix`,
    clientId: app.id,
    channelId: room.id,
    botId: bot.id,
    tokens: async () => token,
  })

test('a stream is live until it goes offline', async () => {
  world.goLive(room, 'Cosy evening')
  expect(await open().isLive()).toBe(true)
  world.goOffline(room)
  expect(await open().isLive()).toBe(false)
})

test('everybody in the chat is found, each once, in pages of a thousand', async () => {
  for (let number = 0; number < 2_500; number++)
    room.present.add(world.addPerson({ login: `watcher_${number}`, displayName: `Watcher_${number}` }))
  const present = await open().findPresent()
  expect(new Set(present.map(({ userId }) => userId)).size).toBe(2_500)
  expect(present).toHaveLength(2_500)
  const [first] = room.present
  expect(present).toContainEqual({ platform: 'twitch', userId: first?.id, login: 'watcher_0', name: 'Watcher_0' })
  expect(sim.requests.filter(({ path }) => path === '/helix/chat/chatters')).toHaveLength(3)
})

test('without the scope it says which one is needed', async () => {
  const { access } = world.tokens.issue(app, bot, ['chat:read'])
  await expect(open(access).findPresent()).rejects.toThrow(/moderator:read:chatters.*answered 401/)
})

test('an answer that is none is an error', async () => {
  sim.faults.failHelix(500, { times: 1 })
  await expect(open().isLive()).rejects.toThrow('Twitch was asked to tell whether the stream is live and answered 500')
})
