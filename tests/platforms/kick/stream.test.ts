import { createAppTokens } from '@streambot/shared/platforms/kick/api.ts'
import { createKickStream } from '@streambot/shared/platforms/kick/stream.ts'
import { onTestFinished, expect, test } from 'vitest'
import { watch } from '../contract.ts'
import { type KickHarness, openKick, type Ways } from './harness.ts'

const minutes = 60_000

async function open(ways: Ways = 'webhook') {
  const harness = await openKick(ways)
  const stage = Object.assign(harness, watch(harness))
  const { app, now } = { app: harness.demo.kick.app, now: harness.demo.world.now }
  const secret = { clientId: app.id, clientSecret: app.secret ?? '' }
  const api = { apiUrl: harness.sim.url, tokens: createAppTokens({ idUrl: harness.sim.url, ...secret, now }) }
  const stream = createKickStream({ api, channelId: harness.chat.channelId, chat: harness.chat, now })
  onTestFinished(async () => {
    await harness.chat.stop()
    await harness.stop()
  })
  await harness.chat.start()
  return { ...stage, stream }
}

const asksOf = ({ sim }: Pick<KickHarness, 'sim'>) => sim.requests.filter(({ path }) => path === '/public/v1/channels')

test.each<Ways>(['webhook', 'socket'])(
  'a stream is live until it goes offline, however chat is read: %s',
  async (ways) => {
    const { stream, sim, demo } = await open(ways)
    expect(await stream.isLive()).toBe(true)
    sim.goOffline(demo.room)
    expect(await stream.isLive()).toBe(false)
    sim.goLive(demo.room, 'Again')
    expect(await stream.isLive()).toBe(true)
  },
)

test('there are those who wrote within ten minutes, each once, and Kick is not asked for them', async () => {
  const { stream, sim, say, messages, viewer, turnClock } = await open()
  expect(await stream.findPresent()).toEqual([])
  for (const text of ['hello', 'again']) {
    const id = say(text)
    await messages.until((one) => one.id === id)
  }
  turnClock(10 * minutes)
  expect(await stream.findPresent()).toEqual([viewer])
  turnClock(1)
  expect(await stream.findPresent()).toEqual([])
  expect(asksOf({ sim })).toEqual([])
})

test('while Kick cannot tell, that is an error and no end of the stream', async () => {
  const { stream, sim } = await open()
  sim.faults.failNext('GET /public/v1/channels', 'broken')
  await expect(stream.isLive()).rejects.toThrow('Kick was asked to tell whether the stream is live and answered 500')
  expect(await stream.isLive()).toBe(true)
})
