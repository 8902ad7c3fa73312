/** The whole way of a message on YouTube: the simulated live chat, Google's client, the bot, the engine and a real database. */
import { createBot } from '@streambot/bot/bot.ts'
import { createYoutubeChat } from '@streambot/shared/platforms/youtube/receive.ts'
import { createPositionStore } from '@streambot/shared/store/chat-positions.ts'
import { createQuotaStore } from '@streambot/shared/store/quota-days.ts'
import { createDemoWorld } from '@streambot/simulator/demo.ts'
import { startYoutube } from '@streambot/simulator/youtube.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { quicken } from '../support/bot.ts'
import { makeDatabase } from '../support/database.ts'
import { openEngine } from '../support/engine.ts'
import { openPool } from '../support/pool.ts'

const quiet = () => undefined
const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet }

/** A bot with an account of its own in the streamer's chat. `restart` ends it and starts another. */
async function openWalk() {
  const database = await makeDatabase()
  const pool = openPool(database.url)
  const demo = createDemoWorld({ people: 5 })
  const sim = await startYoutube({ world: demo.world })
  const engine = openEngine(database.url, { now: () => new Date(), turn: quiet })
  const streamerId = await engine.store.addStreamer(demo.room.login, { graceSeconds: 0, chatPoints: 0 })
  const { streamer, bot, youtube } = demo

  const make = () => {
    const chat = createYoutubeChat({
      owner: { channelId: streamer.youtube?.id ?? '', tokens: async () => youtube.streamerToken.access },
      bot: { channelId: bot.youtube?.id ?? '', tokens: async () => youtube.botToken.access },
      apiUrl: sim.url,
      project: '4711',
      positions: createPositionStore(pool),
      quotas: createQuotaStore(pool),
      log: silent,
      waits: { bookmark: 10 },
    })
    const place = { streamerId, publicUrl: 'http://localhost', log: silent, timers: quicken(10) }
    return createBot({ ports: engine.ports, chats: [chat], ...place })
  }
  let running = make()
  await running.start()
  onTestFinished(async () => {
    await running.stop()
    await engine.close()
    await sim.stop()
    await pool.end()
    await database.drop()
  })
  return {
    says: (who: number | 'host', text: string) =>
      sim.say(demo.room, (who === 'host' ? undefined : demo.people[who]) ?? streamer, text),
    hears: (fits: RegExp) => sim.waitFor((line) => fits.test(line.text), 10_000),
    async entries() {
      const [giveaway] = await engine.store.findLatest(streamerId, 1)
      return giveaway?.entryCount ?? 0
    },
    stop: () => running.stop(),
    async start() {
      running = make()
      await running.start()
    },
    async keptPosition() {
      const { rowCount } = await pool.query('SELECT FROM chat_positions')
      return rowCount
    },
  }
}

test('a viewer types !enter in YouTube’s chat and is in, also while the bot restarts, and once', async () => {
  const { says, hears, entries, stop, start, keptPosition } = await openWalk()
  says('host', '!giveaway open !enter Steam key')
  await hears(/Steam key.*type !enter/i)
  for (const who of [0, 1]) says(who, '!enter')
  await vi.waitFor(async () => expect(await entries()).toBe(2), 10_000)
  await hears(/entered|are in/)
  await vi.waitFor(async () => expect(await keptPosition()).toBe(1), 10_000)
  await stop()
  says(2, '!enter')
  await start()
  says(3, '!enter')
  await vi.waitFor(async () => expect(await entries()).toBe(4), 10_000)
})
