/** `npm run link:twitch`: the bot's account and the streamer's, linked by a code, on a real database and the simulated Twitch. */
import { openAccounts } from '@streambot/app/accounts.ts'
import { type LinkedAccess, linkTwitch, readLinkCommand } from '@streambot/app/link/twitch.ts'
import { twitchBot } from '@streambot/app/twitch.ts'
import { makeLogTo } from '@streambot/shared/runtime/log.ts'
import { makeStop } from '@streambot/shared/runtime/stop.ts'
import { createTokenStore } from '@streambot/shared/store/platform-connections.ts'
import type { Person } from '@streambot/simulator/world.ts'
import { expect, onTestFinished, test } from 'vitest'
import { setStage } from '../../simulator/stage.ts'
import { makeDatabase } from '../../support/database.ts'
import { openEngine, vault } from '../../support/engine.ts'
import { openPool } from '../../support/pool.ts'

const quiet = () => undefined

async function prepare() {
  const stage = await setStage()
  const database = await makeDatabase()
  const { store, close } = openEngine(database.url)
  const pool = openPool(database.url)
  onTestFinished(async () => {
    await Promise.all([close(), pool.end()])
    await database.drop()
  })
  const { room, bot, publicApp, twitch: site } = stage
  const twitch = {
    channel: room.login,
    botLogin: bot.login,
    clientId: publicApp.id,
    clientSecret: undefined,
    accessToken: undefined,
    refreshToken: undefined,
    ircUrl: `ws://127.0.0.1:${site.ircPort}`,
    idUrl: site.url,
    apiUrl: site.url,
  }
  const settings = { twitch, youtube: undefined, kick: undefined }
  const clock = { now: () => new Date(stage.world.now()) }
  /** Links while somebody agrees on another device, or nobody does. */
  async function link(access: LinkedAccess, who: Person | 'nobody' | 'refuses') {
    const said: string[] = []
    const wait = async (ms: number): Promise<void> => {
      stage.turn(ms / 1_000)
      const code = /this code: (\w+)/.exec(said[0] ?? '')?.[1] ?? ''
      if (who === 'refuses') site.denyDevice(code)
      else if (who !== 'nobody') site.approveDevice(code, who)
    }
    const world = { store, pool, vault, settings, clock, wait, say: (line: string) => void said.push(line) }
    return { done: await linkTwitch(world, access), said }
  }
  const count = async (table: 'users' | 'platform_connections') =>
    Number((await pool.query(`SELECT count(*) FROM ${table}`)).rows[0].count)
  return { ...stage, store, pool, settings, database, link, count }
}

test('the bot’s account is linked with its tokens sealed, and the next start finds the streamer by it and renews them', async () => {
  const { link, bot, store, pool, settings, database, twitch } = await prepare()
  const { done, said } = await link('bot', bot)
  expect(done).toBe(true)
  expect(said[0]).toContain(`${twitch.url}/activate`)
  expect(said.at(-1)).toContain(`The Twitch account ${bot.login} is linked.`)
  const streamerId = (await store.findFirstStreamer()) ?? 0
  const [connection] = await store.findConnections(streamerId)
  expect(connection).toMatchObject({ purpose: 'bot', status: 'connected', account: { login: bot.login } })
  const kept = await createTokenStore(pool, vault).find(connection?.id ?? 0)
  expect(kept?.scopes).toContain('chat:edit')
  const { rows } = await pool.query('SELECT access_token, refresh_token FROM platform_connections')
  expect(JSON.stringify(rows)).not.toContain(kept?.accessToken)

  const log = makeLogTo('silent', { write: quiet })
  const stop = makeStop({ say: quiet })
  const accounts = openAccounts({ databaseUrl: database.url, store, vault, log, stop, first: {}, forgetful: false })
  onTestFinished(() => accounts.pool.end())
  const twitchSettings = twitchBot(settings.twitch)
  expect(await accounts.findStreamer([twitchSettings])).toBe(streamerId)
  const { tokens, account } = await accounts.link(twitchSettings, streamerId)
  expect(account.userId).toBe(bot.id)
  expect(await tokens(kept?.accessToken)).not.toBe(kept?.accessToken)
})

test('the streamer’s account comes second, and the same person is the streamer then', async () => {
  const { link, bot, streamer, store } = await prepare()
  await expect(link('channel', streamer)).rejects.toThrow('Link the account of the bot first')
  await link('bot', bot)
  expect((await link('channel', streamer)).done).toBe(true)
  const connections = await store.findConnections((await store.findFirstStreamer()) ?? 0)
  expect(connections).toMatchObject([
    { purpose: 'bot', account: { userId: bot.id } },
    { purpose: 'streamer', account: { userId: streamer.id }, scopes: expect.arrayContaining(['channel:read:vips']) },
  ])
})

test('who refuses, or is too late, or agrees with another account, changes nothing', async () => {
  const { link, streamer, count } = await prepare()
  for (const [who, sentence] of [
    ['refuses', 'You refused at Twitch, so nothing changed.'],
    ['nobody', 'Nobody agreed in time'],
    [streamer, `You agreed as ${streamer.login}, but the settings name`],
  ] as const) {
    const { done, said } = await link('bot', who)
    expect([done, said.at(-1)]).toEqual([false, expect.stringContaining(sentence)])
  }
  expect([await count('users'), await count('platform_connections')]).toEqual([0, 0])
})

test('an account that had to be linked again is well again', async () => {
  const { link, bot, store, pool } = await prepare()
  await link('bot', bot)
  await pool.query(`UPDATE platform_connections SET status = 'reconnect'`)
  expect((await link('bot', bot)).done).toBe(true)
  const connections = await store.findConnections((await store.findFirstStreamer()) ?? 0)
  expect(connections.map(({ status }) => status)).toEqual(['connected'])
})

test('an account that somebody else linked is refused in the words of the page', async () => {
  const { link, bot, streamer, store } = await prepare()
  await link('bot', bot)
  const other = await store.transact((tx) => tx.addUser('Other'))
  const account = { platform: 'twitch', userId: streamer.id, login: streamer.login, name: 'Mira' } as const
  await store.transact((tx) => tx.saveConnection(other, 'streamer', account))
  const { done, said } = await link('channel', streamer)
  expect([done, said.at(-1)]).toEqual([false, expect.stringContaining('linked to another user already')])
})

test('without a token anywhere the start says how to link the account', async () => {
  const { store, settings, database } = await prepare()
  const log = makeLogTo('silent', { write: quiet })
  const stop = makeStop({ say: quiet })
  const accounts = openAccounts({ databaseUrl: database.url, store, vault, log, stop, first: {}, forgetful: false })
  onTestFinished(() => accounts.pool.end())
  const streamerId = await store.addStreamer('Mira')
  await expect(accounts.link(twitchBot(settings.twitch), streamerId)).rejects.toThrow('npm run link:twitch')
})

test.each([[['bots']], [['bot', 'channel']]])('%j is answered with what can be asked', (args) => {
  expect(() => readLinkCommand(args)).toThrow('Use: npm run link:twitch')
})

test('without arguments it is the bot’s account', () => {
  expect([readLinkCommand([]), readLinkCommand(['channel'])]).toEqual(['bot', 'channel'])
})
