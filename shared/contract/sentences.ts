/** What the HTTP API says of the sentences of the bot, and of a streamer's own texts for them. */
import { z } from 'zod'

const sentenceSchema = z.object({
  /** Such as `news.opened`. */
  key: z.string(),
  /** What it is about, as a code; `groups` names them. */
  group: z.string(),
  /** When it is said. */
  about: z.string(),
  /** The template of the language: an ICU message. */
  template: z.string(),
  /** The streamer's own, where there is one. */
  own: z.string().nullable(),
  /** How it reads now with sample values. */
  example: z.string(),
  /** The values that a template may ask for. */
  values: z.array(z.object({ name: z.string(), about: z.string(), sample: z.union([z.string(), z.number()]) })),
})
export type Sentence = z.infer<typeof sentenceSchema>

/** `GET /api/channel/sentences`: all of them, in the language of the channel. */
export const sentenceListSchema = z.object({
  language: z.string(),
  groups: z.array(z.object({ group: z.string(), name: z.string() })),
  sentences: z.array(sentenceSchema),
})
export type SentenceList = z.infer<typeof sentenceListSchema>

/** `PUT /api/channel/sentences/KEY`. */
export const textAskSchema = z.strictObject({
  template: z.string({ error: 'A template: the text with its values in braces.' }),
})
