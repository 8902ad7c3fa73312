import { createConfirmations } from '@streambot/bot/confirmations.ts'
import { createSpeech } from '@streambot/shared/languages/chat/speech.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { describe, expect, test } from 'vitest'
import { createTestTimers } from '../support/bot.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { costedTickets, createClock } from '../support/engine.ts'

function open(rules = usualRules, isAmongSeveral = false) {
  const [timers, clock] = [createTestTimers(), createClock()]
  const said: string[] = []
  let entryCount = 0
  // Confirmations look at these fields alone.
  const giveaway = { id: 'one', word: '!gold', rules, entryCount: 0 } as Giveaway
  const confirmations = createConfirmations({
    outbox: { say: async (sentence) => ({ ok: said.push(sentence) > 0, reason: '' }) },
    store: { findGiveaway: async () => ({ ...giveaway, entryCount }) },
    clock,
    timers,
    speech: () => createSpeech({ language: 'en', pointsName: 'points' }),
    severalRun: () => isAmongSeveral,
    catchFaults: (_what, work) => work(),
  })
  return {
    said,
    confirmations,
    async turn(ms: number) {
      clock.turn(ms)
      timers.turn(ms)
      await new Promise((resolve) => void setImmediate(resolve))
    },
    enter(names: readonly string[], balance = 40, first = true) {
      for (const name of names) {
        entryCount += first ? 1 : 0
        confirmations.took(giveaway, name, { ok: true, added: 1, bonus: 0, cost: 10, tickets: 1, balance, first })
      }
    },
  }
}

const crowd = (count: number): string[] => Array.from({ length: count }, (_, index) => `viewer${index}`)

describe('confirmations', () => {
  test('a few who paid are named together, with what they have left', async () => {
    const { enter, turn, said } = open(costedTickets)
    enter(['anna'], 40)
    enter(['bob'], 12)
    expect(said).toEqual([])
    await turn(3_000)
    expect(said).toEqual(['@anna (1 ticket, 40 left), @bob (1 ticket, 12 left): you are in.'])
  })

  test('a crowd is counted, also when it paid', async () => {
    const { enter, turn, said } = open(costedTickets)
    enter(crowd(412))
    await turn(3_000)
    expect(said).toEqual(['+412 entered, 412 in all.'])
  })

  test('numbers come at most every twelve seconds, and none is lost', async () => {
    const { enter, turn, said } = open()
    for (let second = 0; second < 30; second += 3) {
      enter(crowd(10))
      await turn(3_000)
    }
    await turn(3_000)
    await turn(3_000)
    await turn(3_000)
    expect(said).toEqual([
      '+10 entered, 10 in all.',
      '+40 entered, 50 in all.',
      '+40 entered, 90 in all.',
      '+10 entered, 100 in all.',
    ])
  })

  test('who adds tickets is no new entry', async () => {
    const { enter, turn, said } = open(costedTickets)
    enter(crowd(9), 40, false)
    await turn(3_000)
    expect(said).toEqual([])
  })

  test('with several giveaways the line says which', async () => {
    const { enter, turn, said } = open(usualRules, true)
    enter(['anna'])
    await turn(3_000)
    expect(said).toEqual(['+1 entered with !gold, 1 in all.'])
  })

  test('a few who are in already are told in one line; many are not', async () => {
    const { confirmations, turn, said } = open()
    const inAlready = 'you are in already.'
    confirmations.refused('anna', inAlready, 'while few')
    confirmations.refused('bob', inAlready, 'while few')
    await turn(3_000)
    for (const name of crowd(50)) confirmations.refused(name, inAlready, 'while few')
    await turn(3_000)
    expect(said).toEqual(['@anna and @bob: you are in already.'])
  })

  test('refusals are told once a reason, the first by name and the others counted', async () => {
    const { confirmations, turn, said } = open()
    for (const name of crowd(50)) confirmations.refused(name, 'this giveaway is for subscribers.', 'always')
    confirmations.refused('anna', 'a ticket costs 10 points.', 'always')
    await turn(3_000)
    expect(said).toEqual([
      '@viewer0, @viewer1, @viewer2, @viewer3, @viewer4, @viewer5, @viewer6, @viewer7, and 42 more: this giveaway is for subscribers.',
      '@anna, a ticket costs 10 points.',
    ])
  })
})
