/** One message of a chat in both of Kick's spellings: the webhook's and the socket's. */
import type { Person, Room, Standing } from '../world.ts'
import { accountOf, describePerson, siteIdsOf, userIdOf } from './people.ts'
import { writeTime } from './spelling.ts'

export interface Message {
  /** A UUID, the same in both spellings. */
  readonly id: string
  readonly room: Room
  readonly person: Person
  readonly text: string
  /** Milliseconds. */
  readonly sentAt: number
  readonly replyTo?: Message | undefined
  /** Said by an app under its bot badge. */
  readonly isBot?: boolean
}

/** The payload of `chat.message.sent`. */
export function writeForWebhook(message: Message, standing: Standing, address: string): object {
  const { id, room, person, text, sentAt, replyTo } = message
  const identity = { username_color: person.color, badges: listBadges(message, standing) }
  return {
    message_id: id,
    replies_to: replyTo
      ? { message_id: replyTo.id, content: replyTo.text, sender: describePerson(replyTo.person, address) }
      : null,
    broadcaster: describePerson(room.owner, address),
    sender: describePerson(person, address, identity),
    content: text,
    emotes: listEmotes(text),
    created_at: writeTime(sentAt),
  }
}

/** The payload of `ChatMessageEvent`. */
export function writeForSocket(message: Message, standing: Standing): object {
  const { id, room, person, text, sentAt, replyTo } = message
  const badges = listBadges(message, standing)
  return {
    id,
    chatroom_id: siteIdsOf(room).chatroom,
    content: text,
    type: replyTo ? 'reply' : 'message',
    created_at: writeTime(sentAt).replace('Z', '+00:00'),
    sender: {
      ...describeSender(person),
      slug: accountOf(person).login,
      identity: { color: person.color, badges, badges_v2: [] },
    },
    metadata: {
      message_ref: String(sentAt),
      ...(replyTo && {
        original_sender: describeSender(replyTo.person),
        original_message: { id: replyTo.id, content: replyTo.text },
      }),
    },
  }
}

interface Badge {
  readonly type: string
  readonly text: string
  readonly count?: number
}

function describeSender(person: Person) {
  return { id: userIdOf(person), username: accountOf(person).displayName }
}

/** A subscriber's `count` is in months. Followers and tiers have no badge on Kick. */
function listBadges({ room, person, isBot }: Message, standing: Standing): Badge[] {
  const { moderator, vip, founder, subscription } = standing
  const badges: (Badge | false | undefined)[] = [
    room.owner === person && { type: 'broadcaster', text: 'Broadcaster' },
    isBot && { type: 'bot', text: 'Bot' },
    moderator && { type: 'moderator', text: 'Moderator' },
    vip && { type: 'vip', text: 'VIP' },
    founder && subscription && { type: 'founder', text: 'Founder' },
    subscription && { type: 'subscriber', text: 'Subscriber', count: subscription.months },
    person.verified && { type: 'verified', text: 'Verified channel' },
  ]
  return badges.filter((badge) => badge !== false && badge !== undefined)
}

/** Emotes stand in the text as `[emote:37226:KEKW]`; the last place is that of the bracket. */
function listEmotes(text: string): object[] {
  const places = new Map<string, { s: number; e: number }[]>()
  for (const { 0: code, 1: id = '', index } of text.matchAll(/\[emote:(\d+):[^\]]*\]/g)) {
    places.set(id, [...(places.get(id) ?? []), { s: index, e: index + code.length - 1 }])
  }
  return [...places].map(([id, positions]) => ({ emote_id: id, positions }))
}
