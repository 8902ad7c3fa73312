import { describe, expect, test } from 'vitest'
import { readConfig } from '@streambot/shared/runtime/config.ts'

const twitch = {
  TWITCH_CHANNEL: '#Streamer',
  TWITCH_BOT_LOGIN: 'bot',
  TWITCH_CLIENT_ID: 'client',
  TWITCH_ACCESS_TOKEN: 'oauth:secret-token',
}

test('without any setting the demo runs on this machine with the embedded database', () => {
  const config = readConfig({})
  expect(config).toMatchObject({
    databaseUrl: undefined,
    redisUrl: undefined,
    host: '127.0.0.1',
    port: 3000,
    twitch: undefined,
  })
  expect(config.dataFolder).toMatch(/\/data$/)
  expect(config.backupFolder).toMatch(/\/backups$/)
})

test('old rows are kept for thirty days, or for as many as are set', () => {
  expect(readConfig({}).keepDays).toBe(30)
  expect(readConfig({ STREAMBOT_KEEP_DAYS: ' 7 ' }).keepDays).toBe(7)
})

test('webhooks reach into private networks where the operator says so, and nowhere else', () => {
  expect(readConfig({}).webhooksAllowPrivate).toBe(false)
  expect(readConfig({ STREAMBOT_WEBHOOKS_ALLOW_PRIVATE: ' 1 ' }).webhooksAllowPrivate).toBe(true)
  expect(readConfig({ STREAMBOT_WEBHOOKS_ALLOW_PRIVATE: '0' }).webhooksAllowPrivate).toBe(false)
  expect(() => readConfig({ STREAMBOT_WEBHOOKS_ALLOW_PRIVATE: 'yes' })).toThrow('must be 1 for yes or 0 for no')
})

const quicknetInfo = {
  public_key: 'ab'.repeat(96),
  period: 3,
  genesis_time: 1_692_803_367,
  hash: 'cd'.repeat(32),
  groupHash: 'ef'.repeat(32),
  schemeID: 'bls-unchained-g1-rfc9380',
  metadata: { beaconID: 'quicknet' },
}

test('the public beacon is off until a relay is set; its chain is read as the relay tells of it', () => {
  expect(readConfig({})).toMatchObject({ beaconUrl: undefined, beaconChain: undefined })
  expect(readConfig({ STREAMBOT_BEACON_URL: 'https://api.drand.sh/' }).beaconUrl).toBe('https://api.drand.sh')
  expect(readConfig({ STREAMBOT_BEACON_CHAIN: JSON.stringify(quicknetInfo) }).beaconChain).toEqual({
    hash: quicknetInfo.hash,
    publicKey: quicknetInfo.public_key,
    genesisTime: 1_692_803_367,
    period: 3,
  })
})

test.each([
  ['no JSON', 'quicknet'],
  ['no key', JSON.stringify({ ...quicknetInfo, public_key: undefined })],
  ['no period', JSON.stringify({ ...quicknetInfo, period: 0 })],
  ['a scheme of another kind', JSON.stringify({ ...quicknetInfo, schemeID: 'pedersen-bls-chained' })],
])('a chain with %s is refused', (_, text) => {
  expect(() => readConfig({ STREAMBOT_BEACON_CHAIN: text })).toThrow('STREAMBOT_BEACON_CHAIN must be the JSON')
})

test('an empty setting counts as not set', () => {
  expect(readConfig({ DATABASE_URL: '', TWITCH_CHANNEL: ' ', PORT: '' })).toMatchObject({
    databaseUrl: undefined,
    port: 3000,
  })
})

test('our own port setting goes before the common one', () => {
  expect(readConfig({ PORT: '4000' }).port).toBe(4000)
  expect(readConfig({ PORT: '4000', STREAMBOT_PORT: '5000' }).port).toBe(5000)
})

test('a complete set of Twitch settings is read, tidied', () => {
  expect(readConfig(twitch).twitch).toEqual({
    channel: 'streamer',
    botLogin: 'bot',
    clientId: 'client',
    clientSecret: undefined,
    accessToken: 'secret-token',
    refreshToken: undefined,
    ircUrl: 'wss://irc-ws.chat.twitch.tv:443',
    idUrl: 'https://id.twitch.tv',
    apiUrl: 'https://api.twitch.tv',
  })
})

const { TWITCH_ACCESS_TOKEN: _, ...needed } = twitch

test.each(Object.keys(needed))('a half-filled set of Twitch settings names the missing %s', (name) => {
  expect(() => readConfig({ ...twitch, [name]: '' })).toThrow(`${name} is missing`)
})

test('Twitch needs no token in the settings: the account may be linked in another way', () => {
  expect(readConfig(needed).twitch).toMatchObject({ botLogin: 'bot', accessToken: undefined, refreshToken: undefined })
})

