/** Whom a sentence is for. */
import { andMore, at } from './phrases.ts'
import type { Speech } from './speech.ts'

/** A sentence for one person. */
export function toPerson(speech: Speech, name: string, sentence: string): string {
  return `${at(speech, name)}, ${sentence}`
}

/** A sentence for several; of a crowd the first are named. */
export function toPeople(speech: Speech, names: readonly string[], sentence: string): string {
  const [only] = names
  if (only !== undefined && names.length === 1) return toPerson(speech, only, sentence)
  const named = names.map((name) => at(speech, name))
  return `${andMore(speech, named)}: ${sentence}`
}

/** A sentence for everybody in the chat. */
export function toAll(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
