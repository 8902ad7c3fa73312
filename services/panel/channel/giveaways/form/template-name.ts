/** The name of a template from what was typed; nothing for what is none. The server has the last word. */
import { readWord, splitWords } from '@streambot/shared/giveaway/entry.ts'

export function readName(typed: string): string | undefined {
  const name = splitWords(typed).length === 1 ? readWord(typed) : undefined
  return name !== undefined && /^[\p{L}\p{N}]/u.test(name) ? name : undefined
}