test.each([
  ['TWITCH_IRC_URL', 'ws://127.0.0.1:8080'],
  ['TWITCH_ID_URL', 'http://localhost:8080'],
  ['TWITCH_API_URL', 'http://[::1]:8080'],
  ['TWITCH_API_URL', 'https://example.org'],
])('%s may be %s', (name, value) => {
  expect(() => readConfig({ ...twitch, [name]: value })).not.toThrow()
})

test.each([
  ['TWITCH_IRC_URL', 'ws://example.org'],
  ['TWITCH_ID_URL', 'http://127.0.0.1.example.org'],
  ['TWITCH_API_URL', 'ftp://127.0.0.1'],
  ['DATABASE_URL', 'mysql://127.0.0.1/x'],
  ['PORT', '70000'],
  ['PORT', '3000x'],
  ['STREAMBOT_LOG_LEVEL', 'loud'],
  ['STREAMBOT_BEACON_URL', 'http://example.org'],
  ['STREAMBOT_KEEP_DAYS', '0'],
  ['STREAMBOT_KEEP_DAYS', '-30'],
  ['STREAMBOT_KEEP_DAYS', '1.5'],
  ['STREAMBOT_KEEP_DAYS', '10000'],
  ['STREAMBOT_KEY', 'c2hvcnQ='],
  ['TWITCH_CHANNEL', 'two words'],
])('%s may not be %s', (name, value) => {
  expect(() => readConfig({ ...twitch, [name]: value })).toThrow(name)
})

const kick = {
  KICK_CHANNEL: '@Streamer_TV',
  KICK_BOT_LOGIN: 'Bot',
  KICK_CLIENT_ID: 'client',
  KICK_CLIENT_SECRET: 'secret',
  KICK_ACCESS_TOKEN: 'TOKEN',
}

test('a complete set of Kick settings is read, tidied; without more it is the official webhook', () => {
  expect(readConfig(kick)).toMatchObject({ twitch: undefined })
  expect(readConfig(kick).kick).toEqual({
    channel: 'streamer_tv',
    botLogin: 'bot',
    clientId: 'client',
    clientSecret: 'secret',
    accessToken: 'TOKEN',
    refreshToken: undefined,
    webhook: true,
    socket: false,
    room: undefined,
    idUrl: 'https://id.kick.com',
    apiUrl: 'https://api.kick.com',
    siteUrl: 'https://kick.com',
    webUrl: 'https://web.kick.com',
  })
})

test.each([
  ['webhook', true, false],
  ['socket', false, true],
  ['both', true, true],
])('KICK_CHAT=%s opens the ways it names', (way, webhook, socket) => {
  expect(readConfig({ ...kick, KICK_CHAT: way }).kick).toMatchObject({ webhook, socket })
})

test('the numbers of the room at Kick may be given', () => {
  expect(readConfig({ ...kick, KICK_ROOM: ' 4007:3996 ' }).kick?.room).toEqual({ channel: '4007', chatroom: '3996' })
})

test.each(Object.keys(kick))('a half-filled set of Kick settings names the missing %s', (name) => {
  expect(() => readConfig({ ...kick, [name]: '' })).toThrow(`the Kick settings are incomplete, ${name} is missing`)
})

test.each([
  ['KICK_CHAT', 'socket'],
  ['KICK_ROOM', '1:2'],
  ['KICK_REFRESH_TOKEN', 'REFRESH'],
])('%s alone is not enough for Kick', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow('the Kick settings are incomplete')
})

test.each([
  ['KICK_CHAT', 'pusher'],
  ['KICK_ROOM', '4007'],
  ['KICK_ROOM', '4007:chat'],
  ['KICK_CHANNEL', 'two words'],
  ['KICK_API_URL', 'http://example.org'],
])('%s may not be %s', (name, value) => {
  expect(() => readConfig({ ...kick, [name]: value })).toThrow(name)
})

test('Redis alone is refused, because it needs a PostgreSQL server beside it', () => {
  expect(() => readConfig({ REDIS_URL: 'redis://127.0.0.1' })).toThrow(/REDIS_URL is set without DATABASE_URL/)
})

test('a key alone gets a name, and several keep theirs', () => {
  const key = Buffer.alloc(32, 7).toString('base64')
  expect(readConfig({ STREAMBOT_KEY: key }).keys).toBe(`env:${key}`)
  expect(readConfig({ STREAMBOT_KEY: `new:${key},old:${key}` }).keys).toBe(`new:${key},old:${key}`)
})

describe('the sentence about wrong settings', () => {
  const wrong = { PORT: 'x', REDIS_URL: 'redis://127.0.0.1', TWITCH_ACCESS_TOKEN: 'oauth:secret-token' }

  test('lists everything at once', () => {
    expect(() => readConfig(wrong)).toThrow(
      /PORT .*REDIS_URL .*TWITCH_CHANNEL, TWITCH_BOT_LOGIN, TWITCH_CLIENT_ID are missing/,
    )
  })

  test('holds no secret', () => {
    expect(() => readConfig(wrong)).not.toThrow(/secret-token/)
  })
})
