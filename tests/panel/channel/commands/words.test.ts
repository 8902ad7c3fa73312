import { commandNames, standCommands, usualWords } from '@streambot/shared/giveaway/commands.ts'
import { expect, test } from 'vitest'
import { groups } from '../../../../services/panel/channel/commands/groups.ts'
import { findFault, isUsual, splitField } from '../../../../services/panel/channel/commands/words.ts'

const chosen = { words: new Map([['top', ['!best']]]), off: new Set(['gamble']) }
const commands = standCommands(chosen).map((one) => ({
  ...one,
  words: [...one.words],
  usual: [...usualWords[one.name]],
  isKept: false,
}))

test('every command stands on the page once', () => {
  expect(groups.flatMap(({ names }) => [...names]).toSorted()).toEqual([...commandNames].toSorted())
})

test('a field holds words with spaces or commas between', () => {
  expect(splitField('  !gems, coins !a ')).toEqual(['!gems', 'coins', '!a'])
})

test.for([
  ['gems top', undefined],
  ['gamble', undefined],
  ['points', undefined],
  ['', { code: 'no-command-word' }],
  ['gems !Best', { code: 'command-word-taken', word: '!best', by: 'top' }],
  ['{x}', { code: 'bad-command-word', word: '{x}' }],
] as const)('words for points like %j have the fault %j', ([text, fault]) =>
  expect(findFault(commands, 'points', text)).toEqual(fault),
)

test('a command is as usual with its usual words and switched on', () => {
  const usual = commands.filter(isUsual).map(({ name }) => name)
  expect(commandNames.filter((name) => !usual.includes(name))).toEqual(['top', 'gamble'])
})
