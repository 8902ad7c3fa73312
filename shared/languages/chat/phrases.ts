/** The small parts of sentences, in the language of the speech: numbers, lists, times, and what people typed, made safe. */
import { cleanName, cleanText } from './lines.ts'
import { nameOne, usualPointsName } from '../points-name.ts'
import type { Speech } from './speech.ts'

const mostNames = 8

/** `9,310`. */
export function number({ language }: Speech, value: number): string {
  return formattersOf(language).whole.format(value)
}

/** A part of 0 to 1 as `0.49%`. */
export function percent({ language }: Speech, part: number): string {
  return formattersOf(language).share.format(part)
}

/** `a, b, and c`. */
export function and({ language }: Speech, parts: readonly string[]): string {
  return formattersOf(language).list.format(parts)
}

/** The first ones, and how many more. `all` is how many there are. */
export function andMore(speech: Speech, parts: readonly string[], all = parts.length): string {
  const named = parts.slice(0, mostNames)
  const rest = all - named.length
  return and(speech, rest > 0 ? [...named, speech.say('part.more', { count: rest })] : named)
}

/** Points under the streamer's own name for them: `1 coin`, `40 coins`. */
export function points(speech: Speech, value: number): string {
  const name = cleanText(speech.pointsName, 20) || usualPointsName
  if (name === usualPointsName) return speech.say('part.points', { count: value })
  return `${number(speech, value)} ${value === 1 ? nameOne(name) : name}`
}

/** `@anna`, for somebody in the same chat. */
export function at(speech: Speech, name: string): string {
  return `@${nameOf(speech, name)}`
}

/** `anna`: nobody is called. */
export function nameOf(speech: Speech, name: string): string {
  return cleanName(name) ?? speech.say('part.someone')
}

/** What can be won, short enough for a line. */
export function prize(speech: Speech, title: string, most = 80): string {
  return cleanText(title, most) || speech.say('part.prize')
}

/** A word to type, as it stands in a line. */
export function typed(word: string): string {
  return cleanText(word, 50)
}

/** `less than a minute`, `3 minutes`, `2 hours`: rounded to what one wants to know. */
export function duration(speech: Speech, ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 1) return speech.say('time.moment')
  if (minutes < 120) return speech.say('time.minutes', { count: minutes })
  const hours = Math.round(minutes / 60)
  return hours < 48
    ? speech.say('time.hours', { count: hours })
    : speech.say('time.days', { count: Math.round(hours / 24) })
}

/** Seconds, as long as one counts them. */
export function countdown(speech: Speech, ms: number): string {
  return ms <= 120_000 ? speech.say('time.seconds', { count: Math.ceil(ms / 1_000) }) : duration(speech, ms)
}

interface Formatters {
  readonly whole: Intl.NumberFormat
  readonly share: Intl.NumberFormat
  readonly list: Intl.ListFormat
}

/** Making one takes a thousand times as long as using it. */
const made = new Map<string, Formatters>()

function formattersOf(language: string): Formatters {
  const formatters = made.get(language) ?? {
    whole: new Intl.NumberFormat(language, { maximumFractionDigits: 0 }),
    share: new Intl.NumberFormat(language, { style: 'percent', maximumSignificantDigits: 2 }),
    list: new Intl.ListFormat(language, { type: 'conjunction' }),
  }
  made.set(language, formatters)
  return formatters
}
