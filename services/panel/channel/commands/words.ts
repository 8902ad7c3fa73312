/** Words that somebody types for a command, looked at before they are sent. Pure. */
import type { PublicCommand } from '@streambot/shared/contract/commands.ts'
import { type Chosen, readCommandWords, type WordFault } from '@streambot/shared/giveaway/commands.ts'

/** The words in a field, with spaces or commas between them. */
export function splitField(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean)
}

/** Why a command cannot be called so; nothing where it can, as far as this page knows. */
export function findFault(commands: readonly PublicCommand[], name: string, text: string): WordFault | undefined {
  const read = readCommandWords(toChosen(commands), name, splitField(text))
  return read.ok ? undefined : read.fault
}

/** Whether a command is as it is where nobody chose anything. */
export function isUsual({ words, usual, isOn }: PublicCommand): boolean {
  return isOn && words.join(' ') === usual.join(' ')
}

/** As the rules of commands take it. */
export function toChosen(commands: readonly PublicCommand[]): Chosen {
  return {
    words: new Map(commands.map(({ name, words }) => [name, words])),
    off: new Set(commands.flatMap(({ name, isOn }) => (isOn ? [] : name))),
  }
}
