/** What the HTTP API says to whoever runs the channel of its platforms: accounts, chat, and the quota of the day. Times are ISO 8601 in UTC. */
import { z } from 'zod'
import { chatPlatforms } from '../giveaway/words.ts'
import { connectionSchema } from './people.ts'

const time = z.iso.datetime()
const count = z.int().nonnegative()

/** By which way a platform gives chat. */
const way = z.enum(['irc', 'stream', 'poll', 'webhook', 'socket'])

/** An account that is linked for something; `detail` is a sentence on how it stands. */
const linkedSchema = connectionSchema.omit({ platform: true, purpose: true }).extend({ detail: z.string() }).nullable()

export const chatStandingSchema = z.object({
  /** `reconnect-account`: a person has to link the account again. */
  state: z.enum(['connecting', 'connected', 'disconnected', 'reconnect-account']),
  /** By which ways lines come at the moment; none while the chat is not read. */
  ways: z.array(way),
  /** Since when the chat is read, or is not. */
  since: time,
  /** When it is tried again; null while nothing is waited for. */
  triesAt: time.nullable(),
  lastLineAt: time.nullable(),
  /** Lines of the last minute. */
  linesLately: count,
  /** Lines of each quarter of a minute in the last five minutes, the oldest first. Empty where the platform is not opened yet. */
  lines: z.array(count),
  /** Milliseconds from the platform's stamp of a line to its arrival: the median of the last hundred. */
  lagMs: count.nullable(),
  /** Null where it is not known. */
  isLive: z.boolean().nullable(),
})

/** A day's quota of the platform, in its units. */
export const budgetSchema = z.object({
  limit: count,
  used: count,
  left: count,
  /** What a stream of four hours takes. */
  fourHours: count,
  /** Lines that the bot can still say today, reading for four hours kept apart. */
  lines: count,
  /** `tight`: a stream of four hours no longer fits. `spent`: the platform is not asked again until `resetsAt`. */
  state: z.enum(['ample', 'tight', 'spent']),
  resetsAt: time,
  /** The same as a sentence. */
  detail: z.string(),
})

export const platformSchema = z.object({
  platform: z.enum(chatPlatforms),
  /** Whether the settings of this server name it. */
  isSetUp: z.boolean(),
  /** Whether accounts of it can be linked here. */
  canLink: z.boolean(),
  /** How it stands: a sentence. */
  detail: z.string(),
  /** The streamer's own account, the same where it lends the bot leave to read the channel, and the account that speaks. */
  connections: z.object({ identity: linkedSchema, channel: linkedSchema, bot: linkedSchema }),
  /** Null where the chat is not for this server to read. */
  chat: chatStandingSchema.nullable(),
  /** Null where the platform counts none. */
  budget: budgetSchema.nullable(),
})
export type PlatformView = z.infer<typeof platformSchema>

/** `GET /api/channel/platforms`: all platforms that the bot knows. */
export const platformListSchema = z.object({ platforms: z.array(platformSchema) })

/** A message of `/api/channel/live`: the same, on connecting and whenever something of it changes that a page should show at once. */
export const platformsMessageSchema = platformListSchema.extend({ type: z.literal('platforms') })
export type PlatformsMessage = z.infer<typeof platformsMessageSchema>
