import { afterEach, describe, expect, test } from 'vitest'
import { type Stage, watch } from '../contract.ts'
import { accountOf, type KickHarness, openKick } from './harness.ts'

let stage: (KickHarness & Stage) | undefined
afterEach(async () => {
  await stage?.chat.stop()
  await stage?.stop()
  stage = undefined
})

async function enter(changes: Parameters<typeof openKick>[1] = {}): Promise<KickHarness & Stage> {
  const harness = await openKick('webhook', changes)
  stage = Object.assign(harness, watch(harness))
  await stage.chat.start()
  return stage
}

const lines = ({ sim }: KickHarness) =>
  sim.requests.filter(({ method, path }) => method === 'POST' && path === '/public/v1/chat')

test.each([
  ['a refusal with words', 'no-channel', 'Channel not found'],
  ['a missing scope', 'forbidden', 'Forbidden'],
  ['a good answer that says no', 'not-sent', 'OK'],
  ['an answer without a body', 'broken', 'not-sent'],
] as const)('%s comes back as it is told, and the line is not said again', async (_what, failure, reason) => {
  const harness = await enter()
  harness.sim.faults.failNext('POST /public/v1/chat', failure)
  expect(await harness.chat.send('hello')).toEqual({ ok: false, reason })
  expect(lines(harness)).toHaveLength(1)
})

test('a token that ended is renewed, and the line is said once', async () => {
  const harness = await enter()
  harness.expireTokens()
  expect(await harness.chat.send('hello')).toEqual({ ok: true })
  expect(harness.heard()).toEqual(['hello'])
})

test('a line of an account that is gone is not said', async () => {
  const { chat, disconnectAccount, heard } = await enter({ waits: { check: 60_000 } })
  disconnectAccount()
  expect(await chat.send('hello')).toEqual({ ok: false, reason: 'connection-lost' })
  expect(heard()).toEqual([])
})

describe('too many lines', () => {
  test('are held back for longer each time', async () => {
    const { sim, chat, turnClock } = await enter()
    sim.faults.failNext('POST /public/v1/chat', 'too-many', 5)
    const waits: number[] = []
    for (let index = 0; index < 5; index++) {
      expect(await chat.send('hello')).toEqual({ ok: false, reason: 'too-soon' })
      waits.push(chat.readyIn())
      turnClock(chat.readyIn())
    }
    expect(waits).toEqual([1100, 1100, 2000, 4000, 5000])
    expect(await chat.send('hello')).toEqual({ ok: true })
    expect(chat.readyIn()).toBe(1100)
  })

  test('are held back for as long as Kick says, where it does', async () => {
    const { sim, chat } = await enter()
    sim.faults.failNext('POST /public/v1/chat', 'too-many-for-2-seconds')
    expect(await chat.send('hello')).toEqual({ ok: false, reason: 'too-soon' })
    expect(chat.readyIn()).toBe(2000)
  })
})

describe("with the streamer's own account", () => {
  test('lines are said as the bot of the app, and what it says is no message to us', async () => {
    const { sim, demo, webhookUrl, chat, say, messages, heard } = await enter({ asStreamer: true })
    sim.setUp(demo.kick.app, { webhookUrl, bot: demo.bot })
    expect(await chat.send('The giveaway is open.')).toEqual({ ok: true })
    expect(heard()).toEqual(['The giveaway is open.'])
    const id = say('hello')
    await messages.until((one) => one.id === id)
    expect(messages.all).toHaveLength(1)
  })

  test.each(['no-channel', 'broken'] as const)(
    'where its bot cannot speak (%s) the streamer does, from then on',
    async (failure) => {
      const harness = await enter({ asStreamer: true })
      const { sim, chat, turnClock, say, messages, heard, logged } = harness
      sim.faults.failNext('POST /public/v1/chat', failure)
      expect(await chat.send('one')).toEqual({ ok: true })
      turnClock(chat.readyIn())
      expect(await chat.send('two')).toEqual({ ok: true })
      expect(heard()).toEqual(['one', 'two'])
      expect(lines(harness)).toHaveLength(3)
      expect(logged.join()).toContain('lines are said as the streamer from now on')
      const id = say('hello')
      await messages.until((one) => one.id === id)
      expect(messages.all).toHaveLength(1)
    },
  )

  test('what the streamer types by hand is heard', async () => {
    const { sim, demo, messages } = await enter({ asStreamer: true })
    const id = sim.say(demo.room, demo.streamer, '!giveaway open')
    const message = await messages.until((one) => one.id === id)
    expect(message.roles.broadcaster).toBe(true)
  })
})

describe('looking somebody up', () => {
  test('finds who has a name with a stroke below, which addresses spell otherwise', async () => {
    const { chat, demo } = await enter()
    const { id, displayName } = accountOf(demo.streamer)
    expect(displayName).toContain('_')
    expect(await chat.findAccount(displayName)).toEqual({
      platform: 'kick',
      userId: id,
      login: displayName.toLowerCase(),
      name: displayName,
    })
  })

  test('asks about a name once a minute', async () => {
    const { sim, chat, turnClock } = await enter()
    const asked = () => sim.requests.filter(({ path }) => path === '/public/v1/channels').length
    await chat.findAccount('nobody')
    await chat.findAccount('NOBODY')
    expect(asked()).toBe(1)
    turnClock(60_001)
    await chat.findAccount('nobody')
    expect(asked()).toBe(2)
  })

  test.each(['', 'two words', 'a/b', '../users', 'x'.repeat(26), 'ünïcödé'])('asks nothing about %j', async (login) => {
    const { sim, chat } = await enter()
    const before = sim.requests.length
    expect(await chat.findAccount(login)).toBeUndefined()
    expect(sim.requests.slice(before).filter(({ path }) => path.includes('/channels'))).toEqual([])
  })

  test('an outage is told', async () => {
    const { sim, chat } = await enter()
    sim.faults.failNext('GET /public/v1/channels', 'broken')
    await expect(chat.findAccount('nina')).rejects.toThrow('Kick was asked to find nina and answered 500.')
  })
})
