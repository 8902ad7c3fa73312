/** Kick's chat lines in our words. Pure. */
import type { ChatMessage } from '../../engine/ports/chat.ts'
import type { Account, Roles } from '../../giveaway/words.ts'
import { readName } from '../name.ts'
import type { Badge, KickLine } from './wire.ts'

/** Whose eyes we read with. `room` is how the door names the room. */
export interface Place {
  readonly channelId: string
  readonly botId: string
  readonly room: string
}

/**
 * A line as a message. Nothing for a line of another room, or of the bot itself; an owner who lends the bot their account still types by
 * hand. `arrived` is in milliseconds and stands in where Kick gave no time.
 */
export function translateLine(
  line: KickLine,
  { channelId, botId, room }: Place,
  arrived: number,
): ChatMessage | undefined {
  if (line.room !== room || (line.userId === botId && botId !== channelId)) return undefined
  return {
    platform: 'kick',
    channelId,
    id: line.id,
    account: translateUser({ user_id: line.userId, name: line.username }),
    // Read only when somebody asks: most lines are no commands.
    get roles() {
      return readRoles(line.badges, line.userId === channelId)
    },
    text: readText(line.content),
    sentAt: readTime(line.createdAt, arrived),
  }
}

/**
 * Kick gives whole seconds, cut off. Taken as they are, who types in the second in which a giveaway opens would have typed before it did;
 * so a line was written at the latest moment that it can have been: by its arrival, within its second.
 */
function readTime(createdAt: string, arrived: number): Date {
  const created = Date.parse(createdAt)
  if (Number.isNaN(created)) return new Date(arrived)
  const latest = created % 1000 === 0 ? created + 999 : created
  return new Date(Math.max(created, Math.min(latest, arrived)))
}

/** The login is the name in lower case, as people type it behind `@`; the address of the channel may spell it with `-`. */
export function translateUser({ user_id, name }: { user_id: string; name: string }): Account {
  const shown = readName(name) || user_id
  return { platform: 'kick', userId: user_id, login: shown.toLowerCase(), name: shown }
}

/**
 * What was typed, without Kick's emotes, which stand in it as `[emote:37226:KEKW]`. A line of nothing but emotes is their names, so that
 * one can be the word that enters.
 */
function readText(content: string): string {
  if (!content.includes('[emote:')) return content
  const words = (put: string): string => content.replaceAll(emote, put).trim().replaceAll(/\s+/g, ' ')
  return words(' ') || words(' $1 ')
}

const emote = /\[emote:\d+:([^\][\s]{0,100})\]/g

/** Kick knows no tiers: whoever subscribes has the first. Who was among the first subscribers has a badge of their own. */
function readRoles(badges: readonly Badge[], isOwner: boolean): Roles {
  const has = (type: string): boolean => badges.some((badge) => badge.type === type)
  const subscriptions = badges.filter(({ type }) => type === 'subscriber' || type === 'founder')
  const subscriber = subscriptions.length > 0
  return {
    broadcaster: isOwner || has('broadcaster'),
    moderator: has('moderator'),
    vip: has('vip'),
    subscriber,
    tier: subscriber ? 1 : 0,
    months: Math.max(0, ...subscriptions.map(({ count = 0 }) => count)),
  }
}
