import { readWord } from '@streambot/shared/giveaway/entry.ts'
import { whyBadRules } from '@streambot/shared/giveaway/rules.ts'
import type { GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { expect, test } from 'vitest'
import { makeRules, sayFault } from './world.ts'

const tickets = (changed: Partial<GiveawayRules> = {}) => makeRules({ kind: 'tickets', ...changed })

test.each<[string, string, string, GiveawayRules]>([
  ['a free keyword', 'Steam key', '!enter', makeRules()],
  ['a costed keyword', 'Steam key', '!enter', makeRules({ cost: 1 })],
  ['a word without a sign', 'Steam key', 'pizza', makeRules()],
  ['an emoji', 'Steam key', '🍕', makeRules()],
  ['another script', 'Ключ', 'приз', makeRules()],
  ['a folded word', 'Steam key', readWord('STRAẞE') ?? '', makeRules()],
  ['a title of 200 characters', 'x'.repeat(200), '!enter', makeRules()],
  ['a word of 50 characters', 'Steam key', 'x'.repeat(50), makeRules()],
  ['one ticket', 'Steam key', '!enter', tickets()],
  [
    'the most of all',
    'Steam key',
    '!enter',
    tickets({ maxTickets: 1e6, cost: 1e12, maxEntries: 1e9, maxTicketsInAll: 1e9, winners: 1_000 }),
  ],
  [
    'all conditions at their ends',
    'Steam key',
    '!enter',
    makeRules({
      conditions: {
        platforms: ['twitch', 'youtube', 'kick'],
        minTier: 3,
        followDays: 0,
        accountDays: 1,
        minBalance: 1e12,
        cooldownDays: 10_000,
        prizeClass: 'x'.repeat(50),
        tier1Factor: 1,
        vipFactor: 100,
      },
    }),
  ],
])('%s may open', (_, title, word, rules) => {
  expect(whyBadRules(title, word, rules)).toBeUndefined()
})

test.each<[string, RegExp, string, string, GiveawayRules]>([
  ['without a prize', /prize/, '', '!enter', makeRules()],
  ['with a blank prize', /prize/, ' \t ', '!enter', makeRules()],
  ['with a prize too long', /prize/, 'x'.repeat(201), '!enter', makeRules()],
  ['with a prize that no database takes', /cannot be kept/, 'Steam\u0000key', '!enter', makeRules()],
  ['with half a character in the prize', /cannot be kept/, 'Steam \ud83c', '!enter', makeRules()],
  ['with a word that no database takes', /one word/, 'Steam key', '!en\u0000ter', makeRules()],
  ['without a word', /one word/, 'Steam key', '', makeRules()],
  ['with an invisible word', /one word/, 'Steam key', '\u200B', makeRules()],
  ['with two words', /one word/, 'Steam key', '!enter now', makeRules()],
  ['with a word that is not folded', /one word/, 'Steam key', '!Enter', makeRules()],
  ['with a word with something invisible', /one word/, 'Steam key', '!en\u200Bter', makeRules()],
  ['with a full-width word', /one word/, 'Steam key', '！enter', makeRules()],
  ['with a word too long', /one word/, 'Steam key', 'x'.repeat(51), makeRules()],
  ['at a negative cost', /cost/, 'Steam key', '!enter', makeRules({ cost: -1 })],
  ['at half a point', /cost/, 'Steam key', '!enter', makeRules({ cost: 0.5 })],
  ['at a cost that is no number', /cost/, 'Steam key', '!enter', makeRules({ cost: NaN })],
  ['at a cost beyond all balances', /cost/, 'Steam key', '!enter', makeRules({ cost: 1e12 + 1 })],
  ['with no ticket for anybody', /person may hold/, 'Steam key', '!enter', tickets({ maxTickets: 0 })],
  ['with endless tickets', /person may hold/, 'Steam key', '!enter', tickets({ maxTickets: Infinity })],
  ['with too many tickets', /person may hold/, 'Steam key', '!enter', tickets({ maxTickets: 1_000_001 })],
  ['with a keyword of two tickets', /one ticket/, 'Steam key', '!enter', makeRules({ maxTickets: 2 })],
  ['for nobody', /most entries/, 'Steam key', '!enter', makeRules({ maxEntries: 0 })],
  ['for half a person', /most entries/, 'Steam key', '!enter', makeRules({ maxEntries: 1.5 })],
  ['with no tickets in all', /in all/, 'Steam key', '!enter', makeRules({ maxTicketsInAll: 0 })],
  ['without winners', /Winners/, 'Steam key', '!enter', makeRules({ winners: 0 })],
  ['with too many winners', /Winners/, 'Steam key', '!enter', makeRules({ winners: 1_001 })],
  ...(
    [
      [{ platforms: [] }, /Platforms/],
      [{ minTier: 0 }, /tier/],
      [{ minTier: 4 }, /tier/],
      [{ minBalance: 0 }, /points to have/],
      [{ followDays: -1 }, /following/],
      [{ followDays: 0.5 }, /following/],
      [{ accountDays: 0 }, /account/],
      [{ cooldownDays: 10_001 }, /waits/],
      [{ prizeClass: '' }, /class/],
      [{ prizeClass: 'Big' }, /class/],
      [{ prizeClass: 'two words' }, /class/],
      [{ tier2Factor: 0 }, /factor/],
      [{ followerFactor: 101 }, /factor/],
      [{ vipFactor: 1.5 }, /factor/],
    ] as const
  ).map(([conditions, reason]): [string, RegExp, string, string, GiveawayRules] => [
    `with ${JSON.stringify(conditions)}`,
    reason,
    'Steam key',
    '!enter',
    makeRules({ conditions }),
  ]),
])('%s it may not open', (_, reason, title, word, rules) => {
  expect(sayFault(whyBadRules(title, word, rules))).toMatch(reason)
})
