import { countGrace, findChatWindow } from '@streambot/shared/giveaway/active.ts'
import { decideEntries } from '@streambot/shared/giveaway/entry.ts'
import { whyBadRules } from '@streambot/shared/giveaway/rules.ts'
import type { GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { describe, expect, test } from 'vitest'
import { makeAccount, makeAsk, makeGiveaway, makeRules, makeState, noon, sayFault } from './world.ts'

const active = (changed: Partial<GiveawayRules> = {}) => makeRules({ kind: 'active', activeMinutes: 10, ...changed })

describe('a giveaway for active chatters', () => {
  test.each<[string, Partial<GiveawayRules>]>([
    ['ten minutes', {}],
    ['one minute', { activeMinutes: 1 }],
    ['a day', { activeMinutes: 1_440 }],
    [
      'conditions that chat tells',
      { audience: 'subscribers', conditions: { minTier: 2, tier1Factor: 2, cooldownDays: 7 } },
    ],
    ['several winners who claim', { winners: 5, claimSeconds: 60 }],
  ])('may open with %s', (_, changed) => {
    expect(whyBadRules('Key', 'active', active(changed))).toBeUndefined()
  })

  test.each<[string, RegExp, GiveawayRules]>([
    ['without minutes', /Minutes of chatting: a whole/, active({ activeMinutes: undefined })],
    ['with no minute', /Minutes of chatting: a whole/, active({ activeMinutes: 0 })],
    ['with more than a day', /Minutes of chatting: a whole/, active({ activeMinutes: 1_441 })],
    ['at a cost', /costs them nothing/, active({ cost: 1 })],
    ['with several tickets', /one ticket/, active({ maxTickets: 2 })],
    ['with a limit of people', /no limit/, active({ maxEntries: 5 })],
    ['with a limit of tickets', /no limit/, active({ maxTicketsInAll: 5 })],
    ['for followers', /cannot be looked up/, active({ conditions: { followDays: 0 } })],
    ['for old accounts', /cannot be looked up/, active({ conditions: { accountDays: 1 } })],
    ['with more for followers', /cannot be looked up/, active({ conditions: { followerFactor: 2 } })],
    ['as a keyword with minutes', /are for active chatters/, makeRules({ activeMinutes: 10 })],
  ])('may not open %s', (_, reason, rules) => {
    expect(sayFault(whyBadRules('Key', 'active', rules))).toMatch(reason)
  })

  test('takes nobody who types, and who chatted with one ticket', () => {
    const chatted = makeAsk({ account: makeAccount(2), tickets: 'max', facts: { chattedAt: noon.toISOString() } })
    const asks = [makeAsk(), chatted]
    const state = makeState(asks, { giveaway: makeGiveaway({ rules: active() }) })
    expect(decideEntries(state, asks).decisions).toMatchObject([
      { ok: false, code: 'chatting-enters' },
      { ok: true, added: 1 },
    ])
  })
})

test('one has to write within the minutes before the close', () => {
  const closedAt = new Date('2026-11-21T12:00:00Z')
  expect(findChatWindow({ rules: active(), closedAt })).toEqual({
    from: new Date('2026-11-21T11:50:00Z'),
    until: closedAt,
  })
  expect(findChatWindow({ rules: active(), closedAt: undefined })).toBeUndefined()
  expect(findChatWindow({ rules: makeRules(), closedAt })).toBeUndefined()
})

test('entries wait until everybody who wrote is handed in', () => {
  expect([countGrace(active(), 0), countGrace(active(), 30), countGrace(makeRules(), 0)]).toEqual([10, 30, 0])
})

test('entries wait as long as the slowest platform is late, but not for ever', () => {
  const waits = [0, 900, 40_000, 3_600_000].map((lateMs) => countGrace(makeRules(), 5, lateMs))
  expect(waits).toEqual([5, 5, 45, 125])
  expect(countGrace(active(), 5, 3_000)).toBe(10)
})
