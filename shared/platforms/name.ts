/** What people call themselves: it goes into chats, onto pages, into a database and into spreadsheets. */

/** The longest name, in UTF-16 units; no platform lets people take a longer one. */
const longest = 100

/**
 * A name on one line, without what is not seen and what turns the text around it: control characters (no database takes a NUL), marks of
 * direction, characters without width. Empty where nothing can be seen. Emoji and letters keep what joins them.
 */
export function readName(text: string): string {
  if (isPlain.test(text)) return text
  const line = text.toWellFormed().replaceAll(hidden, '').replaceAll(/\s+/g, ' ').trim()
  return isSeen.test(line) ? cut(line).trimEnd() : ''
}

/** Most are. */
const isPlain = /^@?[\w.-]{1,99}$/
/** Joiners, variation selectors and tags belong to the characters before them, and blanks between words become spaces. */
const hidden =
  /[[\p{Cc}\p{Default_Ignorable_Code_Point}]--[\s\u200C\u200D\p{Variation_Selector}\u{E0020}-\u{E007F}]]+/gv
const isSeen = /[^\s\p{Default_Ignorable_Code_Point}]/u

/** Never within a character of two units. */
function cut(line: string): string {
  return line.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')
}
