import { rulesSchema } from '@streambot/shared/contract/channel.ts'
import { whyBadRules } from '@streambot/shared/giveaway/rules.ts'
import { audiences, kinds, chatPlatforms as platforms } from '@streambot/shared/giveaway/words.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  beginForm,
  findFaults,
  type Form,
  readForm,
  toForm,
  type Typed,
} from '../../../../../services/panel/channel/giveaways/form/rules-form.ts'

/** A field for a number as the form keeps it: in its range, or empty, or half typed. */
const typed = (least: number, most: number): fc.Arbitrary<Typed> =>
  fc.oneof(fc.integer({ min: least, max: most }), fc.constant(''), fc.constant('-'))
const factor = fc.oneof(typed(1, 100), fc.constant(1))

const form: fc.Arbitrary<Form> = fc.record({
  kind: fc.constantFrom(...kinds),
  title: fc.string({ maxLength: 200 }),
  word: fc.oneof(fc.constantFrom('!enter', 'Pizza', '🍕', '!points', ''), fc.string({ maxLength: 50 })),
  platforms: fc.subarray([...platforms], { minLength: 1 }),
  audience: fc.constantFrom(...audiences),
  minTier: fc.constantFrom('0', '1', '2', '3'),
  followDays: typed(0, 10_000),
  accountDays: typed(1, 10_000),
  minBalance: typed(1, 1_000_000_000_000),
  moderatorsOut: fc.boolean(),
  unknownPasses: fc.boolean(),
  prizeClass: fc.constantFrom('', 'game', 'Big Game'),
  cooldownDays: typed(1, 10_000),
  activeMinutes: typed(1, 1_440),
  cost: typed(0, 1_000_000_000_000),
  maxTickets: typed(1, 1_000_000),
  maxEntries: typed(1, 1_000_000_000),
  maxTicketsInAll: typed(1, 1_000_000_000),
  tier1Factor: factor,
  tier2Factor: factor,
  tier3Factor: factor,
  vipFactor: factor,
  followerFactor: factor,
  winners: typed(1, 1_000),
  claimSeconds: typed(5, 86_400),
  leaving: fc.boolean(),
  minutes: typed(1, 527_040),
  poolId: fc.constantFrom('0', '7'),
  joinByCode: fc.constantFrom('off', 'signed-in', 'guests'),
  presentMinutes: typed(1, 1_440),
})

test('a form without a fault makes a giveaway that can open, whatever was typed before the kind was chosen', () => {
  fc.assert(
    fc.property(form, (filled) => {
      const { title, word, rules } = readForm(filled)
      rulesSchema.parse(rules)
      fc.pre(Object.keys(findFaults(filled)).length === 0)
      const checked = { maxEntries: undefined, maxTicketsInAll: undefined, ...rules }
      expect(whyBadRules(title, word, checked)).toBeUndefined()
    }),
  )
})

test('what was saved comes back into the form and out of it unchanged', () => {
  fc.assert(
    fc.property(form, (filled) => {
      const saved = readForm(filled)
      expect(readForm(toForm(saved, saved.word))).toEqual(saved)
    }),
  )
})

test.each(kinds)('%s begins with settings that can open once the prize has a name', (kind) => {
  const { title, word, rules } = readForm({ ...beginForm(kind), title: ' Steam key ' })
  expect(title).toBe('Steam key')
  expect(whyBadRules(title, word, { maxEntries: undefined, maxTicketsInAll: undefined, ...rules })).toBeUndefined()
})

test('the word is what the bot hears, not how it was typed', () => {
  expect(readForm({ ...beginForm('keyword'), word: ' !PIZZA ' }).word).toBe('!pizza')
})

test.each([
  ['', 'fault.word'],
  ['two words', 'fault.word'],
  ['\u200B', 'fault.word'],
  ['/ban', 'fault.word'],
  ['-x', 'fault.word'],
  ['!enter', undefined],
  ['pizza', undefined],
])('the word "%s" has the fault %s', (word, fault) => {
  expect(findFaults({ ...beginForm('keyword'), title: 'Key', word }).word).toBe(fault)
})

test('a prize without a name, or with signs that cannot be kept, is a fault', () => {
  expect(findFaults(beginForm('keyword')).title).toBe('fault.title')
  expect(findFaults({ ...beginForm('keyword'), title: 'Steam\u0000key' }).title).toBe('fault.title-signs')
})
