/** The words that call the bot, as `readWord` gives them. */

/** First words that enter whatever runs; a giveaway may have one of them for its own. */
type EntryWord = '!enter' | '!join' | '!ticket' | '!tickets'

const commandWords = [
  '!addpoints',
  '!claim',
  '!exclude',
  '!gamble',
  '!give',
  '!giveaway',
  '!include',
  '!joinraffle',
  '!leave',
  '!odds',
  '!points',
  '!proof',
  '!link',
  '!myticket',
  '!next',
  '!raffle',
  '!redeem',
  '!refund',
  '!removepoints',
  '!serve',
  '!setpoints',
  '!store',
  '!top',
  '!winners',
] as const

/** A first word that calls a command. */
export type CommandWord = (typeof commandWords)[number] | EntryWord

const taken: ReadonlySet<string> = new Set(commandWords)

/** Whether a word calls a command other than entering, so that no giveaway can be entered with it. */
export function isCommandWord(word: string): boolean {
  return taken.has(word)
}
