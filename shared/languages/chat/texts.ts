/** Which sentences the bot has, and which values each of them: English says so. */
import type { chat as en } from './en.ts'

export type ChatKey = keyof typeof en

/** A template for each sentence. */
export type ChatTexts = { readonly [Key in ChatKey]: string }

/** Values that a sentence has and English does without. */
export const moreNames = {
  'entries.named': ['people'],
  'news.opened': ['word'],
  'news.opened-first': ['word'],
  'news.reopened': ['word'],
  'news.reminder': ['word'],
} as const satisfies Partial<Record<ChatKey, readonly string[]>>

/** The values of a sentence. */
export type NamesOf<Key extends ChatKey> =
  | NamesIn<(typeof en)[Key]>
  | (Key extends keyof typeof moreNames ? (typeof moreNames)[Key][number] : never)

/** What stands in braces; behind a case of a plural that is a text, not a name. */
type NamesIn<Text extends string> = Text extends `${infer Before}{${infer Rest}`
  ? (Before extends `${string}${'one' | 'other' | '=0'} ` ? never : NameAt<Rest>) | NamesIn<Rest>
  : never

type NameAt<Rest extends string> = Rest extends `${infer Inside}}${string}`
  ? Inside extends `${infer Name},${string}`
    ? Name
    : Inside
  : never
