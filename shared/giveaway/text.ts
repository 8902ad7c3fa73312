/** Text from people, as it can be kept: PostgreSQL takes no NUL and no broken halves of characters, and a line has no control characters. */

/** Of what a moderator gives as a reason, in UTF-16 units. */
export const longestReason = 200

/** On one line, without what cannot be kept, at most so many UTF-16 units. */
export function cleanText(text: string, most: number): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, most)
    .toWellFormed()
    .trim()
}

/** Whether it can be kept as it is. */
export function isClean(text: string): boolean {
  return text.isWellFormed() && !/\p{Cc}/u.test(text)
}
