import { createKickChat } from '@streambot/shared/platforms/kick/receive.ts'
import { afterEach, describe, expect, test } from 'vitest'
import { type Stage, watch } from '../contract.ts'
import { type KickHarness, openKick, silent, type Ways } from './harness.ts'

let stage: (KickHarness & Stage) | undefined
afterEach(async () => {
  await stage?.chat.stop()
  await stage?.stop()
  stage = undefined
})

async function open(ways: Ways, changes: Parameters<typeof openKick>[1] = {}): Promise<KickHarness & Stage> {
  const harness = await openKick(ways, changes)
  stage = Object.assign(harness, watch(harness))
  return stage
}

async function enter(ways: Ways, changes: Parameters<typeof openKick>[1] = {}): Promise<KickHarness & Stage> {
  const opened = await open(ways, changes)
  await opened.chat.start()
  return opened
}

describe('the subscription', () => {
  const asked = ({ sim }: KickHarness, method: string): number =>
    sim.requests.filter((one) => one.method === method && one.path.endsWith('/events/subscriptions')).length

  test('is made once, and found again by the next start', async () => {
    const harness = await enter('webhook')
    await harness.chat.stop()
    expect(asked(harness, 'POST')).toBe(1)
    await harness.sim.waitUntil(() => asked(harness, 'GET') >= 1)
  })

  test('is looked after, and stays when the bot stops, so that Kick goes on to deliver', async () => {
    const harness = await enter('webhook')
    await harness.sim.waitUntil(() => asked(harness, 'GET') >= 3)
    await harness.chat.stop()
    expect(asked(harness, 'POST')).toBe(1)
    expect(asked(harness, 'DELETE')).toBe(0)
  })

  test('an outage while it is looked after takes nothing away', async () => {
    const harness = await enter('webhook')
    const { sim, states, logged } = harness
    sim.faults.failNext('GET /public/v1/events/subscriptions', 'broken')
    const before = asked(harness, 'GET')
    await sim.waitUntil(() => asked(harness, 'GET') >= before + 3)
    expect(states.all.map(({ state }) => state)).toEqual(['connecting', 'connected'])
    expect(logged.join()).toContain('it was not checked whether it still delivers')
  })

  test('an app whose webhook is off is told what to look at', async () => {
    const { sim, demo, chat, states } = await open('webhook')
    sim.setUp(demo.kick.app, { webhookUrl: undefined })
    await chat.start()
    const { detail } = await states.until(({ state }) => state === 'disconnected')
    expect(detail).toContain('Webhooks are switched off in the settings of the app')
  })

  test('a wrong secret of the app is told, and never printed', async () => {
    const { chat, states, logged } = await open('webhook', { clientSecret: 'not-the-secret' })
    await chat.start()
    const { detail } = await states.until(({ state }) => state === 'disconnected')
    expect(detail).toContain('Kick was asked to give the app a token and answered 400')
    expect(logged.join() + detail).not.toContain('not-the-secret')
  })
})

const negotiation = 'POST /api/v1/realtime/channels/*/chat/connection'

