import { canLookUp, lookUp, needsLookUp } from '@streambot/shared/engine/look-up.ts'
import type { Conditions } from '@streambot/shared/giveaway/words.ts'
import { expect, test } from 'vitest'
import { createClock, person } from '../support/engine.ts'

const finding = (since: string) => ({ since, source: 'test', checkedAt: '2026-11-21T12:00:00.000Z' })
const asked: string[] = []
const lookUps = {
  twitch: {
    followedAt: async () => (asked.push('follow'), finding('2026-01-01T00:00:00Z')),
    createdAt: async () => (asked.push('age'), finding('2020-01-01T00:00:00Z')),
  },
}

test.each<[Conditions, string[]]>([
  [{}, []],
  [{ minTier: 2, cooldownDays: 3, vipFactor: 2, followerFactor: 1 }, []],
  [{ followDays: 0 }, ['follow']],
  [{ followerFactor: 2 }, ['follow']],
  [{ accountDays: 1 }, ['age']],
  [{ accountDays: 1, followDays: 7 }, ['follow', 'age']],
])('for %j these are looked up: %j', async (conditions, expected) => {
  asked.length = 0
  const facts = await lookUp({ lookUps, clock: createClock() }, conditions, person(1))
  expect(asked).toEqual(expected)
  expect(needsLookUp(conditions)).toBe(expected.length > 0)
  expect(Object.keys(facts)).toEqual(expected.map((what) => (what === 'age' ? 'account' : what)))
})

test('on a platform without look-ups everything is unknown, and says so', async () => {
  const facts = await lookUp({ lookUps, clock: createClock() }, { followDays: 1 }, { ...person(1), platform: 'kick' })
  expect(facts.follow).toEqual({
    since: 'unknown',
    source: 'kick cannot tell',
    checkedAt: '2026-11-21T12:00:00.000Z',
  })
})

test.each<[Conditions, boolean]>([
  [{}, true],
  [{ minTier: 2 }, true],
  [{ accountDays: 1 }, true],
  [{ accountDays: 1, followerFactor: 2 }, true],
  [{ followDays: 0 }, false],
  [{ accountDays: 1, followDays: 7 }, false],
])('a platform that tells ages alone tells what %j asks for: %s', async (conditions, can) => {
  const { createdAt } = lookUps.twitch
  const ports = { lookUps: { youtube: { createdAt } }, clock: createClock() }
  expect(canLookUp(ports, conditions, 'youtube')).toBe(can)
  const facts = await lookUp(ports, conditions, { ...person(1), platform: 'youtube' })
  expect(facts.account?.since).toBe(conditions.accountDays && '2020-01-01T00:00:00Z')
  expect([undefined, 'unknown']).toContain(facts.follow?.since)
  expect(canLookUp(ports, conditions, 'kick')).toBe(!needsLookUp(conditions))
})
