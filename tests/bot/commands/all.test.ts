import { commands } from '@streambot/bot/commands/all.ts'
import { enter } from '@streambot/bot/commands/enter.ts'
import { isCommandWord } from '@streambot/shared/giveaway/command-words.ts'
import { expect, test } from 'vitest'

const others = commands.filter((command) => command !== enter).flatMap((command) => command.names)

test('the word of a command is for no giveaway, but for those that enter', () => {
  expect(others.length).toBeGreaterThan(10)
  expect(others.filter((name) => !isCommandWord(name))).toEqual([])
  expect(enter.names.filter(isCommandWord)).toEqual([])
})
