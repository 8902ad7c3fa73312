import { PlatformError } from '@streambot/shared/platforms/ask.ts'
import { afterEach, expect, test } from 'vitest'
import { openTwitch, type TwitchHarness } from './harness.ts'

let harness: TwitchHarness
afterEach(() => harness.stop())

const lookUps = () => harness.sim.requests.filter(({ path }) => path === '/helix/users').map(({ status }) => status)

test('an account is asked for once a minute, however often it is needed', async () => {
  harness = await openTwitch()
  const { chat, viewer, turnClock } = harness
  for (let index = 0; index < 3; index++) expect(await chat.findAccount(viewer.login)).toEqual(viewer)
  expect(await chat.findAccount('nobody_at_all')).toBeUndefined()
  expect(await chat.findAccount('nobody_at_all')).toBeUndefined()
  expect(lookUps()).toEqual([200, 200])
  turnClock(60_001)
  await chat.findAccount(viewer.login)
  expect(lookUps()).toHaveLength(3)
})

test('after a minute a new name is known', async () => {
  harness = await openTwitch()
  const { chat, demo, viewer, turnClock } = harness
  await chat.findAccount(viewer.login)
  const [person] = demo.people
  if (person) demo.world.rename(person, 'renamed_1', 'Renamed_1')
  turnClock(60_001)
  expect(await chat.findAccount('renamed_1')).toEqual({ ...viewer, login: 'renamed_1', name: 'Renamed_1' })
  expect(await chat.findAccount(viewer.login)).toBeUndefined()
})

test('what can be no login is nobody, and Twitch is not asked', async () => {
  harness = await openTwitch()
  for (const name of ['', '@name', 'a b', 'x&login=mira_plays', 'ä', 'a'.repeat(26)])
    expect(await harness.chat.findAccount(name)).toBeUndefined()
  expect(lookUps()).toEqual([])
})

test('a token that is not taken is renewed once', async () => {
  harness = await openTwitch()
  harness.expireTokens()
  expect(await harness.chat.findAccount(harness.viewer.login)).toEqual(harness.viewer)
  expect(lookUps()).toEqual([401, 200])
})

test('a second refusal is an error', async () => {
  harness = await openTwitch()
  harness.sim.faults.failHelix(401, { times: 2 })
  await expect(harness.chat.findAccount(harness.viewer.login)).rejects.toThrow(
    `Twitch was asked to find ${harness.viewer.login} and answered 401.`,
  )
})

test('while Twitch has enough nobody is asked for, until the time it gave', async () => {
  harness = await openTwitch()
  const { chat, viewer, turnClock, sim } = harness
  sim.faults.failHelix(429, { resetSeconds: 40 })
  await expect(chat.findAccount(viewer.login)).rejects.toThrow('Twitch takes no more look-ups for 40 s.')
  turnClock(39_000)
  await expect(chat.findAccount(viewer.login)).rejects.toThrow('for 1 s')
  expect(lookUps()).toHaveLength(1)
  turnClock(1000)
  expect(await chat.findAccount(viewer.login)).toEqual(viewer)
})

test('trouble at Twitch is an error, and the next look-up asks again', async () => {
  harness = await openTwitch()
  const { chat, viewer, sim } = harness
  sim.faults.failHelix(500)
  await expect(chat.findAccount(viewer.login)).rejects.toThrow(PlatformError)
  expect(await chat.findAccount(viewer.login)).toEqual(viewer)
})

test('a bot whose account is gone says so', async () => {
  harness = await openTwitch({ tokens: async () => undefined })
  await expect(harness.chat.findAccount('somebody')).rejects.toThrow("The bot's Twitch account must be linked again.")
})

test('Twitch that cannot be reached is named, with the reason', async () => {
  harness = await openTwitch({ apiUrl: 'http://127.0.0.1:1/helix' })
  await expect(harness.chat.findAccount('somebody')).rejects.toThrow(
    /^Twitch gave no answer at 127\.0\.0\.1:1\/helix\/users \(.+\)\.$/,
  )
})

test.each(['http://api.twitch.tv/helix', 'ws://irc-ws.chat.twitch.tv'])(
  'a token travels to no address without encryption: %s',
  async (address) => {
    harness = await openTwitch()
    const changes = address.startsWith('ws') ? { ircUrl: address } : { apiUrl: address }
    await expect(openTwitch(changes)).rejects.toThrow('is not encrypted')
  },
)
