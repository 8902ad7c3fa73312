import {
  decideOrders,
  foldName,
  isReward,
  type OrderAsk,
  type Ordered,
  readRedeem,
  type Reward,
  type RewardRules,
  type ShelvedReward,
  usualReward,
} from '@streambot/shared/giveaway/rewards.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const now = new Date('2026-11-21T12:00:00Z')
const ago = (seconds: number): Date => new Date(now.getTime() - seconds * 1_000)
const usual: RewardRules = { ...usualReward, name: 'Song request', price: 10 }
const rewardOf = (rules: Partial<Reward> = {}): Reward => ({ ...usual, id: 1, pricedAt: ago(3_600), ...rules })
const none: Ordered = { lastAt: undefined, count: 0 }
const shelved = (rules: Partial<Reward> = {}, own = none, byAll = own): ShelvedReward => ({
  reward: rewardOf(rules),
  byAll,
  byViewer: new Map([[7, own]]),
})
const asked = (ask: Partial<OrderAsk> = {}): OrderAsk => ({ viewerId: 7, rewardId: 1, text: '', sentAt: now, ...ask })

function decide(shelf: ShelvedReward, ask: Partial<OrderAsk> = {}, balance = 100) {
  const [decision] = decideOrders([shelf], new Map([[7, balance]]), [asked(ask)], now)
  return decision
}
const codeOf = (decision: ReturnType<typeof decide>) => (decision?.ok ? 'ok' : decision?.code)

describe('an order', () => {
  test.each<[string, ShelvedReward, Partial<OrderAsk>, number, string]>([
    ['that all allows', shelved(), {}, 10, 'ok'],
    ['for a point more than there are', shelved(), {}, 9, 'insufficient-balance'],
    ['of what is free, without points', shelved({ price: 0 }), {}, 0, 'ok'],
    ['of another reward', shelved(), { rewardId: 2 }, 10, 'no-such-reward'],
    ['of what cannot be had', shelved({ isOn: false }), {}, 10, 'reward-off'],
    ['without the text that it takes', shelved({ needsText: true }), {}, 10, 'text-missing'],
    ['with the text that it takes', shelved({ needsText: true }), { text: 'x' }, 10, 'ok'],
    ['of the last one', shelved({ stock: 1 }), {}, 10, 'ok'],
    ['of none', shelved({ stock: 0 }), {}, 10, 'sold-out'],
    ['written before the price was set', shelved(), { sentAt: ago(3_601) }, 10, 'price-changed'],
    ['written when the price was set', shelved(), { sentAt: ago(3_600) }, 10, 'ok'],
    ['for another price than was seen', shelved(), { price: 9 }, 10, 'price-changed'],
    ['for the price that was seen', shelved(), { price: 10 }, 10, 'ok'],
    ['within the limit of a person', shelved({ mostPerPerson: 2 }, { lastAt: now, count: 1 }), {}, 10, 'ok'],
    ['past the limit of a person', shelved({ mostPerPerson: 2 }, { lastAt: now, count: 2 }), {}, 10, 'limit-reached'],
    ['past the limit of all', shelved({ mostInAll: 5 }, none, { lastAt: now, count: 5 }), {}, 10, 'limit-reached'],
    ['a second too soon', shelved({ personSeconds: 60 }, { lastAt: ago(59), count: 1 }), {}, 10, 'cooling-down'],
    ['when the wait is over', shelved({ personSeconds: 60 }, { lastAt: ago(60), count: 1 }), {}, 10, 'ok'],
    ['while all wait', shelved({ everybodySeconds: 60 }, none, { lastAt: ago(59), count: 1 }), {}, 10, 'cooling-down'],
    ['while only others wait', shelved({ personSeconds: 60 }, none, { lastAt: ago(1), count: 1 }), {}, 10, 'ok'],
  ])('%s', (_, shelf, ask, balance, code) => {
    expect(codeOf(decide(shelf, ask, balance))).toBe(code)
  })

  test('that has to wait says until when, by the longer of both waits', () => {
    const shelf = shelved({ personSeconds: 60, everybodySeconds: 90 }, { lastAt: ago(30), count: 1 })
    expect(decide(shelf)).toMatchObject({ code: 'cooling-down', until: new Date(now.getTime() + 60_000) })
  })
})

