/** Speaking on YouTube: its traps; what all platforms do alike stands in `contract.ts`. */
import { costs } from '@streambot/shared/platforms/youtube/budget.ts'
import { maxLength } from '@streambot/shared/platforms/youtube/send.ts'
import { assert, asyncProperty, string } from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { YoutubeHarness } from './harness.ts'
import { enter, statusesOf } from './stage.ts'

const statuses = (ready: YoutubeHarness) => statusesOf(ready, 'liveChat/messages', 'POST')
const minutes = 60_000
/** From the time of the harness to midnight in California. */
const toMidnight = 11 * 60 * minutes

describe('a refusal', () => {
  test.each([
    'forbidden',
    'liveChatDisabled',
    'liveChatEnded',
    'liveChatNotFound',
    'messageTextInvalid',
    'insufficientPermissions',
  ] as const)('%s comes back as it is, after one request', async (reason) => {
    const ready = await enter()
    ready.sim.faults.fail(reason, { call: 'insert' })
    expect(await ready.chat.send('hello')).toEqual({ ok: false, reason })
    expect(statuses(ready)).toHaveLength(1)
    expect(ready.chat.readyIn()).toBe(1500)
  })

  test.each(['rateLimitExceeded', 'tooManyRequests'] as const)('%s makes the bot rest for minutes', async (failure) => {
    const ready = await enter()
    ready.sim.faults.fail(failure, { call: 'insert' })
    expect(await ready.chat.send('hello')).toEqual({ ok: false, reason: 'rateLimitExceeded' })
    expect(ready.chat.readyIn()).toBe(2 * minutes)
    expect(await ready.chat.send('hello?')).toEqual({ ok: false, reason: 'too-soon' })
    expect(statuses(ready)).toHaveLength(1)
  })

  test('quotaExceeded ends speaking until midnight in California', async () => {
    const ready = await enter()
    ready.sim.faults.fail('quotaExceeded', { call: 'insert' })
    expect(await ready.chat.send('hello')).toEqual({ ok: false, reason: 'quotaExceeded' })
    expect(ready.chat.readyIn()).toBe(toMidnight)
    expect(await ready.chat.send('hello?')).toEqual({ ok: false, reason: 'too-soon' })
    ready.turnClock(toMidnight)
    expect(await ready.chat.send('good morning')).toEqual({ ok: true })
  })

  test.each(['internalError', 'serviceUnavailable', 'badGateway'] as const)(
    '%s leaves in doubt whether the line stands there: it is looked for, and not said again',
    async (failure) => {
      const ready = await enter({ waits: { echo: 20 } })
      ready.sim.faults.fail(failure, { call: 'insert' })
      expect(await ready.chat.send('hello')).toEqual({ ok: false, reason: 'no-answer' })
      expect(statuses(ready)).toHaveLength(1)
    },
  )
})

describe('an answer that is lost', () => {
  test.each([false, true])('is no matter where the line comes back in the chat', async (isLent) => {
    const ready = await enter({ isLent, waits: { echo: 5000 } })
    ready.sim.faults.loseInserts = 1
    expect(await ready.chat.send('hello   there')).toEqual({ ok: true })
    expect(ready.heard()).toHaveLength(1)
    const id = ready.say('the last line')
    await ready.messages.until((one) => one.id === id)
    expect(ready.messages.all).toHaveLength(1)
  })

  test('is told where the line does not come back; one that comes late is still ours', async () => {
    const ready = await enter({ isLent: true, waits: { echo: 20 } })
    ready.sim.faults.silentStreams = true
    ready.sim.faults.loseInserts = 1
    expect(await ready.chat.send('hello')).toEqual({ ok: false, reason: 'no-answer' })
    expect(ready.heard()).toEqual(['hello'])
    ready.sim.faults.silentStreams = false
    const id = ready.say('the last line')
    await ready.messages.until((one) => one.id === id)
    expect(ready.messages.all).toHaveLength(1)
  })
})

test('a line and the same line typed by the streamer are told apart once YouTube named ours', async () => {
  const ready = await enter({ isLent: true })
  await ready.chat.send('Type !enter')
  const id = ready.sim.say(ready.demo.room, 'mira_plays', 'Type !enter')
  await ready.messages.until((one) => one.id === id)
  expect(ready.messages.all).toHaveLength(1)
})

test('a token that YouTube does not take is renewed, and the line is said once', async () => {
  const ready = await enter()
  ready.expireTokens()
  expect(await ready.chat.send('hello')).toEqual({ ok: true })
  expect(statuses(ready)).toEqual([401, 200])
  expect(ready.heard()).toEqual(['hello'])
})

test('a bot whose account is gone says so, and reading goes on', async () => {
  const ready = await enter()
  const { world, bot, youtube } = ready.demo
  world.googleTokens.disconnect(youtube.app, bot)
  expect(await ready.chat.send('hello')).toEqual({ ok: false, reason: 'no-account' })
  const id = ready.say('still here')
  await ready.messages.until((one) => one.id === id)
})

