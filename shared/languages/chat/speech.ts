/** How the bot speaks for a streamer: in which language, and under which name for points. */
import { format } from '../format.ts'
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

export function createSpeech({ language, pointsName }: Pick<Speech, 'language' | 'pointsName'>): Speech {
  return {
    language,
    pointsName,
    say: (key, ...[values]) => format(language, chatTexts[language][key], values).replace(/\s+/gu, ' ').trim(),
  }
}
