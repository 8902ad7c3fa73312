import { countFactor, describeEvidence, whyBarred, whyIneligible } from '@streambot/shared/giveaway/eligibility.ts'
import type { Refusal } from '@streambot/shared/giveaway/answers.ts'
import {
  audiences,
  type Audience,
  type Conditions,
  type EntryAsk,
  type Facts,
  type Roles,
} from '@streambot/shared/giveaway/words.ts'
import { describe, expect, test } from 'vitest'
import { after, limits, makeAccount, makeAsk, makeAsker, makeRoles, makeRules, noon } from './world.ts'

const subscriber = { subscriber: true, tier: 2, months: 14 } as const
const day = 86_400_000
const daysAgo = (days: number) => after(-days * day).toISOString()
const found = (since: string) => ({ since, source: 'twitch api', checkedAt: noon.toISOString() })
const follows = (since: string): Facts => ({ follow: found(since) })
const exists = (since: string): Facts => ({ account: found(since) })

/** Why somebody may not enter a giveaway with these conditions. */
function barred(conditions: Conditions, ask: Partial<EntryAsk> = {}, standing: Parameters<typeof makeAsker>[0] = {}) {
  return whyBarred(makeRules({ conditions }), limits, makeAsker(standing), makeAsk(ask))
}

describe('an audience', () => {
  test.each<[Audience, Partial<Roles>, Refusal | undefined]>([
    ['everyone', {}, undefined],
    ['everyone', { moderator: true }, undefined],
    ['subscribers', subscriber, undefined],
    ['subscribers', {}, 'not-subscriber'],
    ['subscribers', { vip: true }, 'not-subscriber'],
    ['subscribers', { moderator: true }, 'not-subscriber'],
    ['vips', { vip: true }, undefined],
    ['vips', { moderator: true }, undefined],
    ['vips', subscriber, 'not-vip'],
    ['vips', {}, 'not-vip'],
    ['moderators', { moderator: true }, undefined],
    ['moderators', { vip: true }, 'not-moderator'],
    ['moderators', subscriber, 'not-moderator'],
    ['moderators', {}, 'not-moderator'],
  ])('of %s answers %j with %s', (audience, roles, refusal) => {
    expect(whyBarred(makeRules({ audience }), limits, makeAsker(), makeAsk({ roles: makeRoles(roles) }))).toBe(refusal)
  })
})

test.each(audiences)('the streamer, other bots and the excluded are out for %s, whatever else they are', (audience) => {
  const all = makeRoles({ ...subscriber, moderator: true, vip: true })
  const bot = { ...makeAccount(1), login: 'nightbot' }
  const judge = (ask: Partial<EntryAsk>, excluded = false) =>
    whyBarred(makeRules({ audience }), limits, makeAsker({ excluded }), makeAsk(ask))
  expect(judge({ roles: { ...all, broadcaster: true } })).toBe('excluded')
  expect(judge({ account: bot, roles: all })).toBe('excluded')
  expect(judge({ roles: all }, true)).toBe('excluded')
  expect(judge({ roles: all })).toBeUndefined()
})

test('a display name like that of a bot bars nobody', () => {
  expect(barred({}, { account: { ...makeAccount(1), name: 'nightbot' } })).toBeUndefined()
})

