/**
 * Kick's own shapes, in its spelling: what its webhook and its site's socket say, and the bodies of its HTTP interface
 * (https://docs.kick.com). The socket is the site's own and documented nowhere, so little is asked of its shape.
 */
import { z } from 'zod'
import { readJson } from '../../runtime/json.ts'

/** A line of chat, from either door. */
export interface KickLine {
  readonly id: string
  /** Whose room it is: the owner's user id in a webhook, the chat room's own number on the socket. */
  readonly room: string
  readonly userId: string
  readonly username: string
  readonly badges: readonly Badge[]
  readonly content: string
  readonly createdAt: string
}

/** `count` of a subscriber's badge is months. */
export type Badge = z.infer<typeof badge>

const badge = z.object({ type: z.string(), count: z.number().int().nonnegative().optional().catch(undefined) })
const identity = z.object({ badges: z.array(badge).catch([]) }).nullish()
const number = z.int().positive().transform(String)
const messageId = z.string().regex(/^[!-~]{1,200}$/)

/** `chat.message.sent`, version 1 (https://docs.kick.com/events/event-types). */
export const webhookMessage = z
  .object({
    message_id: messageId,
    content: z.string(),
    created_at: z.string().catch(''),
    broadcaster: z.object({ user_id: number }),
    sender: z.object({ user_id: number, username: z.string(), identity }),
  })
  .transform(({ message_id, content, created_at, broadcaster, sender }): KickLine => ({
    id: message_id,
    room: broadcaster.user_id,
    userId: sender.user_id,
    username: sender.username,
    badges: sender.identity?.badges ?? [],
    content,
    createdAt: created_at,
  }))

/** `ChatMessageEvent` of the socket; its `id` is the webhook's `message_id`. */
export const socketMessage = z
  .object({
    id: messageId,
    chatroom_id: number,
    content: z.string(),
    created_at: z.string().catch(''),
    sender: z.object({ id: number, username: z.string(), identity }),
  })
  .transform(({ id, chatroom_id, content, created_at, sender }): KickLine => ({
    id,
    room: chatroom_id,
    userId: sender.id,
    username: sender.username,
    badges: sender.identity?.badges ?? [],
    content,
    createdAt: created_at,
  }))

/** `GET /public/v1/users`: without ids the token's own account. */
export const usersBody = z.object({ data: z.array(z.object({ user_id: number, name: z.string() })) })

/** `GET /public/v1/channels?slug=`: nothing where there is no such channel. */
export const channelsBody = z.object({ data: z.array(z.object({ broadcaster_user_id: number, slug: z.string() })) })

/** The same, asked by `broadcaster_user_id`: whether it streams now. */
export const liveBody = z.object({
  data: z.array(z.object({ broadcaster_user_id: number, stream: z.object({ is_live: z.boolean() }) })),
})

/** `GET /public/v1/public-key`. */
export const publicKeyBody = z.object({ data: z.object({ public_key: z.string() }) })

/** `POST /oauth/token` with `client_credentials`; seconds. */
export const appTokenBody = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() })

/** `POST /oauth/token/introspect`. */
export const introspectBody = z.object({ data: z.object({ active: z.boolean() }) })

/** `GET /public/v1/events/subscriptions`. */
export const subscriptionsBody = z.object({
  data: z
    .array(z.object({ broadcaster_user_id: number, event: z.string(), method: z.string().catch('webhook') }))
    .nullish()
    .transform((list) => list ?? []),
})

/** `POST /public/v1/events/subscriptions`: each event by itself may have failed. */
export const subscribedBody = z.object({
  data: z.array(z.object({ name: z.string(), subscription_id: z.string().optional(), error: z.string().optional() })),
})

/** `POST /public/v1/chat`. */
export const sentBody = z.object({ data: z.object({ is_sent: z.boolean(), message_id: z.string().optional() }) })

/** An answer that is none: what is wrong stands in `data`, in `message`, or nowhere. */
export const refusalBody = z
  .object({
    data: z.string().min(1).optional().catch(undefined),
    message: z.string().min(1).optional().catch(undefined),
  })
  .transform(({ data, message }) => data ?? message)

/** `GET https://kick.com/api/v2/channels/{slug}`, the site's own: the numbers that its socket goes by. */
export const siteChannelBody = z.object({ id: number, user_id: number, chatroom: z.object({ id: number }) })

const name = z.string().regex(/^[\w-]{1,100}$/)

/** Where the socket is. */
export type SocketOffer = z.infer<typeof offer>

const offer = z.discriminatedUnion('provider', [
  z.object({ provider: z.literal('centrifugo'), credentials: z.object({ url: z.string() }) }),
  // They become part of a host's name.
  z.object({ provider: z.literal('pusher'), credentials: z.object({ app_key: name, cluster: name }) }),
])

/** `POST /api/v1/realtime/channels/{id}/chat/connection`: the offers that we can speak; a list, or one without it. */
export const offersBody = z.object({ data: z.unknown() }).transform(({ data }): SocketOffer[] => {
  const listed = z.object({ connections: z.array(z.unknown()) }).safeParse(data).data?.connections ?? [data]
  return listed.flatMap((one) => offer.safeParse(one).data ?? [])
})

/** `POST /api/v1/realtime/auth/connection`. */
export const guestTokenBody = z.object({ data: z.object({ token: z.string().min(1) }) })

/** What a socket says when something is wrong. */
export type Failure = z.infer<typeof failure>

const failure = z.object({ code: z.number().optional(), message: z.string().optional(), reason: z.string().optional() })

/** Seconds that become a timer, which knows no more than 24 days. */
const seconds = z
  .number()
  .positive()
  .transform((said) => Math.min(said, 86_400))

/** One object of a Centrifugo frame; seconds. An empty one is the server's ping. */
export const centrifugoReply = z.object({
  id: z.number().optional(),
  error: failure.optional(),
  connect: z.object({ ping: seconds.optional(), ttl: seconds.optional() }).optional(),
  subscribe: z.object({}).optional(),
  refresh: z.object({ ttl: seconds.optional() }).optional(),
  push: z
    .object({
      channel: z.string().optional(),
      pub: z.object({ data: z.unknown() }).optional(),
      disconnect: failure.optional(),
    })
    .optional(),
})

const inner = z.unknown().transform((data) => (typeof data === 'string' ? readJson(data) : data))

/** A frame of Pusher, and what Centrifugo carries inside: the data of an event is JSON in a text, or already an object. */
export const eventFrame = z.object({
  event: z.string(),
  channel: z.string().optional(),
  data: inner,
})

/** The first frame of Pusher; seconds. */
export const pusherGreeting = z.object({
  event: z.literal('pusher:connection_established'),
  data: inner.pipe(z.object({ activity_timeout: seconds.catch(120) })),
})

/** `pusher:error`. */
export const pusherError = failure
