/** Numbers and times in the language and the zone of whoever looks at them. */
import { locale } from '../../parts/language.ts'

const numbers = new Intl.NumberFormat(locale)
const moments = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const hours = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
const lists = new Intl.ListFormat(locale)

export const sayNumber = (value: number): string => numbers.format(value)
export const sayMoment = (iso: string): string => moments.format(new Date(iso))
export const sayHour = (iso: string): string => hours.format(new Date(iso))
export const sayList = (parts: readonly string[]): string => lists.format(parts)

const steps = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** `5 minutes ago`, `in 2 hours`; `now` in milliseconds. */
export function sayAgo(iso: string, now: number): string {
  const seconds = Math.round((Date.parse(iso) - now) / 1_000)
  const [unit, size] = steps.find(([, size]) => Math.abs(seconds) >= size) ?? steps[3]
  return ago.format(Math.trunc(seconds / size), unit)
}

/** `5 minutes`, `90 seconds`. */
export function sayDuration(seconds: number): string {
  const [unit, size] = seconds % 60 === 0 ? (['minute', 60] as const) : (['second', 1] as const)
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(seconds / size)
}
