/** Bodies and frames as Kick sends them. Written from its documentation and from what its site is seen to do; each shows one trait. */

/** The owner of the channel, and so the channel. */
export const ownerId = 123_456_789
export const chatroomId = 668

interface Badge {
  readonly type: string
  readonly text: string
  readonly count?: number
}

const moderator: Badge = { text: 'Moderator', type: 'moderator' }
const gifter: Badge = { text: 'Sub Gifter', type: 'sub_gifter', count: 5 }
const subscriber: Badge = { text: 'Subscriber', type: 'subscriber', count: 3 }

/** Who has which roles by which badges. */
export const roleBadges = {
  nobody: [],
  broadcaster: [{ text: 'Broadcaster', type: 'broadcaster' }],
  moderator: [moderator],
  vip: [{ text: 'VIP', type: 'vip' }],
  subscriber: [subscriber],
  founder: [{ text: 'Founder', type: 'founder', count: 14 }],
  founderAndSubscriber: [{ text: 'Founder', type: 'founder' }, subscriber],
  og: [{ text: 'OG', type: 'og' }],
  gifter: [gifter],
  verified: [{ text: 'Verified', type: 'verified' }],
  staff: [{ text: 'Staff', type: 'staff' }],
  several: [moderator, gifter, subscriber],
} satisfies Record<string, readonly Badge[]>

function user(id: number, username: string) {
  const profile_picture = 'https://example.com/avatar.jpg'
  return { is_anonymous: false, user_id: id, username, is_verified: false, profile_picture, channel_slug: username }
}

interface Changes {
  readonly id?: unknown
  readonly created_at?: unknown
  readonly badges?: unknown
  readonly sender?: object
  readonly broadcaster?: object
}

/** The body of `chat.message.sent`. */
export function webhookBody(content: unknown, changes: Changes = {}) {
  const { id = 'b5a0c9f2-8f21-4d53-a2d7-53f5f1a1f001', created_at = '2026-11-21T12:00:03Z', badges = [] } = changes
  return {
    message_id: id,
    replies_to: null,
    broadcaster: { ...user(ownerId, 'mira_plays'), identity: null, ...changes.broadcaster },
    sender: {
      ...user(987_654_321, 'Nina_K'),
      channel_slug: 'nina-k',
      identity: { username_color: '#FF5733', badges },
      ...changes.sender,
    },
    content,
    emotes: [],
    created_at,
  }
}

/** The inner object of `ChatMessageEvent`. */
export function socketBody(content: unknown, changes: Changes & { readonly chatroom_id?: unknown } = {}) {
  const { id = 'b5a0c9f2-8f21-4d53-a2d7-53f5f1a1f001', created_at = '2026-11-21T12:00:03+00:00', badges = [] } = changes
  return {
    id,
    chatroom_id: changes.chatroom_id ?? chatroomId,
    content,
    type: 'message',
    created_at,
    sender: {
      id: 987_654_321,
      username: 'Nina_K',
      slug: 'nina-k',
      identity: { color: '#FF5733', badges, badges_v2: [] },
      ...changes.sender,
    },
    metadata: { message_ref: '1763726403000' },
  }
}

export const chatChannel = `chatrooms.${chatroomId}.v2`

/** `data` of an event: JSON in a text, as it usually is. */
export function chatEvent(content: string, changes: Parameters<typeof socketBody>[1] = {}) {
  return { event: 'App\\Events\\ChatMessageEvent', data: JSON.stringify(socketBody(content, changes)) }
}

/** Frames of Centrifugo, as texts. */
export const centrifugoFrames = {
  connected: '{"id":1,"connect":{"client":"c1","version":"6.9.1 PRO","ping":25,"ttl":2700,"expires":true}}',
  connectedWithoutTerms: '{"id":1,"connect":{"client":"c1","version":"6.9.1 PRO"}}',
  subscribed: '{"id":2,"subscribe":{}}',
  refused: '{"id":2,"error":{"code":109,"message":"token expired"}}',
  ping: '{}',
  refreshed: '{"id":3,"refresh":{"client":"c1","expires":true,"ttl":600}}',
  disconnect: '{"push":{"disconnect":{"code":3501,"reason":"bad request"}}}',
  joinOfSomebody: `{"push":{"channel":"${chatChannel}","join":{"info":{"user":"u"}}}}`,
  push: (data: object, channel = chatChannel): string => JSON.stringify({ push: { channel, pub: { data } } }),
} as const

/** Frames of Pusher, as texts. */
export const pusherFrames = {
  established:
    '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.2\\",\\"activity_timeout\\":120}"}',
  subscribed: `{"event":"pusher_internal:subscription_succeeded","data":"{}","channel":"${chatChannel}"}`,
  ping: '{"event":"pusher:ping","data":"{}"}',
  pong: '{"event":"pusher:pong","data":"{}"}',
  wrongKey: '{"event":"pusher:error","data":{"code":4001,"message":"App key not in this cluster"}}',
  event: (data: { event: string; data: unknown }, channel = chatChannel): string =>
    JSON.stringify({ ...data, channel }),
} as const
