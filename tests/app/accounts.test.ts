/** Accounts that people linked over the page: their tokens are looked at, and dead ones are shown as such. */
import { openAccounts } from '@streambot/app/accounts.ts'
import { twitchBot } from '@streambot/app/twitch.ts'
import { makeLogTo } from '@streambot/shared/runtime/log.ts'
import { makeStop } from '@streambot/shared/runtime/stop.ts'
import { createTokenSeals } from '@streambot/shared/store/platform-connections.ts'
import { createDemoWorld } from '@streambot/simulator/demo.ts'
import { startTwitch } from '@streambot/simulator/twitch.ts'
import { expect, onTestFinished, test } from 'vitest'
import { makeDatabase } from '../support/database.ts'
import { openEngine, vault } from '../support/engine.ts'

async function prepare() {
  const database = await makeDatabase()
  const { store } = openEngine(database.url)
  const demo = createDemoWorld({ people: 2 })
  const twitch = await startTwitch({ world: demo.world })
  const stop = makeStop({ say: () => undefined })
  const log = makeLogTo('silent', { write: () => undefined })
  const accounts = openAccounts({ databaseUrl: database.url, store, vault, log, stop, first: {}, forgetful: false })
  onTestFinished(async () => {
    await accounts.pool.end()
    await store.close()
    await twitch.stop()
    await database.drop()
  })
  const { streamer, app, room, bot, botToken, streamerToken } = demo
  const settings = twitchBot({
    channel: room.login,
    botLogin: bot.login,
    clientId: app.id,
    clientSecret: app.secret,
    accessToken: botToken.access,
    refreshToken: botToken.refresh,
    ircUrl: 'ws://127.0.0.1',
    idUrl: twitch.url,
    apiUrl: twitch.url,
  })
  const channel = {
    platform: 'twitch',
    userId: streamer.id,
    login: streamer.login,
    name: streamer.displayName,
  } as const
  const streamerId = await store.addStreamer('Mira')
  const link = () =>
    store.transact(async (tx) => {
      const id = await tx.saveConnection(streamerId, 'streamer', channel)
      const { access: accessToken, refresh: refreshToken } = streamerToken
      const tokens = { accessToken, refreshToken, expiresAt: undefined, scopes: [] }
      tx.storeTokens(id, createTokenSeals(vault).seal(id, tokens))
    })
  const status = async () => (await store.findConnections(streamerId)).map((one) => one.status)
  return { accounts, settings, twitch, demo, channel, streamerId, link, status, store }
}

test('a token that Twitch no longer takes is renewed, and one whose leave was taken back is to be linked again', async () => {
  const { accounts, settings, twitch, demo, link, status } = await prepare()
  await link()
  await accounts.checkOthers([settings])
  expect(twitch.requests.filter(({ path }) => path === '/oauth2/validate')).toHaveLength(1)
  demo.world.tokens.expire(demo.streamer)
  await accounts.checkOthers([settings])
  expect(await status()).toEqual(['connected'])
  demo.world.tokens.disconnect(demo.app, demo.streamer)
  await accounts.checkOthers([settings])
  expect(await status()).toEqual(['reconnect'])
  await link()
  expect(await status()).toEqual(['connected'])
})

test('while Twitch is away nobody is taken for dead', async () => {
  const { accounts, settings, twitch, link, status } = await prepare()
  await link()
  await twitch.stop()
  await accounts.checkOthers([settings])
  expect(await status()).toEqual(['connected'])
})

test('whoever can sign in to the channel is the streamer, unless somebody linked the account before', async () => {
  const { accounts, channel, streamerId, store } = await prepare()
  await accounts.own(channel, streamerId)
  await accounts.own(channel, streamerId)
  expect(await store.findConnections(streamerId)).toMatchObject([{ purpose: 'streamer', account: channel }])
  const other = await store.addStreamer('Other')
  await accounts.own(channel, other)
  expect(await store.findConnections(other)).toEqual([])
})