test('a fault of ours is thrown, and the next line is said', async () => {
  let isBroken = true
  const ready = await enter()
  const chat = ready.again({
    bot: {
      channelId: 'UCbot',
      async tokens() {
        if (isBroken) throw new Error('The database is away.')
        return ready.demo.youtube.botToken.access
      },
    },
  })
  await chat.start()
  await expect(chat.send('hello')).rejects.toThrow('The database is away.')
  isBroken = false
  ready.turnClock(chat.readyIn())
  expect(await chat.send('hello again')).toEqual({ ok: true })
  await chat.stop()
})

test('two lines at once go one after the other', async () => {
  const ready = await enter()
  const [first, second] = [ready.chat.send('first'), ready.chat.send('second')]
  expect(await first).toEqual({ ok: true })
  expect(await second).toEqual({ ok: false, reason: 'too-soon' })
  ready.turnClock(1500)
  expect(await ready.chat.send('second')).toEqual({ ok: true })
  expect(ready.heard()).toEqual(['first', 'second'])
})

test('speaking ends while there is still enough of the quota to read for four hours', async () => {
  const ready = await enter({ quota: 700 })
  for (let line = 0; line < 4; line++) {
    expect(await ready.chat.send(`line ${line}`)).toEqual({ ok: true })
    ready.turnClock(1500)
  }
  expect(ready.chat.budget?.()).toMatchObject({ lines: 0, left: 700 - 6 - 4 * costs.send, state: 'tight' })
  expect(ready.chat.readyIn()).toBe(toMidnight - 4 * 1500)
  expect(await ready.chat.send('one more')).toEqual({ ok: false, reason: 'too-soon' })
  ready.turnClock(toMidnight)
  expect(await ready.chat.send('good morning')).toEqual({ ok: true })
})

test('whatever is sent, YouTube gets one line that it takes', async () => {
  const ready = await enter({ quota: 1_000_000 })
  ready.sim.quota.limit = 1_000_000
  await assert(
    asyncProperty(string({ unit: 'binary', maxLength: maxLength + 5 }), async (text) => {
      ready.turnClock(1500)
      const sent = await ready.chat.send(text)
      if (!sent.ok) expect(['empty', 'too-long']).toContain(sent.reason)
      for (const line of ready.heard()) {
        expect(line).toMatch(/^\P{Cc}+$/u)
        expect(line.length).toBeLessThanOrEqual(200)
      }
    }),
    { numRuns: 50 },
  )
})

describe('looking somebody up', () => {
  const lookUps = (ready: YoutubeHarness) => statusesOf(ready, 'channels')

  test('costs once a minute, however often it is needed', async () => {
    const ready = await enter()
    const { chat, viewer } = ready
    for (let time = 0; time < 3; time++) expect(await chat.findAccount(viewer.login)).toEqual(viewer)
    expect(await chat.findAccount('nobody_at_all')).toBeUndefined()
    expect(await chat.findAccount('nobody_at_all')).toBeUndefined()
    expect(lookUps(ready)).toEqual([200, 200])
    ready.turnClock(minutes + 1)
    await chat.findAccount(viewer.login)
    expect(lookUps(ready)).toHaveLength(3)
  })

  test('what can be no handle is nobody, and YouTube is not asked', async () => {
    const ready = await enter()
    for (const name of ['', 'ab', '@name', 'a b', 'x&mine=true', 'a'.repeat(31)])
      expect(await ready.chat.findAccount(name)).toBeUndefined()
    expect(lookUps(ready)).toEqual([])
  })

  test('trouble at YouTube is an error, and the next look-up asks again', async () => {
    const ready = await enter()
    ready.sim.faults.fail('internalError', { call: 'channels' })
    await expect(ready.chat.findAccount(ready.viewer.login)).rejects.toThrow(
      'YouTube was asked to find a channel and refused: backendError ("Internal error encountered.").',
    )
    expect(await ready.chat.findAccount(ready.viewer.login)).toEqual(ready.viewer)
  })
})

test('neither tokens nor secrets stand in what is thrown', async () => {
  const ready = await enter({ apiUrl: 'http://127.0.0.1:1' })
  const error: unknown = await ready.chat.findAccount('somebody').catch((thrown: unknown) => thrown)
  const seen = new Set<unknown>()
  const all = JSON.stringify(error, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null) return value
    if (seen.has(value)) return undefined
    seen.add(value)
    return value instanceof Error ? { ...value, message: value.message, cause: value.cause } : value
  })
  expect(all).toContain('ECONNREFUSED')
  for (const token of [ready.demo.youtube.streamerToken, ready.demo.youtube.botToken])
    expect(all).not.toContain(token.access)
})
