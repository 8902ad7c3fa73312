/** The small parts of sentences: numbers, plurals, lists, times. English. */
import { cleanName, cleanText } from './lines.ts'

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const share = new Intl.NumberFormat('en', { style: 'percent', maximumSignificantDigits: 2 })
const list = new Intl.ListFormat('en', { type: 'conjunction' })

/** `9,310`. */
export function number(value: number): string {
  return whole.format(value)
}

/** `1 ticket`, `2,000 tickets`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${number(value)} ${value === 1 ? one : many}`
}

/** Points under the streamer's own name for them: `1 coin`, `40 coins`. */
export function points(value: number, name: string): string {
  const many = cleanText(name, 20) || 'points'
  return count(value, many.replace(/(?<=[^su])s$/i, ''), many)
}

/** A part of 0 to 1 as `0.49%`. */
export function percent(part: number): string {
  return share.format(part)
}

/** `a, b, and c`. */
export function and(parts: readonly string[]): string {
  return list.format(parts)
}

/** `@anna`, for somebody in the same chat. */
export function at(name: string): string {
  return `@${cleanName(name)}`
}

/** What can be won, short enough for a line. */
export function prize(title: string): string {
  return cleanText(title, 80) || 'a prize'
}

/** A word to type, as it stands in a line. */
export function typed(word: string): string {
  return cleanText(word, 50)
}

/** `less than a minute`, `3 minutes`, `2 hours`: rounded to what one wants to know. */
export function duration(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return 'less than a minute'
  if (minutes < 120) return count(minutes, 'minute')
  const hours = Math.round(minutes / 60)
  return hours < 48 ? count(hours, 'hour') : count(Math.round(hours / 24), 'day')
}

/** The sentences that are there, one after the other. */
export function sentences(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' ')
}
