import { describeEvidence, whyBarred } from '@streambot/shared/giveaway/eligibility.ts'
import { audiences, type Audience, type Refusal, type Roles } from '@streambot/shared/giveaway/words.ts'
import { describe, expect, test } from 'vitest'
import { limits, makeAccount, makeAsk, makeRoles } from './world.ts'

const subscriber = { subscriber: true, tier: 2, months: 14 } as const

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
    expect(whyBarred(audience, limits, makeAsk({ roles: makeRoles(roles) }))).toBe(refusal)
  })
})

test.each(audiences)('the streamer and other bots are out for %s, whatever else they are', (audience) => {
  const all = makeRoles({ ...subscriber, moderator: true, vip: true })
  const bot = { ...makeAccount(1), login: 'nightbot' }
  expect(whyBarred(audience, limits, makeAsk({ roles: { ...all, broadcaster: true } }))).toBe('excluded')
  expect(whyBarred(audience, limits, makeAsk({ account: bot, roles: all }))).toBe('excluded')
  expect(whyBarred(audience, limits, makeAsk({ roles: all }))).toBeUndefined()
})

test('a display name like that of a bot bars nobody', () => {
  const namesake = { ...makeAccount(1), name: 'nightbot' }
  expect(whyBarred('everyone', limits, makeAsk({ account: namesake }))).toBeUndefined()
})

describe('the evidence of an entry', () => {
  test.each<[Partial<Roles>, object]>([
    [{}, { roles: [] }],
    [{ moderator: true, vip: true }, { roles: ['moderator', 'vip'] }],
    [subscriber, { roles: ['subscriber'], tier: 2, months: 14 }],
  ])('for %j is %j and the source', (roles, evidence) => {
    expect(describeEvidence(makeAccount(1), makeRoles(roles))).toEqual({ source: 'twitch chat', ...evidence })
  })
})
