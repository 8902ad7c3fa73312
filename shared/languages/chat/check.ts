/** Whether a streamer's own text for a sentence can be said, and in words why not. */
import { isClean } from '../../giveaway/text.ts'
import { format, namesIn, TemplateError, valuesIn } from '../format.ts'
import type { Language } from '../texts.ts'
import { chatTexts } from './all.ts'
import { faults } from './faults.ts'
import { looksLikeCommand } from './lines.ts'
import { type AnswerName, answerNames, sampleAnswer } from './own-answer.ts'
import { numericNames, samplesOf } from './samples.ts'
import { createSpeech, type OwnTexts, sayWith } from './speech.ts'
import { type ChatKey, type ChatName, moreNames } from './texts.ts'

/** Of a template, in UTF-16 units. */
export const longestTemplate = 400

/** What is wrong with a template. `at` counts characters from 1; `known` are the values that the sentence has. */
export type TemplateFault =
  | { readonly code: 'empty' | 'too-long' | 'unclean' | 'begins-badly' | 'says-nothing' }
  | { readonly code: 'unreadable'; readonly at: number | undefined }
  | { readonly code: 'no-such-value'; readonly name: string; readonly known: readonly string[] }
  | { readonly code: 'no-number' | 'no-such-way'; readonly name: string }

export function isChatKey(key: string): key is ChatKey {
  return Object.hasOwn(chatTexts.en, key)
}

/** The values that a sentence has, sorted. */
export function namesOf(key: ChatKey): ChatName[] {
  const more: Partial<Record<ChatKey, readonly string[]>> = moreNames
  const names = [...namesIn('en', chatTexts.en[key]), ...(more[key] ?? [])]
  // English and the list say which names there are; the type was read from both.
  return [...new Set(names)].sort() as ChatName[]
}

/** What keeps a template from being said for this sentence in this language; nothing where it can be. */
export function whyBadTemplate(language: Language, key: ChatKey, template: string): TemplateFault | undefined {
  return whyBad(language, namesOf(key), numericNames, template)
}

/** The same for the answer of a command of the streamer's own. */
export function whyBadAnswer(language: Language, template: string): TemplateFault | undefined {
  return whyBad(language, answerNames, new Set(['random'] satisfies AnswerName[]), template)
}

/** The same for what the bot says by itself: it has no values. */
export function whyBadMessage(language: Language, template: string): TemplateFault | undefined {
  return whyBad(language, [], new Set(), template)
}

function whyBad(
  language: Language,
  known: readonly string[],
  numeric: ReadonlySet<string>,
  template: string,
): TemplateFault | undefined {
  if (template.trim() === '') return { code: 'empty' }
  if (template.length > longestTemplate) return { code: 'too-long' }
  if (!isClean(template) || /[\p{Zl}\p{Zp}]/u.test(template)) return { code: 'unclean' }
  if (/^\s/.test(template) || looksLikeCommand(template)) return { code: 'begins-badly' }
  try {
    return whyBadValues(language, known, numeric, template) ?? whySilent(language, template)
  } catch (error) {
    if (error instanceof TemplateError)
      return { code: 'unreadable', at: error.at === undefined ? undefined : error.at + 1 }
    throw error
  }
}

/** Texts as they are kept, by their keys, of which those are said that can be: an older or a newer version may have let others in. */
export function readOwnTexts(
  language: Language,
  texts: ReadonlyMap<string, string>,
): { readonly own: OwnTexts; readonly unsaid: readonly string[] } {
  const own = new Map<ChatKey, string>()
  const unsaid: string[] = []
  for (const [key, template] of texts)
    if (isChatKey(key) && !whyBadTemplate(language, key, template)) own.set(key, template)
    else unsaid.push(key)
  return { own, unsaid }
}

/** The fault as a sentence in a language. */
export function sayFault(language: Language, fault: TemplateFault): string {
  if (fault.code === 'unreadable' && fault.at === undefined) return faults[language]['unreadable-somewhere']
  const known = 'known' in fault ? fault.known.map((name) => `{${name}}`).join(', ') : ''
  return format(language, faults[language][known === '' && fault.code === 'no-such-value' ? 'no-values' : fault.code], {
    most: longestTemplate,
    at: ('at' in fault && fault.at) || 0,
    name: 'name' in fault ? `{${fault.name}}` : '',
    known,
  })
}

function whyBadValues(
  language: Language,
  known: readonly string[],
  numeric: ReadonlySet<string>,
  template: string,
): TemplateFault | undefined {
  for (const { name, as } of valuesIn(language, template)) {
    if (!known.some((one) => one === name)) return { code: 'no-such-value', name, known }
    // A choice by text would let what viewers typed choose; dates there are none.
    if (as === 'choice' || as === 'date') return { code: 'no-such-way', name }
    if (as !== 'text' && !numeric.has(name)) return { code: 'no-number', name }
  }
  return undefined
}

function whySilent(language: Language, template: string): TemplateFault | undefined {
  const speech = createSpeech({ language, pointsName: 'points' })
  const said = sayWith(language, template, { ...samplesOf(speech), ...sampleAnswer(speech) })
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(said) ? undefined : { code: 'says-nothing' }
}
