/** How the platforms stand, as whoever runs the channel is told: all three on their simulators, as `npm start` opens them. */
import { platformListSchema, type PlatformView } from '@streambot/shared/contract/platforms.ts'
import type { Platform } from '@streambot/shared/giveaway/words.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startApi } from '../support/api.ts'
import { makeDatabase } from '../support/database.ts'
import { openPanel, type Panel } from '../support/streamer.ts'
import { openThreePlatforms, type ThreeOptions, type ThreePlatforms } from '../support/three-platforms.ts'

async function open(options: ThreeOptions): Promise<{ stage: ThreePlatforms; panel: Panel }> {
  const database = await makeDatabase()
  onTestFinished(() => database.drop())
  const stage = await openThreePlatforms(database.url, options)
  onTestFinished(() => stage.close())
  const { address, streamerId } = stage
  return { stage, panel: await openPanel({ engine: stage, address, streamerId }) }
}

async function find(panel: Panel, platform: Platform): Promise<PlatformView> {
  const { platforms } = await panel.get(platformListSchema, '/api/channel/platforms')
  const found = platforms.find((one) => one.platform === platform)
  if (!found) throw new Error(`${platform} is not among the platforms.`)
  return found
}

/** Resolves when the platform stands so. */
function becomes(panel: Panel, platform: Platform, fits: (view: PlatformView) => boolean): Promise<PlatformView> {
  const look = async (): Promise<PlatformView> => {
    const view = await find(panel, platform)
    if (!fits(view)) throw new Error(`${platform} stands otherwise: ${JSON.stringify(view)}`)
    return view
  }
  return vi.waitFor(look, { timeout: 20_000, interval: 100 })
}

test('each chat says by which way it is read, since when, how late lines are, and who speaks there', async () => {
  const { stage, panel } = await open({})
  const { bot, streamer } = stage.demo
  for (const [platform, ways] of [
    ['twitch', ['irc']],
    ['youtube', ['stream']],
    ['kick', ['webhook']],
  ] as const) {
    const view = await becomes(panel, platform, ({ chat }) => chat?.ways.length === 1)
    expect(view).toMatchObject({ isSetUp: true, chat: { state: 'connected', ways, triesAt: null, lastLineAt: null } })
    expect(view.detail).toMatch(/^(Connected to|Kick delivers)/)
    expect(Date.parse(view.chat?.since ?? '')).toBeLessThanOrEqual(Date.now())
    stage.says(platform, 0, 'hello')
    const heard = await becomes(panel, platform, ({ chat }) => typeof chat?.lastLineAt === 'string')
    expect(heard.chat?.lagMs).toBeLessThan(20_000)
  }
  const twitch = await find(panel, 'twitch')
  expect(twitch.connections).toMatchObject({
    identity: { login: streamer.login, status: 'connected', detail: `${streamer.login} is linked.` },
    channel: null,
    bot: { login: bot.login, status: 'connected' },
  })
  expect(twitch).toMatchObject({ budget: null, canLink: true, chat: { isLive: true } })
  const youtube = await find(panel, 'youtube')
  expect(youtube.connections.channel).toMatchObject({ login: streamer.login })
  expect(youtube.chat?.isLive).toBe(true)
  expect(youtube.budget).toMatchObject({ limit: 1_000_000, fourHours: 6_480, state: 'ample' })
  expect((await find(panel, 'kick')).chat?.isLive).toBe(true)
}, 60_000)

test('an account whose tokens are dead, and a chat that broke, say so', async () => {
  const { stage, panel } = await open({})
  await becomes(panel, 'twitch', ({ chat }) => chat?.state === 'connected')
  const { rows } = await stage.store.pool.query(
    `UPDATE platform_connections SET status = 'reconnect' WHERE platform = 'twitch' AND purpose = 'bot' RETURNING login`,
  )
  stage.sites.twitch.faults.terminate()
  const dead = await becomes(panel, 'twitch', ({ chat }) => chat?.state === 'reconnect-account')
  expect(dead.chat).toMatchObject({ ways: [] })
  expect(Date.parse(dead.chat?.triesAt ?? '')).toBeGreaterThan(Date.now())
  expect(dead.connections.bot?.status).toBe('reconnect-account')
  expect(dead.connections.bot?.detail).toBe(
    `Twitch no longer takes the tokens of ${rows[0].login}: link the account again.`,
  )
}, 60_000)

test('a platform that cannot be opened yet says why, and when it is tried again; a quota that runs low says so in time', async () => {
  const { panel } = await open({
    trouble: ({ kick }) => kick.faults.failNext('GET /public/v1/users', 'broken', 10_000),
    change: (settings) => ({ ...settings, youtube: { ...settings.youtube, quota: 1_000 } }),
  })
  const kick = await becomes(panel, 'kick', ({ detail }) => detail.includes('Kick'))
  expect(kick).toMatchObject({ isSetUp: true, chat: { state: 'connecting', ways: [] } })
  expect(kick.chat?.triesAt).not.toBeNull()
  const { budget } = await becomes(panel, 'youtube', (view) => (view.budget?.used ?? 0) > 0)
  expect(budget).toMatchObject({ limit: 1_000, state: 'tight' })
  expect(budget?.detail).toContain('a stream of four hours takes about 6480')
}, 60_000)

test('a server that reads no chat says that no platform is set up', async () => {
  const api = await startApi()
  onTestFinished(() => api.close())
  const { platforms } = await (await openPanel(api)).get(platformListSchema, '/api/channel/platforms')
  expect(platforms).toHaveLength(3)
  expect(platforms[0]).toEqual({
    platform: 'twitch',
    isSetUp: false,
    canLink: false,
    detail: 'Twitch is not set up here: the settings of this server do not name it.',
    connections: { identity: null, channel: null, bot: null },
    chat: null,
    budget: null,
  })
})