describe('orders at once', () => {
  const decideMany = (shelf: ShelvedReward, asks: Partial<OrderAsk>[], balances: [number, number][]) =>
    decideOrders([shelf], new Map(balances), asks.map(asked), now).map(codeOf)

  test('each see the ones before: stock, balance, limits and waits', () => {
    const two = [{ viewerId: 7 }, { viewerId: 8 }]
    const rich: [number, number][] = [
      [7, 100],
      [8, 100],
    ]
    expect(decideMany(shelved({ stock: 1 }), two, rich)).toEqual(['ok', 'sold-out'])
    expect(decideMany(shelved({ everybodySeconds: 1 }), two, rich)).toEqual(['ok', 'cooling-down'])
    expect(decideMany(shelved({ personSeconds: 1 }), two, rich)).toEqual(['ok', 'ok'])
    expect(decideMany(shelved({ personSeconds: 1 }), [{}, {}], rich)).toEqual(['ok', 'cooling-down'])
    expect(decideMany(shelved({ mostPerPerson: 1 }), [{}, {}], rich)).toEqual(['ok', 'limit-reached'])
    expect(decideMany(shelved({ mostInAll: 1 }), two, rich)).toEqual(['ok', 'limit-reached'])
    expect(decideMany(shelved(), [{}, {}], [[7, 19]])).toEqual(['ok', 'insufficient-balance'])
  })

  test('never take more than there is of points and stock, nor pass a limit', () => {
    const whole = fc.integer({ min: 0, max: 30 })
    const orders = fc.array(fc.record({ viewerId: fc.integer({ min: 1, max: 4 }) }), { maxLength: 40 })
    fc.assert(
      fc.property(whole, whole, fc.integer({ min: 1, max: 5 }), orders, (price, stock, most, asks) => {
        const balances = new Map([1, 2, 3, 4].map((id) => [id, id * 20]))
        const shelf = shelved({ price, stock, mostPerPerson: most })
        const decisions = decideOrders([shelf], balances, asks.map(asked), now)
        const granted = asks.filter((_, index) => decisions[index]?.ok)
        expect(granted.length).toBeLessThanOrEqual(stock)
        for (const id of [1, 2, 3, 4]) {
          const mine = granted.filter(({ viewerId }) => viewerId === id).length
          expect(mine).toBeLessThanOrEqual(most)
          expect(mine * price).toBeLessThanOrEqual(id * 20)
        }
      }),
    )
  })
})

describe('a reward', () => {
  test.each<[string, Partial<RewardRules>, boolean]>([
    ['as usual', {}, true],
    ['without a name', { name: ' ' }, false],
    ['of nothing but what cannot be seen', { name: '\u200b' }, false],
    ['of five words', { name: 'a b c d e' }, true],
    ['of six words', { name: 'a b c d e f' }, false],
    ['with a name that is too long', { name: 'a'.repeat(51) }, false],
    ['with half a character in its name', { name: 'a\ud800' }, false],
    ['that is free', { price: 0 }, true],
    ['that costs less than nothing', { price: -1 }, false],
    ['for half a point', { price: 0.5 }, false],
    ['of which nothing is left', { stock: 0 }, true],
    ['with a limit of none', { mostPerPerson: 0 }, false],
    ['with a small letter on its tickets', { prefix: 'a' }, false],
    ['with seven digits', { digits: 7 }, false],
    ['with a wait of eight days', { personSeconds: 8 * 86_400 }, false],
  ])('%s', (_, rules, may) => {
    expect(isReward({ ...usual, ...rules })).toBe(may)
  })

  test.each([
    ['Song Request', 'song request'],
    ['  SONG   REQUEST ', 'song request'],
    ['ＳＯＮＧ\u200b request', 'song request'],
    ['Straße', 'strasse'],
  ])('called %j is %j however it is spelt', (name, word) => {
    expect(foldName(name)).toBe(word)
  })
})

test('the words behind !redeem may be a name of any length, the longest first, and the rest is said with it', () => {
  expect(readRedeem('!redeem Song Request never')).toEqual([
    { word: 'song request never', text: '' },
    { word: 'song request', text: 'never' },
    { word: 'song', text: 'Request never' },
  ])
  expect(readRedeem('!redeem')).toEqual([])
  expect(readRedeem('!redeem a b c d e f g')[0]).toEqual({ word: 'a b c d e', text: 'f g' })
})
