/** The first look at a line: most lines of a chat are nothing for the bot and leave here, having cost next to nothing. */
import { readWord } from '@streambot/shared/giveaway/entry.ts'

const ascii = 128
const printable = /^[!-~]+$/
/** No known word is longer, even with invisible characters in between; of a longer line only the beginning is read. */
const longest = 200

export interface FirstLook {
  /** Sets the words that mean something, as `readWord` gives them. */
  know(words: Iterable<string>): void
  /** The known word that the line begins with, or nothing. */
  find(text: string): string | undefined
}

export function createFirstLook(): FirstLook {
  let known: ReadonlySet<string> = new Set()
  let begins = new Uint8Array(ascii)
  const findKnown = (word: string | undefined): string | undefined =>
    word !== undefined && known.has(word) ? word : undefined

  return {
    know(words) {
      known = new Set(words)
      begins = markBeginnings(known)
    },
    find(text) {
      const code = text.charCodeAt(0)
      // A line of ASCII letters that no known word begins with. Other scripts may fold to ASCII, so they are looked at closely.
      if (code < ascii && begins[code] === 0) return undefined
      const end = text.indexOf(' ')
      const raw = end === -1 ? text : text.slice(0, end)
      // Printable ASCII folds by case alone.
      if (printable.test(raw)) return findKnown(raw.toLowerCase())
      return findKnown(readWord(text.slice(0, longest)))
    },
  }
}

function markBeginnings(words: Iterable<string>): Uint8Array<ArrayBuffer> {
  const begins = new Uint8Array(ascii)
  for (const blank of ' \t\n\v\f\r') begins[blank.charCodeAt(0)] = 1
  for (const word of words) {
    // Writing beyond the end of a typed array does nothing, so words of other scripts leave no mark.
    begins[word.charCodeAt(0)] = 1
    begins[word.toUpperCase().charCodeAt(0)] = 1
  }
  return begins
}
