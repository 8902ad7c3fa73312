/** What the HTTP API says of a channel's settings: what the bot speaks, how points are earned and staked, how quick viewers may be, how draws take their time. */
import { z } from 'zod'
import { mostPoints } from '../giveaway/amount.ts'
import { readTimeZone } from '../giveaway/time-zone.ts'
import { isClean } from '../giveaway/text.ts'
import { languageTags } from '../languages/texts.ts'

const whole = z.int()

/** `GET /api/channel/settings`. */
export const settingsSchema = z.object({
  /** What the bot speaks, as a tag. */
  language: z.enum(languageTags),
  /** By its name, such as `Europe/Berlin`. */
  timeZone: z.string(),
  pointsName: z.string(),
  /** For chatting, at most once in so many seconds; 0 points are none. */
  chatPoints: whole,
  chatPointsSeconds: whole,
  /** Whether chatting is paid only while a stream is live. */
  chatPointsLive: z.boolean(),
  /** For being there while a stream is live, once in so many seconds; 0 points are none. */
  watchPoints: whole,
  watchSeconds: whole,
  /** How many times as many points subscribers get for both. */
  subscriberFactor: whole,
  gamble: z.object({
    on: z.boolean(),
    /** The chance to double what was staked. */
    percent: whole,
    /** Points that may be staked at once. */
    least: whole,
    most: whole,
    /** Between two stakes of a viewer. */
    restSeconds: whole,
  }),
  /** Accounts that never enter and earn nothing: other bots. */
  excludedLogins: z.array(z.string()),
  /** Times that one viewer may try to enter in a minute. */
  attemptsPerMinute: whole,
  /** How long after the close messages are waited for that were written in time. */
  graceSeconds: whole,
  /** Between the draw and the reveal of its seed. */
  revealSeconds: whole,
  /** Between two reminders of an open giveaway; 0 is none. */
  reminderMinutes: whole,
})
export type PublicSettings = z.infer<typeof settingsSchema>

const dayS = 86_400
const manyPoints = 100_000
const onOrOff = z.boolean({ error: 'true or false.' })
const language = { error: `One of: ${languageTags.join(', ')}.` }
const timeZone = { error: 'The name of a time zone, such as Europe/Berlin or UTC.' }
const pointsName = { error: 'One to thirty letters, digits and signs, on one line.' }
const logins = {
  error: 'At most 500 names of accounts, each of one to a hundred letters, digits and signs without a space.',
}

const login = z
  .string(logins)
  .overwrite((name) => name.trim().replace(/^@/, '').toLowerCase())
  .regex(/^\S{1,100}$/, logins)
  .refine(isClean, logins)

/** `PATCH /api/channel/settings`: what is absent stays. */
export const settingsChangeSchema = z
  .strictObject({
    language: z.enum(languageTags, language),
    timeZone: z
      .string(timeZone)
      .max(100, timeZone)
      .refine((name) => readTimeZone(name) !== undefined, timeZone)
      .overwrite((name) => readTimeZone(name) ?? name),
    pointsName: z.string(pointsName).trim().min(1, pointsName).max(30, pointsName).refine(isClean, pointsName),
    chatPoints: within(0, manyPoints),
    chatPointsSeconds: within(30, dayS),
    chatPointsLive: onOrOff,
    watchPoints: within(0, manyPoints),
    watchSeconds: within(60, dayS),
    subscriberFactor: within(1, 100),
    gamble: z
      .strictObject({
        on: onOrOff,
        percent: within(1, 99),
        least: within(1, mostPoints),
        most: within(1, mostPoints),
        restSeconds: within(0, dayS),
      })
      .partial(),
    excludedLogins: z.array(login, logins).max(500, logins),
    attemptsPerMinute: within(1, 1_000),
    graceSeconds: within(0, 600),
    revealSeconds: within(0, dayS),
    reminderMinutes: within(0, 120),
  })
  .partial() satisfies z.ZodType<Partial<Record<keyof PublicSettings, unknown>>>

function within(least: number, most: number) {
  const error = `A whole number from ${least} to ${most}.`
  return z.int({ error }).min(least, { error }).max(most, { error })
}
