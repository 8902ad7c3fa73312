/**
 * The messages of `/api/channel/live`, each one JSON text: how the platforms stand, what changed in the channel, and pings between. A page
 * reads what it shows once it is connected, and again after a broken connection: what changes from there on, it is told.
 */
import { z } from 'zod'
import { giveawayIdSchema } from './http.ts'
import { pingMessageSchema } from './live.ts'
import { platformsMessageSchema } from './platforms.ts'

/**
 * Something changed, here or elsewhere: by a command in a chat, another browser, a timer or another process. Changes come merged, five
 * times a second at most, and without their details: who shows something of that kind reads it again. Entries are told of by `/api/live`.
 */
const changedMessageSchema = z.object({
  type: z.literal('changed'),
  /** Of the audit log, such as `points changed`; `winner wrote` where a winner said something after the draw. */
  actions: z.array(z.string()),
  /** Kinds of news, such as `drawn` or `raffle-opened`. */
  news: z.array(z.string()),
  /** Which giveaways it is about, where it is about any. */
  giveawayIds: z.array(giveawayIdSchema),
})
export type ChangedMessage = z.infer<typeof changedMessageSchema>

export const channelLiveMessageSchema = z.discriminatedUnion('type', [
  platformsMessageSchema,
  changedMessageSchema,
  pingMessageSchema,
])
export type ChannelLiveMessage = z.infer<typeof channelLiveMessageSchema>
