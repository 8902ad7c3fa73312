import { commands } from '@streambot/bot/commands/all.ts'
import { commandNames } from '@streambot/shared/giveaway/commands.ts'
import { expect, test } from 'vitest'

test('every command that has words is there, and every one that is there has words', () => {
  expect(new Set(commands.map(({ name }) => name))).toEqual(new Set(commandNames))
})
