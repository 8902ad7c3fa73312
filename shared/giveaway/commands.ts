/** The commands of the bot: by which words each is called, and which words a streamer may choose instead. */
import { readWord, splitWords } from './entry.ts'

/**
 * The words that call each command where nobody chose others, as `readWord` gives them; the first one is its name in sentences. A
 * giveaway may have a word of `enter` for its own.
 */
export const usualWords = {
  enter: ['!enter', '!join', '!ticket', '!tickets'],
  leave: ['!leave'],
  giveaway: ['!giveaway'],
  odds: ['!odds'],
  claim: ['!claim'],
  winners: ['!winners'],
  proof: ['!proof'],
  link: ['!link'],
  points: ['!points'],
  top: ['!top'],
  give: ['!give'],
  gamble: ['!gamble'],
  raffle: ['!raffle'],
  joinraffle: ['!joinraffle'],
  store: ['!store'],
  redeem: ['!redeem'],
  myticket: ['!myticket'],
  next: ['!next'],
  serve: ['!serve'],
  refund: ['!refund'],
  addpoints: ['!addpoints'],
  removepoints: ['!removepoints'],
  setpoints: ['!setpoints'],
  exclude: ['!exclude'],
  include: ['!include'],
} as const satisfies Readonly<Record<string, readonly [string, ...string[]]>>

export type CommandName = keyof typeof usualWords

export function isCommandName(text: string): text is CommandName {
  return Object.hasOwn(usualWords, text)
}

export const commandNames: readonly CommandName[] = Object.keys(usualWords).filter(isCommandName)

const ownPrefix = 'own:'

/** What the words of a streamer's own command call. */
export function nameOwn(id: number): string {
  return `${ownPrefix}${id}`
}

export function isOwnCommand(name: string): boolean {
  return name.startsWith(ownPrefix)
}

/** So many commands of their own a streamer may have. */
export const mostOwnCommands = 100

/** What moderators run giveaways with: it stays, so that a giveaway can always be closed and cancelled in chat. */
export const keptCommand = 'giveaway' satisfies CommandName

/** What a streamer chose: words by command, those of commands that are gone included, and which commands are switched off. */
export interface Chosen {
  readonly words: ReadonlyMap<string, readonly string[]>
  readonly off: ReadonlySet<string>
}

export const nothingChosen: Chosen = { words: new Map(), off: new Set() }

/** A command as it stands. `words` may be none where others have all of its usual ones. */
export interface StandingCommand {
  readonly name: CommandName
  readonly words: readonly string[]
  readonly isOn: boolean
}

/** All commands. Words that somebody chose go before usual ones, so that a new command takes nothing away; one that is off holds none. */
export function standCommands({ words, off }: Chosen): StandingCommand[] {
  const chosen = new Map([...words].flatMap(([name, own]) => own.map((word) => [word, name] as const)))
  return commandNames.map((name) => {
    const usual = usualWords[name].filter((word) => !isHeld(chosen.get(word), name, off))
    return { name, words: words.get(name) ?? usual, isOn: !off.has(name) }
  })
}

function isHeld(holder: string | undefined, name: string, off: ReadonlySet<string>): boolean {
  return holder !== undefined && holder !== name && !off.has(holder)
}

/** What each word calls: the name of a command, or whatever else has chosen it. */
export function callsOf(chosen: Chosen): Map<string, string> {
  const own = [...chosen.words].filter(([name]) => !chosen.off.has(name) && !isCommandName(name))
  const standing = standCommands(chosen).filter(({ isOn }) => isOn)
  return new Map([
    ...standing.flatMap(({ name, words }) => words.map((word) => [word, name] as const)),
    ...own.flatMap(([name, words]) => words.map((word) => [word, name] as const)),
  ])
}

/** Whether a word calls something other than entering, so that no giveaway can be entered with it. */
export function isCommandWord(calls: ReadonlyMap<string, string>, word: string): boolean {
  return (calls.get(word) ?? 'enter') !== 'enter'
}

/** Words of one command, at most. */
export const mostWords = 10
/** Of a word with its mark, in UTF-16 units. */
export const longestWord = 30

/**
 * A word for a command, folded as lines of chat are; the mark in front may be left out. Nothing for what is no word of letters, digits,
 * `-` and `_`: chats would not send it as it is, or sentences could not say it.
 */
export function readCommandWord(said: string): string | undefined {
  const bare = splitWords(said).length === 1 ? readWord(said) : undefined
  const word = bare?.replace(/^!?/, '!')
  if (word === undefined || word.length > longestWord) return undefined
  return /^![\p{L}\p{N}][\p{L}\p{M}\p{N}_-]*$/u.test(word) ? word : undefined
}

/** Why words cannot be those of a command. `word` is the one, as it was said, and `by` what it calls already. */
export type WordFault =
  | { readonly code: 'no-command-word' | 'too-many-command-words' }
  | { readonly code: 'bad-command-word'; readonly word: string }
  | { readonly code: 'command-word-taken'; readonly word: string; readonly by: string }

/** The words that `name` would be called by, read; or why not. Words said twice count once. */
export function readCommandWords(
  chosen: Chosen,
  name: string,
  said: readonly string[],
): { readonly ok: true; readonly words: readonly string[] } | { readonly ok: false; readonly fault: WordFault } {
  const read = said.map((one) => ({ one, word: readCommandWord(one) }))
  const calls = callsOf(chosen)
  for (const { one, word } of read) {
    if (word === undefined) return { ok: false, fault: { code: 'bad-command-word', word: one } }
    const by = calls.get(word)
    if (by !== undefined && by !== name) return { ok: false, fault: { code: 'command-word-taken', word, by } }
  }
  const words = [...new Set(read.flatMap(({ word }) => word ?? []))]
  if (words.length === 0) return { ok: false, fault: { code: 'no-command-word' } }
  if (words.length > mostWords) return { ok: false, fault: { code: 'too-many-command-words' } }
  return { ok: true, words }
}

/** Names of commands as sentences say them now, by the usual ones. */
export interface SaidNames {
  /** For the sentences of a language. */
  readonly inTexts: ReadonlyMap<string, string>
  /** For a streamer's own: a word that calls something now is meant as it stands. */
  readonly inOwnTexts: ReadonlyMap<string, string>
}

export const usualNames: SaidNames = { inTexts: new Map(), inOwnTexts: new Map() }

export function nameCommands(chosen: Chosen): SaidNames {
  const calls = callsOf(chosen)
  const renamed = standCommands(chosen).flatMap(({ name, words: [first], isOn }) => {
    const usual = usualWords[name][0]
    return isOn && first !== undefined && first !== usual ? [[usual, first] as const] : []
  })
  return {
    inTexts: new Map(renamed),
    inOwnTexts: new Map(renamed.filter(([usual]) => !calls.has(usual))),
  }
}
