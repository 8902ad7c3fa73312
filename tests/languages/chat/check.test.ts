/** Texts of the streamer's own: which of them can be said, what is said of the others, and what they can never do. */
import { isClean } from '@streambot/shared/giveaway/text.ts'
import { aboutChat } from '@streambot/shared/languages/chat/about.ts'
import { chatTexts } from '@streambot/shared/languages/chat/all.ts'
import {
  isChatKey,
  longestTemplate,
  namesOf,
  readOwnTexts,
  sayFault,
  whyBadTemplate,
} from '@streambot/shared/languages/chat/check.ts'
import { fitLines } from '@streambot/shared/languages/chat/lines.ts'
import { numericNames, samplesOf, sayWithSamples } from '@streambot/shared/languages/chat/samples.ts'
import { createSpeech } from '@streambot/shared/languages/chat/speech.ts'
import { groupOf } from '@streambot/shared/languages/chat/texts.ts'
import { valuesIn } from '@streambot/shared/languages/format.ts'
import { languageTags } from '@streambot/shared/languages/texts.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

const keys = Object.keys(chatTexts.en).filter(isChatKey)
const why = (template: string, key = 'news.paused' as const) => whyBadTemplate('en', key, template)

describe('the texts of the languages', () => {
  const all = languageTags.flatMap((language) => keys.map((key) => [language, key] as const))

  test.for(all)('%s %s reads well with samples, in two lines that every platform takes', ([language, key]) => {
    const speech = createSpeech({ language, pointsName: 'points' })
    const said = sayWithSamples(speech, chatTexts[language][key])
    expect(said).toMatch(/\S/)
    expect(said).not.toMatch(/[{}]|undefined|NaN| {2}| [.,:!](\s|$)/)
    expect(said.length).toBeLessThanOrEqual(500)
    expect(isClean(said)).toBe(true)
    for (const line of fitLines(said, 200)) expect(line.length).toBeLessThanOrEqual(200)
  })

  test.for(all)('%s %s could be written by a streamer, unless it is too long', ([language, key]) => {
    const fault = whyBadTemplate(language, key, chatTexts[language][key])
    expect(fault?.code).toBe(chatTexts[language][key].length > longestTemplate ? 'too-long' : undefined)
  })

  test('what is used as a number is one, and has a number for a sample', () => {
    for (const [language, key] of all)
      for (const { name, as } of valuesIn(language, chatTexts[language][key]))
        if (as === 'plural') expect(numericNames.has(name), `${key} ${name}`).toBe(true)
    for (const [name, sample] of Object.entries(samplesOf(createSpeech({ language: 'de', pointsName: 'points' }))))
      expect(typeof sample === 'number', name).toBe(numericNames.has(name))
  })

  test('every group of sentences has a name, and every one is used', () => {
    const used = [...new Set(keys.map(groupOf))].sort()
    for (const language of languageTags) expect(Object.keys(aboutChat[language].groups).sort()).toEqual(used)
  })

  test.for([
    ['en', 0, 'Nobody is in yet.'],
    ['en', 1, '1 person is in.'],
    ['en', 2_000, '2,000 people are in.'],
    ['de', 0, 'Noch ist niemand dabei.'],
    ['de', 1, '1 Person ist dabei.'],
    ['de', 2_000, '2.000 Personen sind dabei.'],
  ] as const)('%s counts %d', ([language, people, said]) => {
    expect(createSpeech({ language, pointsName: 'points' }).say('standing.people', { people })).toBe(said)
  })
})

