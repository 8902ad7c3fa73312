import { tradeRefreshToken } from '@streambot/shared/platforms/accounts.ts'
import { findOwnAccount } from '@streambot/shared/platforms/youtube/own-account.ts'
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import { startYoutube, type YoutubeSimulator } from '@streambot/simulator/youtube.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'

let demo: DemoWorld
let sim: YoutubeSimulator
const time = Date.UTC(2026, 10, 21, 12)

beforeEach(async () => {
  demo = createDemoWorld({ people: 1, now: () => time })
  sim = await startYoutube({ world: demo.world })
})
afterEach(() => sim.stop())

const trade = (refreshToken: string) =>
  tradeRefreshToken(
    {
      platform: 'YouTube',
      tokenUrl: `${sim.url}/token`,
      clientId: demo.youtube.app.id,
      clientSecret: demo.youtube.app.secret,
      clock: { now: () => new Date(time) },
    },
    refreshToken,
  )

test('a refresh token alone gives tokens, and they tell whose they are', async () => {
  const { refresh = '', scopes } = demo.youtube.botToken
  const tokens = await trade(refresh)
  expect(tokens).toMatchObject({ refreshToken: refresh, scopes, expiresAt: new Date(time + 3_599_000) })
  expect(await findOwnAccount({ apiUrl: sim.url, tokens: async () => tokens?.accessToken })).toEqual({
    platform: 'youtube',
    userId: demo.bot.youtube?.id,
    login: 'streambot_demo',
    name: 'streambot_demo',
  })
})

test('a refresh token that was taken back gives nothing', async () => {
  demo.world.googleTokens.disconnect(demo.youtube.app, demo.bot)
  expect(await trade(demo.youtube.botToken.refresh ?? '')).toBeUndefined()
})

test('trouble is an error that names what was asked', async () => {
  sim.faults.fail('internalError', { call: 'channels' })
  await expect(findOwnAccount({ apiUrl: sim.url, tokens: async () => demo.youtube.botToken.access })).rejects.toThrow(
    'YouTube was asked to tell whose account it is and answered 500.',
  )
})
