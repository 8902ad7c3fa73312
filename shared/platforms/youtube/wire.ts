/** YouTube's own shapes, in its spelling: bodies of its Data and Live Streaming APIs (https://developers.google.com/youtube/v3/live/docs). */
import { z } from 'zod'

/** A batch of a live chat: the answer of `liveChat/messages`, and each object that `liveChat/messages/stream` writes. */
export const pageBody = z.object({
  /** Checked one by one, so that a broken one takes no other along. */
  items: z.array(z.unknown()).default([]),
  nextPageToken: z.string().optional(),
  pollingIntervalMillis: z.number().nonnegative().optional(),
  /** When the stream ended, where it has. */
  offlineAt: z.string().optional(),
})

export type Page = z.infer<typeof pageBody>

/** A message, or an event, of a live chat. Who wrote it stands with messages only. */
const itemBody = z.object({
  id: z.string().min(1),
  snippet: z.object({
    type: z.string(),
    publishedAt: z.string().optional(),
    textMessageDetails: z.object({ messageText: z.string() }).optional(),
    superChatDetails: z.object({ userComment: z.string().optional() }).optional(),
    memberMilestoneChatDetails: z
      .object({ userComment: z.string().optional(), memberMonth: z.number().optional() })
      .optional(),
  }),
  authorDetails: z
    .object({
      channelId: z.string().min(1),
      displayName: z.string().default(''),
      isChatOwner: z.boolean().default(false),
      isChatModerator: z.boolean().default(false),
      isChatSponsor: z.boolean().default(false),
    })
    .optional(),
})

export type Item = z.infer<typeof itemBody>

/** An item of a page; nothing for what has no such form. */
export function readItem(raw: unknown): Item | undefined {
  return itemBody.safeParse(raw).data
}

/** `liveBroadcasts`. One that has no chat has no `liveChatId`. */
export const broadcastsBody = z.object({
  items: z
    .array(
      z.object({
        snippet: z.object({
          title: z.string().default(''),
          liveChatId: z.string().min(1).optional(),
          actualStartTime: z.string().optional(),
        }),
      }),
    )
    .default([]),
})

/** `channels`. Without a match there are no `items` at all. */
export const channelsBody = z.object({
  items: z
    .array(
      z.object({
        id: z.string().min(1),
        snippet: z.object({
          title: z.string(),
          /** The handle, with `@`. */
          customUrl: z.string().optional(),
          publishedAt: z.string().optional(),
        }),
      }),
    )
    .default([]),
})

/** What a line that was said became. */
export const insertedBody = z.object({ id: z.string().min(1) })

/** Why YouTube refused. `reason` is its code: 403 alone says next to nothing. */
export interface Refusal {
  readonly status: number
  readonly reason: string
  readonly message: string
}

/** The refusal in a body, where there is one; a stream may end with it behind a status of 200. */
export function readRefusal(body: unknown): Refusal | undefined {
  const error = errorBody.safeParse(body).data?.error
  if (!error) return undefined
  const [first] = error.errors
  const isQuota = first?.domain === 'youtube.quota' || first?.reason === 'dailyLimitExceeded'
  return {
    status: error.code,
    reason: isQuota ? 'quotaExceeded' : (first?.reason ?? error.status ?? 'unknown'),
    message: (first?.message ?? error.message).replaceAll(/<[^>]*>/g, ''), // Google writes links into it
  }
}

const errorBody = z.object({
  error: z.object({
    code: z.number(),
    message: z.string().default(''),
    status: z.string().optional(),
    errors: z
      .array(z.object({ reason: z.string().optional(), domain: z.string().optional(), message: z.string().optional() }))
      .default([]),
  }),
})
