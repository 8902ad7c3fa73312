import { createAccountsFinder } from '@streambot/shared/platforms/twitch/send.ts'
import { PlatformError } from '@streambot/shared/platforms/ask.ts'
import type { FindAccounts } from '@streambot/shared/engine/ports/chat.ts'
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import { startTwitch, type TwitchSimulator } from '@streambot/simulator/twitch.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'

let time = Date.UTC(2026, 10, 21, 12)
let demo: DemoWorld
let sim: TwitchSimulator
let find: FindAccounts
const waits: number[] = []

beforeEach(async () => {
  waits.length = 0
  demo = createDemoWorld({ now: () => time, people: 120 })
  sim = await startTwitch({ world: demo.world })
  find = createAccountsFinder({
    apiUrl: `${sim.url}/helix`,
    clientId: demo.app.id,
    tokens: async () => demo.botToken.access,
    now: () => time,
    async wait(milliseconds) {
      waits.push(milliseconds)
      time += milliseconds
    },
  })
})
afterEach(() => sim.stop())

const lookUps = () => sim.requests.filter(({ path }) => path === '/helix/users').map(({ status }) => status)

test('a hundred are looked up at once, by login or by id; who is nobody is absent', async () => {
  const people = demo.people.slice(0, 99)
  const accounts = people.map((one) => ({
    platform: 'twitch',
    userId: one.id,
    login: one.login,
    name: one.displayName,
  }))
  expect(await find('login', [...people.map(({ login }) => login), 'nobody_at_all'])).toEqual(accounts)
  expect(await find('id', [...people.map(({ id }) => id), '1'])).toEqual(accounts)
  expect(lookUps()).toEqual([200, 200])
})

test('a value is a value, whatever is in it', async () => {
  const login = demo.people[0]?.login ?? ''
  expect(await find('login', [`x&login=${login}`])).toEqual([])
})

test('where Twitch has enough it is left alone until the time it gave, and then asked again', async () => {
  sim.faults.failHelix(429, { resetSeconds: 40 })
  expect(await find('login', [demo.people[0]?.login ?? ''])).toHaveLength(1)
  expect(lookUps()).toEqual([429, 200])
  expect(waits).toHaveLength(1)
  expect(waits[0]).toBeGreaterThan(30_000)
})

test('trouble at Twitch is an error', async () => {
  sim.faults.failHelix(500)
  await expect(find('login', ['mira'])).rejects.toThrow(PlatformError)
})
