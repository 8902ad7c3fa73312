/** Limits of rewards for one stream: they count since the stream began, as the bot that watches it saw. */
import { createWatching } from '@streambot/shared/engine/watch.ts'
import { beforeEach, expect, test } from 'vitest'
import { createClock, openEngine, person, type TestClock, type TestEngine } from '../support/engine.ts'
import { outcomes, redeemAll, stock } from '../support/shop.ts'
import { withEngine } from '../support/with-engine.ts'

const minute = 60_000
const [anna, bert] = [person(1), person(2)]

let url: string
let engine: TestEngine
let clock: TestClock
let streamerId: number
let isLive: boolean
let looks: number

withEngine(({ database }) => void ({ url } = database))
beforeEach(async ({ onTestFinished }) => {
  clock = createClock(new Date('2026-11-21T22:30:00Z'))
  engine = openEngine(url, clock)
  onTestFinished(() => engine.close())
  streamerId = await engine.store.addStreamer('streamer')
  ;[isLive, looks] = [true, 0]
})

const redeem = async (who = anna) => outcomes(await redeemAll(engine, streamerId, [who]))

/** Somebody watches for so many minutes, looking once in each. */
async function watch(minutes: number): Promise<void> {
  const settings = await engine.store.findSettings(streamerId)
  const stream = {
    platform: 'twitch' as const,
    isLive: async () => {
      looks++
      return isLive
    },
    findPresent: async () => [],
  }
  const watching = createWatching({
    ports: engine.ports,
    streams: [stream],
    settings: () => settings,
    mayEarn: () => true,
  })
  for (let count = 0; count < minutes; count++) {
    await watching.look()
    clock.turn(minute)
  }
}

test('a limit holds over midnight while the stream goes on, also over a short break, and is free in the next stream', async () => {
  await stock(engine, streamerId, { price: 0, mostPerPerson: 1 })
  await watch(2)
  expect(await redeem()).toEqual(['A-001'])
  expect(await redeem(bert)).toEqual(['A-002'])
  await watch(120)
  expect(await redeem()).toEqual(['limit-reached'])
  isLive = false
  await watch(20)
  isLive = true
  await watch(2)
  expect(await redeem()).toEqual(['limit-reached'])
  isLive = false
  await watch(35)
  expect(await redeem()).toEqual(['limit-reached'])
  isLive = true
  await watch(1)
  expect(await redeem()).toEqual(['A-001'])
})

test('where no stream was seen a limit is one of the day', async () => {
  await stock(engine, streamerId, { price: 0, mostInAll: 1 })
  expect(await redeem()).toEqual(['A-001'])
  expect(await redeem(bert)).toEqual(['limit-reached'])
  clock.turn(120 * minute)
  expect(await redeem(bert)).toEqual(['A-001'])
})

test('without a limit, and without points for watching, nobody looks', async () => {
  await stock(engine, streamerId, { price: 0 })
  await watch(3)
  expect(looks).toBe(0)
})
