import { actorKinds, actorPatterns, auditTopics, readActor } from '@streambot/shared/giveaway/audit.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'

test.for([
  ['user:1', 'user'],
  ['key:12', 'key'],
  ['twitch:100', 'chat'],
  ['youtube:UC_x', 'chat'],
  ['operator', 'operator'],
  ['timer', 'bot'],
  ['', 'bot'],
] as const)('%s is read as %s', ([actor, kind]) => expect(readActor(actor)).toBe(kind))

test('whatever stands there was done by exactly one', () => {
  const word = fc.constantFrom('user', 'key', 'operator', 'twitch', ':', 'timer', '1')
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const actor = words.join('')
      expect(actorKinds.filter((kind) => new RegExp(actorPatterns[kind]).test(actor))).toEqual([readActor(actor)])
    }),
  )
})

test('an action is about one thing', () => {
  const actions = Object.values(auditTopics).flat()
  expect(new Set(actions).size).toBe(actions.length)
})
