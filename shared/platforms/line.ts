/** What every platform is sent: lines that are only text, one after the other. */
import type { Sent } from '../engine/ports/chat.ts'

/** UTF-16 units that a line may grow by. */
export const guardLength = '\u200B'.length

/** Gives what says one line at a time: what is empty or too long is refused, and `send` gets the others clean. */
export function sayInTurn(maxLength: number, send: (line: string) => Promise<Sent>): (text: string) => Promise<Sent> {
  let last: Promise<unknown> = Promise.resolve()
  return (text) => {
    const line = cleanLine(text)
    if (line === '') return Promise.resolve(refuse('empty'))
    if (text.length > maxLength) return Promise.resolve(refuse('too-long'))
    const sent = last.then(() => send(line))
    last = sent.catch(() => undefined) // whoever said the line gets it
    return sent
  }
}

export const accepted: Sent = { ok: true }
export const refuse = (reason: string): Sent => ({ ok: false, reason })

/** Nothing breaks the line in two, and nothing at its start makes it a command, shown or hidden. Empty where there is nothing to see. */
function cleanLine(text: string): string {
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
