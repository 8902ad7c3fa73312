/** Values to try sentences with, so that whoever writes one sees at once how it reads. */
import { and, number, percent, points } from './phrases.ts'
import { type Speech, sayWith } from './speech.ts'
import type { ChatName } from './texts.ts'

/** What can be asked with as a number; every other value is text. */
export const numericNames: ReadonlySet<string> = new Set([
  'added',
  'ahead',
  'balance',
  'count',
  'days',
  'factor',
  'held',
  'minutes',
  'missing',
  'most',
  'people',
  'percent',
  'places',
  'rank',
  'seconds',
  'theirs',
  'tickets',
  'tier',
  'winners',
] satisfies ChatName[])

/** How a template reads with sample values, in the language of the speech and with its other sentences. Throws `TemplateError`. */
export function sayWithSamples(speech: Speech, template: string): string {
  return sayWith(speech.language, template, samplesOf(speech))
}

export type Samples = Readonly<Record<ChatName, string | number>>

/** A value for every name. Where it is a sentence itself, it is the one of this speech. */
export function samplesOf(speech: Speech): Samples {
  const said = { ...texts, ...numbers, points: points(speech, 500) }
  const timeLeft = speech.say('terms.time-left', { time: speech.say('time.minutes', { count: 10 }) })
  const chance = speech.say('odds.chance', { share: percent(speech, 1 / 150) })
  return {
    ...said,
    names: and(speech, ['@anna', speech.say('part.elsewhere', { name: 'ben', platforms: 'Kick' })]),
    list: and(speech, ['anna', 'ben', 'cleo']),
    least: number(speech, 100),
    price: points(speech, 300),
    share: percent(speech, 1 / 150),
    time: speech.say('time.minutes', { count: 10 }),
    howToEnter: speech.say('enter.keyword', said),
    terms: `${speech.say('terms.winners', said)} ${timeLeft}`,
    timeLeft,
    standing: speech.say('standing.people', said),
    beacon: speech.say('standing.beacon', said),
    status: speech.say('status.closed'),
    reason: speech.say('barred.not-follower'),
    next: speech.say('next.one'),
    usage: speech.say('usage.draw'),
    chance,
    yours: speech.say('yours.tickets', { ...said, chance }),
  }
}

const texts = {
  commitment: '0123456789ab',
  flag: '-cost lots',
  link: 'https://bot.example/g/7d1f7b9e-8c0e-4f57-9a55-0a1b2c3d4e5f',
  name: '@anna',
  platforms: 'Twitch',
  reward: 'Song request',
  prize: 'Steam key',
  round: '34000000',
  template: 'weekly',
  ticket: 'A-001',
  word: '!gold',
}

const numbers = {
  added: 412,
  ahead: 3,
  balance: 1_500,
  count: 10,
  days: 30,
  factor: 2,
  held: 2,
  minutes: 10,
  missing: 2,
  most: 1_000_000,
  people: 1_200,
  percent: 45,
  places: 3,
  rank: 1,
  seconds: 15,
  theirs: 2_000,
  tickets: 300,
  tier: 2,
  winners: 2,
}
