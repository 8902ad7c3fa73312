import { createChance } from '@streambot/simulator/chance.ts'
import { createTokens, type TokenHabits } from '@streambot/simulator/tokens.ts'
import { createWorld } from '@streambot/simulator/world.ts'
import { expect, test } from 'vitest'

const rotating: TokenHabits = {
  userSeconds: 100,
  appSeconds: 100,
  makeAccess: (chance) => chance.word(8),
  makeRefresh: (chance) => chance.word(12),
  rotates: () => true,
}

function setUp(habits: TokenHabits) {
  let now = 0
  const tokens = createTokens({ now: () => now, chance: createChance(1), habits })
  const [app, person] = [tokens.addApp(), createWorld({ seed: 1 }).addPerson({ login: 'mira' })]
  const first = tokens.issue(app, person, ['chat'])
  return { tokens, app, refresh: first.refresh ?? '', turn: (seconds: number) => void (now += seconds * 1000) }
}

test('a spent refresh token works on for as long as the platform lets it, counted from the first use', () => {
  const { tokens, app, refresh, turn } = setUp({ ...rotating, lingerSeconds: 60 })
  expect(tokens.refresh(app, refresh)?.refresh).not.toBe(refresh)
  turn(59)
  expect(tokens.refresh(app, refresh)).toMatchObject({ scopes: ['chat'] })
  turn(1)
  expect(tokens.refresh(app, refresh)).toBeUndefined()
})

test('the tokens that a spent refresh token gave do not end with it', () => {
  const { tokens, app, refresh, turn } = setUp({ ...rotating, lingerSeconds: 60 })
  tokens.refresh(app, refresh)
  turn(10)
  const late = tokens.refresh(app, refresh)
  turn(80)
  expect(tokens.refresh(app, late?.refresh ?? '')).toBeDefined()
})

test('without that a spent refresh token is dead at once', () => {
  const { tokens, app, refresh } = setUp(rotating)
  expect(tokens.refresh(app, refresh)).toBeDefined()
  expect(tokens.refresh(app, refresh)).toBeUndefined()
})

test('a refresh token can be revoked, once', () => {
  const { tokens, app, refresh } = setUp(rotating)
  expect([tokens.revoke(refresh), tokens.revoke(refresh)]).toEqual([true, false])
  expect(tokens.refresh(app, refresh)).toBeUndefined()
})
