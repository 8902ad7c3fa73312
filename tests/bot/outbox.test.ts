import { createOutbox, priorities, type Priority } from '@streambot/bot/outbox.ts'
import { planBudget } from '@streambot/shared/platforms/youtube/budget.ts'
import { describe, expect, test } from 'vitest'
import { createMemoryChat, createTestLog, createTestTimers } from '../support/bot.ts'

function open(limit = 50) {
  const [chat, timers, log] = [createMemoryChat({ maxLength: 60 }), createTestTimers(), createTestLog()]
  return { chat, timers, log, outbox: createOutbox({ chat, timers, log: log.log, limit }) }
}

/** Lets promises that are settled already run on. */
const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

describe('the outgoing queue', () => {
  test('waits until the platform is ready, and says the most important first', async () => {
    const { chat, timers, outbox } = open()
    chat.waitMs = 1_000
    void outbox.say('entered', priorities.confirmations)
    void outbox.say('answer one', priorities.answers)
    void outbox.say('answer two', priorities.answers)
    void outbox.say('to a moderator', priorities.moderators)
    const winners = outbox.say('winners', priorities.winners)
    await settle()
    expect(chat.said).toEqual([])
    chat.waitMs = 0
    timers.turn(1_000)
    expect(await winners).toEqual({ ok: true })
    await settle()
    expect(chat.said).toEqual(['winners', 'to a moderator', 'answer one', 'answer two', 'entered'])
  })

  test('drops the oldest of the least important when too many wait, counts it, and never drops winners', async () => {
    const { chat, timers, outbox } = open(3)
    chat.waitMs = 1_000
    const first = outbox.say('confirmation 1', priorities.confirmations)
    void outbox.say('confirmation 2', priorities.confirmations)
    void outbox.say('answer', priorities.answers)
    for (let draw = 1; draw <= 5; draw++) void outbox.say(`winner ${draw}`, priorities.winners)
    expect(await first).toMatchObject({ ok: false })
    expect(outbox.dropped).toBe(3)
    chat.waitMs = 0
    timers.turn(1_000)
    await settle()
    expect(chat.said).toEqual([1, 2, 3, 4, 5].map((draw) => `winner ${draw}`))
  })

  test.for(['msg_ratelimit', 'msg_slowmode', 'not-connected'])(
    'tries once more what was refused for %s',
    async (reason) => {
      const { chat, timers, outbox } = open()
      chat.answers.push({ ok: false, reason })
      const sent = outbox.say('hello', priorities.answers)
      await settle()
      timers.turn(2_000)
      expect(await sent).toEqual({ ok: true })
      expect(chat.said).toEqual(['hello'])
    },
  )

  test('gives up after the second refusal, says so in the log, and goes on', async () => {
    const { chat, timers, log, outbox } = open()
    chat.answers.push({ ok: false, reason: 'msg_ratelimit' }, { ok: false, reason: 'msg_ratelimit' })
    const [sent, next] = [outbox.say('hello', priorities.answers), outbox.say('next', priorities.answers)]
    await settle()
    timers.turn(2_000)
    expect(await sent).toEqual({ ok: false, reason: 'msg_ratelimit' })
    expect(await next).toEqual({ ok: true })
    expect(log.lines).toMatchObject([{ details: { reason: 'msg_ratelimit' } }])
  })

  test.for(['msg_duplicate', 'connection-lost'])(
    'does not repeat what stands in the chat or may stand there: %s',
    async (reason) => {
      const { chat, timers, outbox } = open()
      chat.answers.push({ ok: false, reason })
      expect(await outbox.say('hello', priorities.answers)).toEqual({ ok: false, reason })
      timers.turn(60_000)
      await settle()
      expect(chat.said).toEqual([])
    },
  )

  test('keeps the two lines of a long sentence together, also when winners come in between', async () => {
    const { chat, outbox } = open()
    const { send } = chat
    chat.send = (text) => {
      if (text.startsWith('Long')) void outbox.say('winner', priorities.winners)
      return send(text)
    }
    await outbox.say(`Long: ${'word '.repeat(14)}`, priorities.answers)
    await settle()
    expect(chat.said.map((line) => line.slice(0, 4))).toEqual(['Long', '… wo', 'winn'])
  })

  test('a platform that throws costs one line, not the queue', async () => {
    const { chat, outbox } = open()
    const { send } = chat
    chat.send = async () => {
      chat.send = send
      throw new Error('socket closed')
    }
    expect(await outbox.say('lost', priorities.answers)).toMatchObject({ ok: false })
    expect(await outbox.say('said', priorities.answers)).toEqual({ ok: true })
  })

  test('at the end says winners and answers to moderators, and lets the rest go', async () => {
    const { chat, timers, outbox } = open()
    chat.waitMs = 1_000
    const confirmation = outbox.say('entered', priorities.confirmations)
    void outbox.say('done', priorities.moderators)
    void outbox.say('winner', priorities.winners)
    const closed = outbox.close(5_000)
    expect(await confirmation).toEqual({ ok: false, reason: 'stopped' })
    await settle()
    chat.waitMs = 0
    timers.turn(1_000)
    await closed
    expect(chat.said).toEqual(['winner', 'done'])
    expect(await outbox.say('late', priorities.winners)).toEqual({ ok: false, reason: 'stopped' })
    expect(timers.count).toBe(0)
  })

  test('at the end waits no longer than it may', async () => {
    const { chat, timers, outbox } = open()
    chat.waitMs = 60_000
    const winner = outbox.say('winner', priorities.winners)
    const closed = outbox.close(5_000)
    await settle()
    timers.turn(5_000)
    await closed
    expect(await winner).toEqual({ ok: false, reason: 'stopped' })
    expect(chat.said).toEqual([])
    await settle()
    expect(timers.count).toBe(0)
  })
})

describe('a quota of the day', () => {
  const saidWith = async (used: number): Promise<string[]> => {
    const { chat, outbox } = open()
    chat.budget = () => planBudget(10_000, used, new Date())
    const say = (text: string, priority: Priority) => outbox.say(text, priority)
    await Promise.all([
      say('entered', priorities.confirmations),
      say('answer', priorities.answers),
      say('to a moderator', priorities.moderators),
      say('winners', priorities.winners),
    ])
    return chat.said.toSorted()
  }
  const important = ['to a moderator', 'winners']

  test.each([
    ['is plenty, everything is said', 3_520, ['answer', 'entered', ...important]],
    ['may not last the stream, entries are not counted aloud', 3_521, ['answer', ...important]],
    ['lasts for few lines, those are for winners and moderators', 6_520, important],
    ['is nearly spent, they still are', 9_470, important],
  ])('that %s', async (_what, used, said) => {
    expect(await saidWith(used)).toEqual(said)
  })

  test('that is spent keeps nobody waiting until tomorrow', async () => {
    const { chat, timers, log, outbox } = open()
    chat.waitMs = 1_000
    const queued = [outbox.say('first', priorities.winners), outbox.say('second', priorities.winners)]
    await settle()
    chat.waitMs = 11 * 3_600_000
    for (let line = 0; line < 3; line++) chat.answers.push({ ok: false, reason: 'too-soon' })
    timers.turn(1_000)
    expect(await outbox.say('third', priorities.winners)).toEqual({ ok: false, reason: 'too-soon' })
    expect(await Promise.all(queued)).toEqual([
      { ok: false, reason: 'too-soon' },
      { ok: false, reason: 'too-soon' },
    ])
    expect(log.lines).toHaveLength(3)
  })
})
