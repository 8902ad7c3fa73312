/** What the HTTP API says of the commands of the bot, and of the words that call them. */
import { z } from 'zod'

const commandSchema = z.object({
  /** Such as `points`; it stays, whatever the command is called. */
  name: z.string(),
  /** What calls it, the word that sentences say first. None where other commands have all of its usual ones. */
  words: z.array(z.string()),
  /** What calls it where the streamer chose nothing. */
  usual: z.array(z.string()),
  isOn: z.boolean(),
  /** Whether it can be switched off. */
  isKept: z.boolean(),
})
export type PublicCommand = z.infer<typeof commandSchema>

/** `GET /api/channel/commands`. */
export const commandListSchema = z.object({ commands: z.array(commandSchema) })

/** A command of the streamer's own; `answer` is the template of what the bot says. */
export const ownCommandSchema = z.object({ id: z.int().positive(), words: z.array(z.string()), answer: z.string() })
export type PublicOwnCommand = z.infer<typeof ownCommandSchema>

/** `GET /api/channel/own-commands`: by age, with the values that an answer may ask for. */
export const ownCommandListSchema = z.object({
  /** The language that numbers are written in. */
  language: z.string(),
  values: z.array(z.object({ name: z.string(), sample: z.union([z.string(), z.number()]) })),
  commands: z.array(ownCommandSchema),
})
export type OwnCommandList = z.infer<typeof ownCommandListSchema>

/** `POST /api/channel/own-commands`, and `PUT` of one. */
export const ownCommandAskSchema = z.strictObject({
  words: z.array(z.string().max(100)).max(100),
  answer: z.string(),
})

/** `PUT /api/channel/commands/NAME`. What is absent stays. */
export const commandAskSchema = z.strictObject({
  /** One to ten; the mark in front may be left out. */
  words: z.array(z.string().max(100)).max(100).optional(),
  isOn: z.boolean().optional(),
})
