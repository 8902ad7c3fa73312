import type { Account, Finding } from '@streambot/shared/giveaway/words.ts'
import { createTwitchLookUps } from '@streambot/shared/platforms/twitch/look-ups.ts'
import { createDemoWorld } from '@streambot/simulator/demo.ts'
import { startTwitch, type TwitchSimulator } from '@streambot/simulator/twitch.ts'
import type { Person } from '@streambot/simulator/world.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'

const day = 86_400_000
let time = Date.UTC(2026, 10, 21, 12)
const demo = createDemoWorld({ now: () => time, people: 120 })
const { world, room, app } = demo
let sim: TwitchSimulator
let warnings: unknown[]

beforeEach(async () => {
  sim = await startTwitch({ world })
  warnings = []
})
afterEach(() => sim.stop())

const accountOf = ({ id, login, displayName }: Person): Account => ({
  platform: 'twitch',
  userId: id,
  login,
  name: displayName,
})

function open(token: () => string | undefined = () => demo.botToken.access) {
  return createTwitchLookUps({
    apiUrl: `${sim.url}/helix`,
    clientId: app.id,
    channelId: room.id,
    tokens: async () => token(),
    log: { warn: (details: unknown) => void warnings.push(details) },
    now: () => time,
  })
}

function person(index: number): Person {
  const found = demo.people[index]
  if (!found) throw new Error(`There is no person ${index}.`)
  return found
}

const calls = (path: string) => sim.requests.filter((request) => request.path === path).map(({ status }) => status)
const follows = '/helix/channels/followers'
const users = '/helix/users'
const found = (since: Date | string): Finding => ({
  since: typeof since === 'string' ? since : since.toISOString(),
  source: 'Twitch API',
  checkedAt: new Date(time).toISOString(),
})

test('a follower is known since the date of the follow, and asked about once in ten minutes', async () => {
  const since = new Date(time - 9 * day)
  world.setStanding(room, person(0), { followedAt: since })
  const lookUps = open()
  const expected = found(since)
  expect(await lookUps.followedAt(accountOf(person(0)))).toEqual(expected)
  time += 599_000
  expect(await lookUps.followedAt(accountOf(person(0)))).toEqual(expected)
  expect(calls(follows)).toEqual([200])
  time += 2_000
  expect(await lookUps.followedAt(accountOf(person(0)))).toEqual(found(since))
  expect(calls(follows)).toEqual([200, 200])
})

test('who does not follow may follow a moment later, and is asked about again after half a minute', async () => {
  world.setStanding(room, person(1), { followedAt: undefined })
  const lookUps = open()
  expect(await lookUps.followedAt(accountOf(person(1)))).toEqual(found('never'))
  const since = new Date(time)
  world.setStanding(room, person(1), { followedAt: since })
  time += 30_001
  expect(await lookUps.followedAt(accountOf(person(1)))).toEqual(found(since))
})

test('fifty questions about one person at once are one call', async () => {
  const lookUps = open()
  const all = await Promise.all(Array.from({ length: 50 }, () => lookUps.followedAt(accountOf(person(2)))))
  expect(new Set(all.map((one) => one.since)).size).toBe(1)
  expect(calls(follows)).toEqual([200])
})

test('the age of a hundred and twenty accounts is asked for a hundred at a time', async () => {
  const lookUps = open()
  const all = await Promise.all(demo.people.map((one) => lookUps.createdAt(accountOf(one))))
  expect(all).toEqual(demo.people.map((one) => found(one.createdAt)))
  expect(calls(users).length).toBeLessThanOrEqual(3)
})

test('somebody Twitch does not know is unknown, and no hindrance to the others', async () => {
  const lookUps = open()
  const stranger = { ...accountOf(person(3)), userId: '1' }
  const [known, unknown] = await Promise.all([lookUps.createdAt(accountOf(person(3))), lookUps.createdAt(stranger)])
  expect([known.since, unknown.since]).toEqual([person(3).createdAt.toISOString(), 'unknown'])
})

test('a fault of Twitch makes unknown, is told once a minute, and is tried again after five seconds', async () => {
  const lookUps = open()
  sim.faults.failHelix(500, { times: 2 })
  expect(await lookUps.followedAt(accountOf(person(4)))).toEqual(found('unknown'))
  expect(await lookUps.followedAt(accountOf(person(4)))).toEqual(found('unknown'))
  expect(await lookUps.followedAt(accountOf(person(5)))).toEqual(found('unknown'))
  expect(calls(follows)).toEqual([500, 500])
  expect(warnings).toHaveLength(1)
  time += 5_001
  expect((await lookUps.followedAt(accountOf(person(4)))).since).not.toBe('unknown')
})

test('when the budget is spent for longer than anybody waits, people are unknown and Twitch is left alone', async () => {
  const lookUps = open()
  sim.faults.failHelix(429, { resetSeconds: 50 })
  expect(await lookUps.followedAt(accountOf(person(6)))).toEqual(found('unknown'))
  expect(await lookUps.followedAt(accountOf(person(7)))).toEqual(found('unknown'))
  expect(calls(follows)).toEqual([429])
  time += 60_001
  expect((await lookUps.followedAt(accountOf(person(7)))).since).not.toBe('unknown')
})

test('when the budget is spent for a moment, the question waits for the next one and is answered', async () => {
  const real = createTwitchLookUps({
    apiUrl: `${sim.url}/helix`,
    clientId: app.id,
    channelId: room.id,
    tokens: async () => demo.botToken.access,
    log: { warn: (details: unknown) => void warnings.push(details) },
    // The simulator's clock stands still, so its reset is this far ahead: real time passes from here on.
    now: (() => {
      const began = performance.now()
      const from = time
      return () => from + performance.now() - began
    })(),
  })
  sim.faults.failHelix(429, { resetSeconds: 1 })
  const asked = real.followedAt(accountOf(person(8)))
  const again = sim.waitUntil(() => calls(follows).length === 2 || undefined)
  await sim.waitUntil(() => calls(follows).length === 1 || undefined)
  time += 2_000
  await again
  expect((await asked).since).not.toBe('unknown')
  expect(calls(follows)).toEqual([429, 200])
  expect(warnings).toEqual([])
})

test('without the scope, and with an account that must be linked again, everybody is unknown', async () => {
  const narrow = world.tokens.issue(app, demo.bot, ['chat:read'])
  expect((await open(() => narrow.access).followedAt(accountOf(person(9)))).since).toBe('unknown')
  expect((await open(() => undefined).followedAt(accountOf(person(9)))).since).toBe('unknown')
  expect(warnings).toHaveLength(2)
})

test('no token travels to an address that is not encrypted', () => {
  const options = { clientId: '1', channelId: '1', tokens: async () => 'x', log: { warn: () => undefined } }
  expect(() => createTwitchLookUps({ apiUrl: 'http://api.example/helix', ...options })).toThrow('not encrypted')
})