describe('the socket', () => {
  test('is the one that the site names at the time', async () => {
    const { sim, cut, states, nextConnection } = await enter('socket')
    expect(states.all.at(-1)?.detail).toContain('centrifugo')
    sim.faults.providers = ['pusher']
    const again = nextConnection()
    cut()
    expect((await again).detail).toContain('pusher')
  })

  test('is found also where the site names one without a list', async () => {
    const harness = await open('socket')
    harness.sim.faults.soleConnection = true
    await harness.chat.start()
    expect(harness.states.all.at(-1)?.state).toBe('connected')
  })

  test.each([
    [
      'the guard of the site answers',
      (h: KickHarness) => h.sim.faults.failNext(negotiation, 'guarded'),
      'answered 403',
    ],
    [
      'it names a provider that nobody knows',
      (h: KickHarness) => void (h.sim.faults.strangeProvider = true),
      'only sockets',
    ],
    ['it is broken', (h: KickHarness) => h.sim.faults.failNext(negotiation, 'broken'), 'answered 500'],
  ])('where %s that is told, and tried again', async (_what, break_, words) => {
    const harness = await open('socket')
    break_(harness)
    await harness.chat.start()
    expect(harness.states.all.at(-1)?.state).toBe('disconnected')
    expect(harness.states.all.at(-1)?.detail).toContain(words)
    harness.sim.faults.calm()
    expect((await harness.nextConnection()).state).toBe('connected')
  })

  test.each([
    ['data as an object', { objectData: true }],
    ['names without the prefix', { bareNames: true }],
  ])('is understood with %s', async (_what, fault) => {
    const { sim, say, messages } = await enter('socket')
    Object.assign(sim.faults, fault)
    const id = say('!enter')
    expect((await messages.until((one) => one.id === id)).text).toBe('!enter')
  })

  test('a message without an id is passed over, and logged', async () => {
    const { sim, say, messages, logged } = await enter('socket')
    sim.faults.withoutIds = true
    say('!enter')
    sim.faults.withoutIds = false
    const id = say('hello')
    await messages.until((one) => one.id === id)
    expect(messages.all).toHaveLength(1)
    expect(logged.join()).toContain('not in a form that is known')
  })

  test('that shuts us out for good is left alone for a while, under another name the next time', async () => {
    const { chat, sim, states, nextConnection } = await enter('socket', { waits: { rests: [400] } })
    const told = new Map<string, number>()
    chat.onState((state) => told.set(state, performance.now()))
    const again = nextConnection()
    sim.faults.close(3501)
    expect((await states.until(({ state }) => state === 'disconnected')).detail).toContain('3501')
    await again
    // Both are told without a network between; a timer may be early by a fraction of its millisecond.
    expect((told.get('connecting') ?? 0) - (told.get('disconnected') ?? 0)).toBeGreaterThan(398)
    const names = sim.requests.flatMap(({ path, body }) => (path.endsWith('/auth/connection') ? [body] : []))
    expect(new Set(names).size).toBe(names.length)
  })

  test('comes back after a goodbye', async () => {
    const { sim, nextConnection } = await enter('socket')
    const again = nextConnection()
    sim.faults.reconnect()
    expect((await again).state).toBe('connected')
  })

  test('that falls silent is left for another', async () => {
    const { sim, states, nextConnection } = await enter('socket', { sim: { pingSeconds: 0.1 } })
    expect(states.all.at(-1)?.state).toBe('connected')
    sim.faults.withoutPings = true
    await nextConnection()
    expect(states.all.map(({ detail }) => detail)).toContain('The connection fell silent.')
  })

  test("keeps its guest's token fresh", async () => {
    const { sim, states } = await enter('socket', { sim: { guestSeconds: 1 } })
    const tokens = () => sim.requests.filter(({ path }) => path.endsWith('/auth/connection')).length
    await sim.waitUntil(() => tokens() >= 3)
    expect(states.all.map(({ state }) => state)).toEqual(['connecting', 'connected'])
  })

  test('needs no answer of the site where the numbers of the room are given', async () => {
    const { sim, room, chat, states } = await open('socket', { giveRoom: true })
    sim.faults.failNext('GET /api/v2/channels/*', 'guarded', 100)
    await chat.start()
    expect(room.chatroom).toMatch(/^\d+$/)
    expect(states.all.at(-1)?.state).toBe('connected')
  })
})

describe('both ways', () => {
  test.each([
    ['the socket is first', false],
    ['the webhook is first', true],
  ])('a message is heard once when %s', async (_what, webhookFirst) => {
    const { sim, say, messages } = await enter('both')
    sim.faults.webhookFirst = webhookFirst
    await sim.waitUntil(() => sim.connections === 1)
    const id = say('!enter')
    await sim.waitForWebhooks()
    const last = say('hello')
    await messages.until((one) => one.id === last)
    await sim.waitForWebhooks()
    expect(messages.all.map((one) => one.id)).toEqual([id, last])
  })

  test('one way is enough', async () => {
    const { sim, say, states, messages } = await enter('both')
    sim.faults.providers = []
    sim.faults.terminate()
    const id = say('!enter')
    await messages.until((one) => one.id === id)
    expect(states.all.at(-1)?.state).toBe('connected')
  })
})

test.each(['apiUrl', 'idUrl'] as const)('no token travels without encryption to another computer: %s', (name) => {
  const options = {
    channel: { id: '1', slug: 'a' },
    bot: { userId: '2' },
    apiUrl: 'https://api.kick.com',
    idUrl: 'https://id.kick.com',
    clientId: 'a',
    clientSecret: 'b',
    tokens: async () => 'token',
    webhook: true,
    log: silent,
  }
  expect(() => createKickChat({ ...options, [name]: 'http://kick.example' })).toThrow('is not encrypted')
})
