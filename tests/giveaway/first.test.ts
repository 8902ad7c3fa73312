import { decideEntries } from '@streambot/shared/giveaway/entry.ts'
import { whyBadRules } from '@streambot/shared/giveaway/rules.ts'
import type { Giveaway, GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { describe, expect, test } from 'vitest'
import { after, makeAccount, makeAsk, makeAsker, makeGiveaway, makeRules, makeState, noon, sayFault } from './world.ts'

const first = (changed: Partial<GiveawayRules> = {}) =>
  makeRules({ kind: 'first', winners: 2, maxEntries: 2, leaving: false, ...changed })

describe('where the first ones win', () => {
  test('it may open, also at a cost and with conditions', () => {
    const rules = first({ cost: 50, audience: 'subscribers', conditions: { cooldownDays: 7, followDays: 1 } })
    expect(whyBadRules('Key', '!key', rules)).toBeUndefined()
  })

  test.each<[string, RegExp, GiveawayRules]>([
    ['more places than prizes', /as many places as winners/, first({ maxEntries: 3 })],
    ['no end of places', /as many places as winners/, first({ maxEntries: undefined })],
    ['a limit of tickets', /as many places as winners/, first({ maxTicketsInAll: 2 })],
    ['several tickets', /one ticket/, first({ maxTickets: 2 })],
    ['a time to claim', /nothing to claim/, first({ claimSeconds: 60 })],
    ['places that are given back', /nobody leaves/, first({ leaving: true })],
    ['tickets that count more', /no ticket counts more/, first({ conditions: { vipFactor: 2 } })],
    ['minutes of chatting', /for active chatters/, first({ activeMinutes: 10 })],
  ])('it may not open with %s', (_, reason, rules) => {
    expect(sayFault(whyBadRules('Key', '!key', rules))).toMatch(reason)
  })

  const decide = (changed: Partial<Giveaway>, held = 0) => {
    const asks = [1, 2, 3].map((viewer) => makeAsk({ account: makeAccount(viewer), tickets: 'max' }))
    const askers = asks.map((_, index) => makeAsker({ viewerId: index + 1, tickets: index < held ? 1 : 0 }))
    const state = makeState(asks, { giveaway: makeGiveaway({ rules: first(), ...changed }), askers })
    return decideEntries(state, asks).decisions.map((decision) => (decision.ok ? decision.added : decision.code))
  }

  test('who comes after the last place is told that all are taken, also once it has closed for it', () => {
    const closed = { status: 'closed', closedAt: after(-1), entryCount: 2 } as const
    expect(decide({})).toEqual([1, 1, 'full'])
    expect(decide({ entryCount: 1 }, 1)).toEqual(['already-entered', 1, 'full'])
    expect(decide(closed, 1)).toEqual(['already-entered', 'full', 'full'])
    expect(decide({ ...closed, status: 'drawn', sealedAt: noon })).toEqual(['full', 'full', 'full'])
    expect(decide({ ...closed, entryCount: 1 })).toEqual(['closed', 'closed', 'closed'])
  })
})