describe('a condition', () => {
  test.each<[Conditions, Partial<EntryAsk>, Parameters<typeof makeAsker>[0], Refusal | undefined]>([
    [{ platforms: ['twitch'] }, {}, {}, undefined],
    [{ platforms: ['youtube', 'kick'] }, {}, {}, 'platform-off'],
    [{ moderatorsOut: true }, {}, {}, undefined],
    [{ moderatorsOut: true }, { roles: makeRoles({ moderator: true }) }, {}, 'moderators-out'],
    [{ minTier: 2 }, { roles: makeRoles(subscriber) }, {}, undefined],
    [{ minTier: 3 }, { roles: makeRoles(subscriber) }, {}, 'not-subscriber'],
    [{ minTier: 1 }, {}, {}, 'not-subscriber'],
    [{ minBalance: 100 }, {}, { balance: 100 }, undefined],
    [{ minBalance: 100 }, {}, { balance: 99 }, 'insufficient-balance'],
    [{ cooldownDays: 7 }, {}, {}, undefined],
    [{ cooldownDays: 7 }, {}, { lastWonAt: after(-7 * day).getTime() }, undefined],
    [{ cooldownDays: 7 }, {}, { lastWonAt: after(-7 * day + 1).getTime() }, 'won-recently'],
    [{}, {}, { lastWonAt: noon.getTime() }, undefined],
    [{ followDays: 0 }, { facts: follows(after(1).toISOString()) }, {}, undefined],
    [{ followDays: 0 }, { facts: follows('never') }, {}, 'not-follower'],
    [{ followDays: 7 }, { facts: follows(daysAgo(7)) }, {}, undefined],
    [{ followDays: 7 }, { facts: follows(after(-7 * day + 1).toISOString()) }, {}, 'follow-too-new'],
    [{ followDays: 7 }, { facts: follows('never') }, {}, 'not-follower'],
    [{ followDays: 7, unknownPasses: true }, { facts: follows('never') }, {}, 'not-follower'],
    [{ followDays: 7 }, { facts: follows('unknown') }, {}, 'cannot-check'],
    [{ followDays: 0 }, {}, {}, 'cannot-check'],
    [{ followDays: 7, unknownPasses: true }, { facts: follows('unknown') }, {}, undefined],
    [{ accountDays: 30 }, { facts: exists(daysAgo(30)) }, {}, undefined],
    [{ accountDays: 30 }, { facts: exists(daysAgo(29)) }, {}, 'account-too-new'],
    [{ accountDays: 30 }, { facts: exists('unknown') }, {}, 'cannot-check'],
    [{ accountDays: 30, unknownPasses: true }, {}, {}, undefined],
    [{ accountDays: 30, followDays: 7 }, { facts: { ...exists(daysAgo(1)), ...follows('never') } }, {}, 'not-follower'],
  ])('%j answers %j of %j with %s', (conditions, ask, standing, refusal) => {
    expect(barred(conditions, ask, standing)).toBe(refusal)
  })

  test('is judged again on the evidence that was kept, as it comes back from JSON', () => {
    const rules = makeRules({ audience: 'subscribers', conditions: { minTier: 2, followDays: 7 } })
    const ask = makeAsk({ roles: makeRoles(subscriber), facts: follows(daysAgo(6)) })
    const kept = JSON.parse(JSON.stringify(describeEvidence(ask)))
    expect(whyIneligible(rules, kept, noon)).toBe('follow-too-new')
    expect(whyIneligible(rules, kept, after(day))).toBeUndefined()
  })
})

describe('the factor of a ticket', () => {
  const tiers: Conditions = { tier1Factor: 2, tier2Factor: 3, tier3Factor: 5 }
  test.each<[number, Conditions, Partial<Roles>, Facts | undefined]>([
    [1, {}, { ...subscriber, vip: true }, undefined],
    [1, { ...tiers, vipFactor: 9 }, {}, undefined],
    [2, tiers, { subscriber: true, tier: 1 }, undefined],
    [3, tiers, subscriber, undefined],
    [5, tiers, { subscriber: true, tier: 3 }, undefined],
    [1, { tier3Factor: 5 }, subscriber, undefined],
    [4, { ...tiers, vipFactor: 4 }, { ...subscriber, vip: true }, undefined],
    [3, { ...tiers, vipFactor: 2 }, { ...subscriber, vip: true }, undefined],
    [6, { followerFactor: 6 }, {}, follows(daysAgo(0))],
    [1, { followerFactor: 6 }, {}, follows('never')],
    [1, { followerFactor: 6 }, {}, follows('unknown')],
    [1, { followerFactor: 6 }, {}, undefined],
  ])('is %i under %j for %j', (factor, conditions, roles, facts) => {
    expect(countFactor(conditions, makeAsk({ roles: makeRoles(roles), ...(facts && { facts }) }))).toBe(factor)
  })
})

describe('the evidence of an entry', () => {
  test.each<[Partial<Roles>, object]>([
    [{}, { roles: [] }],
    [{ moderator: true, vip: true }, { roles: ['moderator', 'vip'] }],
    [subscriber, { roles: ['subscriber'], tier: 2, months: 14 }],
  ])('for %j is %j and the source', (roles, evidence) => {
    expect(describeEvidence(makeAsk({ roles: makeRoles(roles) }))).toEqual({ source: 'twitch chat', ...evidence })
  })

  test('names what was looked up, where and when', () => {
    const ask = makeAsk({ facts: { ...follows(daysAgo(3)), ...exists('unknown') } })
    expect(describeEvidence(ask)).toMatchObject({ follow: found(daysAgo(3)), account: found('unknown') })
  })
})
