import { createKeyring } from '@streambot/shared/platforms/kick/signature.ts'
import { createWebhook } from '@streambot/shared/platforms/kick/webhook.ts'
import type { KickLine } from '@streambot/shared/platforms/kick/wire.ts'
import { afterEach, expect, test } from 'vitest'
import { watch, type Stage } from '../contract.ts'
import { type KickHarness, openKick, silent } from './harness.ts'

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

/** What the last attempts to bring an event were answered with. */
const statuses = ({ sim }: KickHarness): number[] => sim.deliveries.map(({ status }) => status)

test.each([
  ['a wrong signature', 'wrong-signature', 403],
  ['a signature over the same JSON in other words', 'signed-respelt', 403],
  ['no signature', 'no-signature', 403],
  ['no id', 'no-message-id', 403],
  ['more than a megabyte', 'huge', 413],
] as const)('a delivery with %s is refused, and the true one that follows is heard', async (_what, how, status) => {
  const { sim, say, turnClock, messages } = await enter()
  sim.faults.spoil(how)
  const id = say('!enter')
  await sim.waitUntil(() => sim.deliveries.length === 1)
  expect(sim.deliveries[0]?.status).toBe(status)
  expect(messages.all).toEqual([])
  turnClock(60_000)
  await messages.until((one) => one.id === id)
})

test.each(['unknown-type', 'unknown-version'] as const)('a delivery of %s is taken and passed over', async (how) => {
  const { sim, say, messages } = await enter()
  sim.faults.spoil(how)
  say('!enter')
  const id = say('hello')
  await messages.until((one) => one.id === id)
  await sim.waitForWebhooks()
  expect(messages.all).toHaveLength(1)
  expect(sim.deliveries.map(({ status }) => status)).toEqual([200, 200])
})

test('a message that is delivered three times is heard once, and each delivery is taken', async () => {
  const harness = await enter()
  const { sim, say, repeat, messages } = harness
  repeat(3)
  const id = say('!enter')
  repeat(1)
  const last = say('hello')
  await messages.until((one) => one.id === last)
  expect(messages.all.map((one) => one.id)).toEqual([id, last])
  await sim.waitForWebhooks()
  expect(statuses(harness)).toEqual([200, 200, 200, 200])
})

test('a message that comes ten minutes late keeps the time at which it was written', async () => {
  const { sim, say, turnClock, messages } = await enter()
  sim.faults.lateSeconds = 600
  const id = say('!enter')
  turnClock(600_000)
  const message = await messages.until((one) => one.id === id)
  // Kick gives whole seconds, cut off; the latest moment of that second counts.
  expect(message.sentAt).toEqual(new Date(Date.UTC(2026, 10, 21, 12, 0, 0, 999)))
})

test('when Kick takes a new key, its deliveries are taken again after a moment', async () => {
  const { sim, say, messages, turnClock } = await enter()
  const first = say('with the old key')
  await messages.until((one) => one.id === first)
  turnClock(61_000)
  sim.rotateKey()
  const second = say('with the new key')
  expect((await messages.until((one) => one.id === second)).text).toBe('with the new key')
})

test('forged deliveries do not make us ask Kick for its key again and again', async () => {
  const { sim, say, turnClock } = await enter()
  say('hello')
  await sim.waitForWebhooks()
  sim.faults.spoil('wrong-signature', 20)
  for (let index = 0; index < 20; index++) say('forged')
  await sim.waitUntil(() => sim.deliveries.length >= 21)
  const keys = () => sim.requests.filter(({ path }) => path === '/public/v1/public-key').length
  expect(keys()).toBe(1)
  turnClock(61_000)
  await sim.waitForWebhooks()
})

test('while the key cannot be had, Kick is to come again', async () => {
  const { sim, say, turnClock, messages } = await enter()
  sim.faults.failNext('GET /public/v1/public-key', 'broken')
  const id = say('!enter')
  await sim.waitUntil(() => sim.deliveries.length === 1)
  expect(sim.deliveries[0]?.status).toBe(503)
  turnClock(70_000)
  await messages.until((one) => one.id === id)
})

test('what comes after the bot stopped is to come again, for the one that starts next', async () => {
  const harness = await enter()
  const { chat, sim, say } = harness
  await chat.stop()
  say('!enter')
  await sim.waitUntil(() => sim.deliveries.length === 1)
  expect(statuses(harness)).toEqual([503])
})

/** A delivery of Kick, and a webhook of its own to post it to, which has heard nothing yet. */
async function keepDelivery() {
  const { sim, say, posted } = await enter()
  say('!enter 5')
  await sim.waitForWebhooks()
  const [delivery] = posted
  if (!delivery) throw new Error('nothing was posted')
  const heard: KickLine[] = []
  let time = Date.UTC(2026, 10, 21, 12)
  const now = () => time
  const webhook = createWebhook({
    keyring: createKeyring({ apiUrl: sim.url, now }),
    isOpen: () => true,
    hear: (line) => void heard.push(line),
    log: silent,
    now,
  })
  return { delivery, webhook, heard, turn: (milliseconds: number) => void (time += milliseconds) }
}

const hourMs = 3_600_000

test.each([
  [19 * hourMs, 1],
  [21 * hourMs, 0],
])(
  'a delivery that is posted after %i ms is heard %i times: later, somebody kept it to do so',
  async (after, times) => {
    const { delivery, webhook, heard, turn } = await keepDelivery()
    turn(after)
    expect(await webhook(delivery)).toBe('taken')
    expect(heard).toHaveLength(times)
  },
)

const name = (part: string): string => `kick-event-${part}`

test.each<[what: string, change: Record<string, string | string[] | undefined>]>([
  ['another id', { [name('message-id')]: '01JD0000000000000000000000' }],
  ['another time', { [name('message-timestamp')]: '2026-11-21T12:00:01Z' }],
  ['no time', { [name('message-timestamp')]: undefined }],
  ['a time that is none', { [name('message-timestamp')]: 'now' }],
  ['an empty signature', { [name('signature')]: '' }],
  ['a signature that is no base64', { [name('signature')]: '<>' }],
  ['a signature without end', { [name('signature')]: 'A'.repeat(100_000) }],
  ['an id that comes twice', { [name('message-id')]: ['a', 'b'] }],
])('a true body under %s is refused', async (_what, change) => {
  const { delivery, webhook, heard } = await keepDelivery()
  expect(await webhook({ ...delivery, headers: { ...delivery.headers, ...change } })).toBe('refused')
  expect(heard).toEqual([])
  expect(await webhook(delivery)).toBe('taken')
  expect(heard).toHaveLength(1)
})

test('a single byte that is changed is seen', async () => {
  const { delivery, webhook, heard } = await keepDelivery()
  const body = Buffer.from(delivery.body)
  const place = body.indexOf('!enter 5') + '!enter '.length
  body[place] = '9'.charCodeAt(0)
  expect(await webhook({ ...delivery, body })).toBe('refused')
  expect(heard).toEqual([])
})
