import { readLogin } from '@streambot/bot/commands/person.ts'
import { describe, expect, test } from 'vitest'

describe('reading a name', () => {
  test.for([
    ['twitch', '@Anna', 'anna'],
    ['twitch', 'anna_1,', 'anna_1'],
    ['twitch', '@anna-b', undefined],
    ['twitch', '@', undefined],
    ['twitch', '', undefined],
    ['twitch', undefined, undefined],
    ['twitch', `@${'a'.repeat(26)}`, undefined],
    ['twitch', '@/ban', undefined],
    ['twitch', '@ünï', undefined],
    ['kick', '@Anna-B', 'anna-b'],
    ['youtube', '@Ünï.code-1', 'ünï.code-1'],
    ['youtube', '@<b>', undefined],
  ] as const)('on %s %j is %j', ([platform, said, login]) => {
    expect(readLogin(platform, said)).toBe(login)
  })
})
