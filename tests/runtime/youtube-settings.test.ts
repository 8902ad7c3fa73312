import { readConfig } from '@streambot/shared/runtime/config.ts'
import { expect, test } from 'vitest'

const youtube = {
  YOUTUBE_CHANNEL: '@Streamer.TV',
  YOUTUBE_CLIENT_ID: '4711-abc.apps.googleusercontent.com',
  YOUTUBE_REFRESH_TOKEN: '1//refresh',
}
const bot = { YOUTUBE_BOT_LOGIN: '@Stream-Bot', YOUTUBE_BOT_REFRESH_TOKEN: '1//bot' }

test('without settings of YouTube it is not used', () => {
  expect(readConfig({}).youtube).toBeUndefined()
})

test('a complete set is read, tidied; the bot speaks with the streamer’s account', () => {
  expect(readConfig(youtube).youtube).toEqual({
    channel: 'streamer.tv',
    clientId: '4711-abc.apps.googleusercontent.com',
    clientSecret: undefined,
    refreshToken: '1//refresh',
    bot: undefined,
    quota: undefined,
    authUrl: 'https://accounts.google.com',
    idUrl: 'https://oauth2.googleapis.com',
    apiUrl: 'https://youtube.googleapis.com',
  })
})

test('an account of the bot’s own and a larger quota are read', () => {
  expect(readConfig({ ...youtube, ...bot, YOUTUBE_QUOTA: '50000' }).youtube).toMatchObject({
    bot: { login: 'stream-bot', refreshToken: '1//bot' },
    quota: 50_000,
  })
})

test.each(Object.keys(youtube))('a half-filled set names the missing %s', (name) => {
  expect(() => readConfig({ ...youtube, [name]: '' })).toThrow(
    `the YouTube settings are incomplete, ${name} is missing`,
  )
})

test.each(Object.keys(bot))('an account of the bot’s own without %s is half of one', (name) => {
  expect(() => readConfig({ ...youtube, ...bot, [name]: '' })).toThrow(
    'YOUTUBE_BOT_LOGIN and YOUTUBE_BOT_REFRESH_TOKEN belong together: set both or neither',
  )
})

test.each([
  ['YOUTUBE_CHANNEL', 'a name of words'],
  ['YOUTUBE_CHANNEL', 'ab'],
  ['YOUTUBE_QUOTA', 'all'],
  ['YOUTUBE_QUOTA', '0'],
  ['YOUTUBE_API_URL', 'http://youtube.googleapis.com'],
  ['YOUTUBE_ID_URL', 'ftp://127.0.0.1'],
])('%s cannot be %j', (name, value) => {
  expect(() => readConfig({ ...youtube, [name]: value })).toThrow(`${name} must be`)
})
