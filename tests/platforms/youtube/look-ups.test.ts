import { toAccount } from '@streambot/shared/platforms/youtube/translate.ts'
import type { Account, Finding } from '@streambot/shared/giveaway/words.ts'
import { expect, test } from 'vitest'
import type { YoutubeHarness } from './harness.ts'
import { prepare, statusesOf, type YoutubeStage } from './stage.ts'

const gather = 3_000

function createdAt({ chat }: YoutubeStage, account: Account): Promise<Finding> {
  const { lookUps } = chat
  if (!lookUps.createdAt) throw new Error('YouTube tells ages.')
  return lookUps.createdAt(account)
}

/** Everybody of the demo's people, with the date since which they are there. */
function everybody({ demo }: YoutubeHarness): { account: Account; since: string }[] {
  return demo.people.map(({ youtube, createdAt: since }) => ({
    account: toAccount(youtube?.id ?? '', youtube?.login ?? ''),
    since: since.toISOString(),
  }))
}

const asksOf = (ready: YoutubeHarness) => statusesOf(ready, 'channels')

test('people who ask at the same time are looked up with one call, each once, and remembered', async () => {
  const ready = await prepare()
  const people = everybody(ready)
  const found = await Promise.all([...people, ...people].map(({ account }) => createdAt(ready, account)))
  expect(found.map(({ since }) => since)).toEqual([...people, ...people].map(({ since }) => since))
  expect(new Set(found.map(({ source }) => source))).toEqual(new Set(['YouTube API']))
  expect(asksOf(ready)).toEqual([200])
  expect(ready.pauses).toEqual([gather])
  await createdAt(ready, people[0]?.account ?? ready.viewer)
  expect(asksOf(ready)).toEqual([200])
})

test('more than five are told of in one answer, and a hundred and twenty take three calls', async () => {
  const ready = await prepare()
  const { world } = ready.demo
  for (let number = 0; number < 115; number++) world.addPerson({ login: `crowd_${number}` })
  const ids = [...world.people.values()].flatMap(({ youtube }) => youtube?.id ?? [])
  const found = await Promise.all(ids.slice(0, 120).map((id) => createdAt(ready, toAccount(id, 'x'))))
  expect(found.filter(({ since }) => since === 'unknown')).toEqual([])
  expect(asksOf(ready)).toEqual([200, 200, 200])
})

test('a channel that YouTube does not know is unknown, and no hindrance to the others', async () => {
  const ready = await prepare()
  const [known] = everybody(ready)
  const stranger = toAccount('UCnobody-000000000000000', 'nobody')
  const found = await Promise.all([createdAt(ready, known?.account ?? stranger), createdAt(ready, stranger)])
  expect(found.map(({ since }) => since)).toEqual([known?.since, 'unknown'])
})

test('trouble at YouTube makes unknown, and is tried again after five seconds', async () => {
  const ready = await prepare()
  ready.sim.faults.fail('internalError', { call: 'channels' })
  expect((await createdAt(ready, ready.viewer)).since).toBe('unknown')
  expect((await createdAt(ready, ready.viewer)).since).toBe('unknown')
  expect(asksOf(ready)).toHaveLength(1)
  ready.turnClock(5_001)
  expect((await createdAt(ready, ready.viewer)).since).not.toBe('unknown')
})

test('what is left of the quota for reading is not spent on looking people up', async () => {
  const ready = await prepare()
  await ready.quotas.spend('youtube', '4711', '2026-11-21', 9_560)
  expect((await createdAt(ready, ready.viewer)).since).not.toBe('unknown')
  ready.turnClock(600_001)
  expect((await createdAt(ready, ready.viewer)).since).toBe('unknown')
  expect(asksOf(ready)).toHaveLength(1)
})

test('since when somebody subscribes is not among what YouTube tells', async () => {
  const { chat } = await prepare()
  expect(Object.keys(chat.lookUps)).toEqual(['createdAt'])
})
