import { chooseGiveaway, createRunning } from '@streambot/bot/running.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { describe, expect, test } from 'vitest'
import { makeGiveaway } from '../giveaway/world.ts'
import { createClock } from '../support/engine.ts'

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 21, 12, minute))

const giveaway = (id: string, word: string, fields: Partial<Giveaway> = {}): Giveaway =>
  makeGiveaway({ id, title: id, word, openedAt: at(0), ...fields })

describe('which giveaway a word enters', () => {
  const again = giveaway('again', '!gold', { openedAt: at(10) })
  const before = giveaway('before', '!gold', { status: 'closed', closedAt: at(8) })
  const silver = giveaway('silver', '!silver')
  const running = [again, before, silver]

  test.for([
    ['its own word', '!silver', 11, 'silver'],
    ['another name of entering: the newest', '!enter', 11, 'again'],
    ['a word used again, for a message of now', '!gold', 11, 'again'],
    ['a word used again, for a message from before the first close', '!gold', 7, 'before'],
    ['another name, for a message from before the newest opened', '!enter', 7, 'before'],
    ['between two with the same word: the newest, which refuses', '!gold', 9, 'again'],
  ] as const)('%s', ([, word, minute, id]) => {
    expect(chooseGiveaway(running, word, at(minute))?.id).toBe(id)
  })

  test('none runs: nothing', () => {
    expect(chooseGiveaway([], '!enter', at(0))).toBeUndefined()
  })
})

describe('reading what runs', () => {
  test('asks that come while a reading is under way share one more, which sees what changed meanwhile', async () => {
    const readings: PromiseWithResolvers<Giveaway[]>[] = []
    const findRunning = () => {
      const reading = Promise.withResolvers<Giveaway[]>()
      readings.push(reading)
      return reading.promise
    }
    const clock = createClock()
    const store = { findRunning } as unknown as Parameters<typeof createRunning>[0]['store'] // nothing else is asked of it
    const running = createRunning({ store, clock }, 1)
    const first = running.refresh()
    const later = [running.refresh(), running.refresh(), running.refresh()]
    expect(readings).toHaveLength(1)
    readings[0]?.resolve([])
    await first
    await expect.poll(() => readings.length).toBe(2)
    readings[1]?.resolve([giveaway('new', '!new')])
    await Promise.all(later)
    expect(readings).toHaveLength(2)
    expect(running.giveaways.map(({ id }) => id)).toEqual(['new'])
  })
})
