/** What a crowd understands of the bot's lines. */

/** An invitation to enter, the end of a giveaway, winners, or what there is for points. */
export type News =
  | { readonly kind: 'open'; readonly word: string; readonly tickets: number }
  | { readonly kind: 'closed' }
  /** `names`: those who were addressed. */
  | { readonly kind: 'won'; readonly names: readonly string[] }
  | { readonly kind: 'store'; readonly rewards: readonly Offer[] }

/** A reward, as far as the line tells. */
export interface Offer {
  readonly name: string
  readonly isFree: boolean
}

/** Reads a line of the bot. Most lines are no news. */
export function readNews(text: string): News | undefined {
  const word = readWord(text)
  if (word !== undefined) return { kind: 'open', word, tickets: readTickets(text) }
  if (/\bthe winners? (is|are)\b|\bcongratulations\b|^winners?:/i.test(text))
    return { kind: 'won', names: readNames(text) }
  const rewards = readRewards(text)
  if (rewards.length > 0) return { kind: 'store', rewards }
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

function readNames(text: string): string[] {
  return [...text.matchAll(/@([^\s,:.!?]+)/g)].flatMap(([, name]) => name ?? [])
}

/** `Song request (20 points) and Stretch (free). Use !redeem NAME`: what is sold out is left alone. */
function readRewards(text: string): Offer[] {
  const [, list] = /^(.*)\. Use !redeem\b/.exec(text.replace(/^@\S+,\s+/, '')) ?? []
  const offers = [...(list ?? '').matchAll(/(?:^|, (?:and )?|\band )([^,()]+?) \((?!sold out)([^)]*)\)/g)]
  return offers.map(([, name = '', price = '']) => ({ name, isFree: price.startsWith('free') }))
}
