/** How the bot speaks for a streamer: in which language, with which texts of their own, and under which name for points. */
import { type SaidNames, usualNames } from '../../giveaway/commands.ts'
import { format, type Values } from '../format.ts'
import type { Language } from '../texts.ts'
import { chatTexts } from './all.ts'
import type { ChatKey, NamesOf } from './texts.ts'

/** What a sentence has to be given. Numbers stand as the language writes them; text was made safe by `phrases.ts`. */
export type ValuesOf<Key extends ChatKey> = { readonly [Name in NamesOf<Key>]: string | number }

/** A sentence that stands as it is. */
export type PlainKey = { [Key in ChatKey]: [NamesOf<Key>] extends [never] ? Key : never }[ChatKey]

export interface Speech {
  readonly language: Language
  /** What the streamer calls points. */
  readonly pointsName: string
  /** The sentence with its values. A value that is empty leaves no gap. */
  say<Key extends ChatKey>(key: Key, ...values: Key extends PlainKey ? [] : [ValuesOf<Key>]): string
}

/** Templates of the streamer's own, each for a sentence. They passed `whyBadTemplate`. */
export type OwnTexts = ReadonlyMap<ChatKey, string>

export function createSpeech(
  { language, pointsName }: Pick<Speech, 'language' | 'pointsName'>,
  own: OwnTexts = new Map(),
  { inTexts, inOwnTexts }: SaidNames = usualNames,
): Speech {
  return {
    language,
    pointsName,
    say(key, ...[values]) {
      const text = own.get(key)
      const template = text === undefined ? nameIn(chatTexts[language][key], inTexts) : nameIn(text, inOwnTexts)
      return sayWith(language, template, values)
    },
  }
}

/** A template with commands called as they are now: it is changed, and not what people put into it. */
function nameIn(template: string, names: ReadonlyMap<string, string>): string {
  if (names.size === 0 || !template.includes('!')) return template
  return template.replace(/![a-z]+/g, (usual) => names.get(usual) ?? usual)
}

/** A template with its values, on one line. Throws `TemplateError`. */
export function sayWith(language: Language, template: string, values?: Values): string {
  return format(language, template, values).replace(/\s+/gu, ' ').trim()
}
