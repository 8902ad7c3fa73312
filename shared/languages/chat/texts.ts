/** Which sentences the bot has, and which values each of them: English says so. */
import type { chat as en } from './en.ts'

export type ChatKey = keyof typeof en

/** A template for each sentence. */
export type ChatTexts = { readonly [Key in ChatKey]: string }

/** Values that a sentence has and English does without. */
export const moreNames = {
  'news.closed': ['word'],
  'news.extended': ['word'],
  'news.paused': ['word'],
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

/** A value of any sentence; it means the same in all of them. */
export type ChatName = { [Key in ChatKey]: NamesOf<Key> }[ChatKey]

export type ChatGroup = (typeof groupsByPrefix)[keyof typeof groupsByPrefix]

/** What a key begins with says what its sentence is about. */
const groupsByPrefix = {
  news: 'giveaways',
  enter: 'terms',
  terms: 'terms',
  factor: 'terms',
  standing: 'terms',
  status: 'terms',
  winners: 'winners',
  next: 'winners',
  barred: 'winners',
  won: 'winners',
  note: 'winners',
  raffle: 'raffles',
  entries: 'entries',
  entry: 'entries',
  asked: 'viewers',
  yours: 'viewers',
  odds: 'viewers',
  proof: 'viewers',
  link: 'viewers',
  none: 'viewers',
  points: 'points',
  queue: 'rewards',
  store: 'rewards',
  redeem: 'rewards',
  ticket: 'rewards',
  gamble: 'points',
  undone: 'moderators',
  people: 'moderators',
  draw: 'moderators',
  told: 'moderators',
  plans: 'moderators',
  drafts: 'moderators',
  templates: 'moderators',
  part: 'parts',
  time: 'parts',
  fault: 'faults',
  no: 'refusals',
  refused: 'refusals',
  rule: 'refusals',
  usage: 'usage',
} as const satisfies Record<Prefix, string>

type Prefix = ChatKey extends infer Key ? (Key extends `${infer Before}.${string}` ? Before : never) : never

export function groupOf(key: ChatKey): ChatGroup {
  // Every key begins with one of them: the type of the list says so.
  return groupsByPrefix[key.slice(0, key.indexOf('.')) as Prefix]
}
