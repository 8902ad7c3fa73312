/** What every platform is sent: one line that is only text. */

/** UTF-16 units that `cleanLine` may add. */
export const guardLength = '\u200B'.length

/** Nothing breaks the line in two, and nothing at its start makes it a command, shown or hidden. Empty where there is nothing to see. */
export function cleanLine(text: string): string {
  return guard(
    text
      .toWellFormed()
      .replaceAll(/\p{Cc}+/gu, ' ')
      .replace(hiddenStart, '')
      .trimEnd(),
  )
}

/** Platforms trim what nobody sees; a command behind it would run. */
const hiddenStart = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cf}]+/u

/** `/`, `.` and `\` begin commands for platforms or for clients. A zero-width space before them does not show and is not trimmed. */
function guard(line: string): string {
  return /^[/.\\]/.test(line) ? `\u200B${line}` : line
}