describe('a template', () => {
  test.for([
    'Pause! {prize} macht Pause.',
    '{prize} 🎁 — it’s "on hold", isn\'t it? <b>#1</b>',
    'Pause',
    '{word}: hold on',
    '+1 {prize}',
    'x'.repeat(longestTemplate),
  ])('can be said: %s', (template) => {
    expect(why(template)).toBeUndefined()
  })

  test.for([
    ['', { code: 'empty' }],
    [' \t ', { code: 'empty' }],
    ['x'.repeat(longestTemplate + 1), { code: 'too-long' }],
    ['two\nlines', { code: 'unclean' }],
    ['a\u0000b', { code: 'unclean' }],
    ['half \ud83c', { code: 'unclean' }],
    ['line\u2028break', { code: 'unclean' }],
    ['/ban {prize}', { code: 'begins-badly' }],
    ['.timeout anna', { code: 'begins-badly' }],
    ['!giveaway cancel', { code: 'begins-badly' }],
    ['\\me', { code: 'begins-badly' }],
    [' /ban anna', { code: 'begins-badly' }],
    ['\u200b/ban anna', { code: 'begins-badly' }],
    ['\u{E0001}\u2060!x', { code: 'begins-badly' }],
    ['\u200b\u2060', { code: 'says-nothing' }],
    ['{prize', { code: 'unreadable', at: 1 }],
    ['Now: {}', { code: 'unreadable', at: 6 }],
    ['{prize, nothing}', { code: 'unreadable', at: 9 }],
    ['{a b}', { code: 'unreadable', at: 1 }],
    ['{name}', { code: 'no-such-value', name: 'name', known: ['prize', 'word'] }],
    ['{constructor}', { code: 'no-such-value', name: 'constructor', known: ['prize', 'word'] }],
    ['{__proto__}', { code: 'no-such-value', name: '__proto__', known: ['prize', 'word'] }],
    ['{Prize}', { code: 'no-such-value', name: 'Prize', known: ['prize', 'word'] }],
    ['{prize, number}', { code: 'no-number', name: 'prize' }],
    ['{prize, plural, other {x}}', { code: 'no-number', name: 'prize' }],
    ['{prize, select, constructor {x} other {y}}', { code: 'no-such-way', name: 'prize' }],
    ['{prize, date}', { code: 'no-such-way', name: 'prize' }],
    ['{prize, time, short}', { code: 'no-such-way', name: 'prize' }],
  ] as const)('cannot be said: %j', ([template, fault]) => {
    expect(why(template)).toEqual(fault)
    for (const language of languageTags) expect(sayFault(language, fault)).toMatch(/^[^\n]{20,}\.$/)
  })

  test.for([
    ['{people, plural, one {one}}', 'unreadable'],
    ['{people, plural, one {one} other {{name}}}', 'no-such-value'],
    [`{people, number, ::.${'0'.repeat(300)}}`, 'unreadable'],
    ['{people, number, ::bad/x}', undefined],
    ['{people, plural, =0 {none} one {one} other {# of {people}}}', undefined],
    ['{people, selectordinal, one {#st} other {#th}}', undefined],
  ] as const)('with a number: %s', ([template, code]) => {
    expect(whyBadTemplate('en', 'news.closed', template)?.code).toBe(code)
  })

  test('the fault says where and what there is', () => {
    expect(sayFault('en', { code: 'unreadable', at: 12 })).toMatch(/from character 12 on/)
    expect(sayFault('de', { code: 'unreadable', at: undefined })).toMatch(/^Das ist nicht zu lesen/)
    expect(sayFault('en', { code: 'no-such-value', name: 'x', known: ['prize', 'word'] })).toBe(
      'This sentence has no value {x}. It has: {prize}, {word}.',
    )
    expect(sayFault('de', { code: 'no-such-value', name: 'x', known: [] })).toMatch(/^Dieser Satz hat keine Werte/)
  })

  test('whatever is typed is said or refused, never a fault of the program', () => {
    const pieces = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('{prize}', '{people, plural, ', 'other {', '}', '{', "'", '#', ', number', '{people}', 'one {'),
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), fc.constantFrom(...keys), (parts, key) => {
        const template = parts.join('')
        const fault = whyBadTemplate('de', key, template)
        if (fault) expect(sayFault('de', fault)).toMatch(/\.$/)
        else expect(sayWithSamples(createSpeech({ language: 'de', pointsName: 'points' }), template)).toMatch(/./u)
      }),
      { numRuns: 1_000 },
    )
  })
})

test('texts that another version let in are left out, and the language speaks', () => {
  const texts = new Map([
    ['news.paused', 'Hold: {prize}'],
    ['news.gone', 'Hello'],
    ['news.closed', '{prize'],
    ['__proto__', 'x'],
  ])
  const { own, unsaid } = readOwnTexts('en', texts)
  expect([...own]).toEqual([['news.paused', 'Hold: {prize}']])
  expect(unsaid).toEqual(['news.gone', 'news.closed', '__proto__'])
})

test('an own text stands in sentences that hold it', () => {
  const own = new Map([['enter.keyword', 'Tipp {word}!']] as const)
  const speech = createSpeech({ language: 'de', pointsName: 'points' }, own)
  expect(sayWithSamples(speech, chatTexts.de['news.reopened'])).toContain('Steam key! Tipp !gold!')
})

test('no value is read as a template, and no line begins like a command whatever a value holds', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 100 }),
    fc.constantFrom('/ban anna', '.timeout', '!giveaway cancel', '\\me', '\u200b/ban', '{link}', '{x, plural}', "'{'"),
  )
  const key = 'news.paused'
  fc.assert(
    fc.property(
      hostile,
      hostile,
      fc.constantFrom('{prize}', '{word} {prize}', '{prize}{word} x', '\u200b{word}'),
      (prize, word, template) => {
        const speech = createSpeech({ language: 'en', pointsName: 'points' }, new Map([[key, template]]))
        const said = speech.say(key, { prize, word })
        if (template === '{prize}') expect(said).toBe(prize.replace(/\s+/gu, ' ').trim())
        for (const line of fitLines(said, 100)) {
          expect(line).not.toMatch(/^[\p{Cf}\p{Default_Ignorable_Code_Point}\s]*[/.!\\]/u)
          expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
          expect(line.length).toBeLessThanOrEqual(100)
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('a sentence has the values of the English one, and those that it has besides', () => {
  expect(namesOf('news.paused')).toEqual(['prize', 'word'])
  expect(namesOf('none.running')).toEqual([])
})
