import {
  callsOf,
  type Chosen,
  commandNames,
  isCommandWord,
  nameCommands,
  nothingChosen,
  readCommandWord,
  readCommandWords,
  standCommands,
  usualWords,
} from '@streambot/shared/giveaway/commands.ts'
import { readWord } from '@streambot/shared/giveaway/entry.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

function choose(words: Record<string, readonly string[]>, ...off: string[]): Chosen {
  return { words: new Map(Object.entries(words)), off: new Set(off) }
}
const wordsOf = (chosen: Chosen, name: string) => standCommands(chosen).find((one) => one.name === name)?.words

test('where nothing was chosen no two commands share a word, and each is as chats are read', () => {
  const all = Object.values(usualWords).flat()
  expect(new Set(all).size).toBe(all.length)
  expect(all.filter((word) => readCommandWord(word) !== word)).toEqual([])
  expect(callsOf(nothingChosen).size).toBe(all.length)
})

test.for([
  ['gems', '!gems'],
  ['!Gems', '!gems'],
  [' ！ＧＥＭＳ ', '!gems'],
  ['!STRASSE', '!strasse'],
  ['!straße', '!strasse'],
  ['!ポイント', '!ポイント'],
  ['!drop-2_x', '!drop-2_x'],
  ['', undefined],
  ['!', undefined],
  ['!!gems', undefined],
  ['my gems', undefined],
  ['!gems now', undefined],
  ['/ban', undefined],
  ['!{link}', undefined],
  ["!don't", undefined],
  ['!a\u0000b', undefined],
  [`!${'a'.repeat(29)}`, `!${'a'.repeat(29)}`],
  [`!${'a'.repeat(30)}`, undefined],
] as const)('%j is read as the word %j', ([said, word]) => expect(readCommandWord(said)).toBe(word))

test('whatever is typed, what is read of it is one word that chats are read as, and is read the same again', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (said) => {
      const word = readCommandWord(said)
      if (word === undefined) return
      expect(readWord(`${word} more`)).toBe(word)
      expect(readCommandWord(word)).toBe(word)
    }),
  )
})

describe('words of a command', () => {
  test.for([
    ['points', ['gems', '!coins'], ['!gems', '!coins']],
    ['points', ['!gems', 'GEMS'], ['!gems']],
    ['points', ['!points', 'gems'], ['!points', '!gems']],
    ['enter', ['!ticket'], ['!ticket']],
  ] as const)('of %s may be %j', ([name, said, words]) =>
    expect(readCommandWords(nothingChosen, name, said)).toEqual({ ok: true, words }),
  )

  test.for([
    ['points', [], { code: 'no-command-word' }],
    ['points', ['gems', 'two words'], { code: 'bad-command-word', word: 'two words' }],
    ['points', ['!TOP'], { code: 'command-word-taken', word: '!top', by: 'top' }],
    ['points', ['!tickets'], { code: 'command-word-taken', word: '!tickets', by: 'enter' }],
    ['points', Array.from({ length: 11 }, (_, index) => `w${index}`), { code: 'too-many-command-words' }],
  ] as const)('of %s cannot be %j', ([name, said, fault]) =>
    expect(readCommandWords(nothingChosen, name, said)).toEqual({ ok: false, fault }),
  )

  test('that another command gave up are free, and those it took are not', () => {
    const chosen = choose({ top: ['!best'] })
    expect(readCommandWords(chosen, 'points', ['!top'])).toMatchObject({ ok: true })
    expect(readCommandWords(chosen, 'points', ['!best'])).toMatchObject({ fault: { by: 'top' } })
  })

  test('of a command that is off are free', () => {
    expect(readCommandWords(choose({}, 'top'), 'points', ['!top'])).toMatchObject({ ok: true })
    expect(readCommandWords(choose({ top: ['!best'] }, 'top'), 'points', ['!best'])).toMatchObject({ ok: true })
  })
})

test('a word that somebody chose goes before the usual one of another command, as of one that is new in a release', () => {
  const chosen = choose({ 'own:1': ['!top', '!join'] })
  expect(wordsOf(chosen, 'top')).toEqual([])
  expect(wordsOf(chosen, 'enter')).toEqual(['!enter', '!ticket', '!tickets'])
  expect(callsOf(chosen).get('!join')).toBe('own:1')
  expect(wordsOf(choose({ 'own:1': ['!top'] }, 'own:1'), 'top')).toEqual(['!top'])
})

test('a command that is off is called by nothing, and giveaways can have its words; those of entering they always can', () => {
  const calls = callsOf(choose({ store: ['!shop'] }, 'top'))
  expect(['!top', '!store', '!enter', '!join', '!gold'].filter((word) => isCommandWord(calls, word))).toEqual([])
  expect(['!shop', '!points', '!giveaway'].filter((word) => !isCommandWord(calls, word))).toEqual([])
})

test('however words are chosen one after the other, none calls two commands', () => {
  const word = fc.constantFrom('!top', '!points', '!gems', '!enter', '!join', '!best')
  const step = fc.record({
    name: fc.constantFrom('top', 'points', 'enter', 'leave'),
    said: fc.array(word, { minLength: 1, maxLength: 3 }),
    isOff: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const words = new Map<string, readonly string[]>()
      const off = new Set<string>()
      for (const { name, said, isOff } of steps) {
        if (isOff) off.add(name)
        const read = readCommandWords({ words, off }, name, said)
        if (read.ok) words.set(name, read.words)
        const all = standCommands({ words, off }).flatMap((one) => (one.isOn ? one.words : []))
        expect(new Set(all).size).toBe(all.length)
        expect(all.length).toBe(callsOf({ words, off }).size)
      }
      expect(standCommands({ words, off }).map((one) => one.name)).toEqual(commandNames)
    }),
  )
})

test('sentences call commands as they are called now; a streamer’s own say a word that calls something as it stands', () => {
  const { inTexts, inOwnTexts } = nameCommands(
    choose({ points: ['!top'], top: ['!best', '!top2'], store: ['!shop'] }, 'store'),
  )
  expect([...inTexts]).toEqual([
    ['!points', '!top'],
    ['!top', '!best'],
  ])
  expect([...inOwnTexts]).toEqual([['!points', '!top']])
})
