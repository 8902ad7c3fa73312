/** What a crowd understands of the bot's lines. */

/** An invitation to enter, the end of a giveaway, or winners. */
export type News =
  | { readonly kind: 'open'; readonly word: string; readonly tickets: number }
  | { readonly kind: 'closed' }
  | { readonly kind: 'won' }

/** Reads a line of the bot. Most lines are no news. */
export function readNews(text: string): News | undefined {
  const word = readWord(text)
  if (word !== undefined) return { kind: 'open', word, tickets: readTickets(text) }
  if (/\bthe winners? (is|are)\b|\bcongratulations\b|^winners?:/i.test(text)) return { kind: 'won' }
  if (/\b(closed|cancelled|canceled|nobody wins|is over|has ended)\b/i.test(text)) return { kind: 'closed' }
  return undefined
}

/** The word after "type", in quotes or not: `Type !gold to enter`, `type "!gold 2"`. */
function readWord(text: string): string | undefined {
  const found = /\btype\s+["'`“‘«]?([^\s"'`”’»,;]+)/i.exec(text)?.[1]
  return found?.replace(/[.?:)]+$/, '').replace(/(?<=.)!$/, '')
}

/** How many tickets one may take, as far as the line tells: `up to 5 tickets`. */
function readTickets(text: string): number {
  const found = /([\d,]+) tickets\b/i.exec(text)?.[1]
  return Math.max(1, Number(found?.replaceAll(',', '') ?? 1))
}
