/** The lines Twitch writes, with the tags it puts on them. */
import type { Person, Room, Standing, Subscription } from '../world.ts'
import { flatten, writeTags, type Tags } from './line.ts'

/** A message as it goes out to a room. */
export interface Message {
  readonly id: string
  readonly person: Person
  readonly text: string
  /** Milliseconds; the `tmi-sent-ts`. */
  readonly sentAt: number
  readonly firstMessage?: boolean
  readonly action?: boolean
  /** Tags for this message alone: cheers, replies, rewards, shared chat. They win over the usual ones. */
  readonly tags?: Tags
}

/** A person's message in a room, as everybody in it gets it. */
export function writeMessage(room: Room, standing: Standing, message: Message): string {
  const text = flatten(message.text)
  return `${writeTags(messageTags(room, standing, message))}${prefix(message.person.login)} PRIVMSG #${room.login} :${
    message.action ? `\u0001ACTION ${text}\u0001` : text
  }`
}

/** The line that tells a sender what they are here; with an id, that their message went through. */
export function writeUserState(room: Room, person: Person, standing: Standing, sent: Tags = {}): string {
  const { badges, info } = writeBadges(room, person, standing)
  const tags = {
    'badge-info': info,
    badges,
    color: person.color,
    'display-name': person.displayName,
    'emote-sets': '0',
    ...sent,
    mod: flag(standing.moderator),
    subscriber: flag(standing.subscription),
    'user-type': standing.moderator ? 'mod' : '',
  }
  return `${writeTags(tags)}:tmi.twitch.tv USERSTATE #${room.login}`
}

/** The line that tells somebody who logged in who they are. */
export function writeGlobalUserState(person: Person): string {
  const tags = {
    'badge-info': '',
    badges: '',
    color: person.color,
    'display-name': person.displayName,
    'emote-sets': '0',
    'user-id': person.id,
    'user-type': '',
  }
  return `${writeTags(tags)}:tmi.twitch.tv GLOBALUSERSTATE`
}

/** The line with the modes of a room. */
export function writeRoomState(room: Room): string {
  const tags = {
    'emote-only': '0',
    'followers-only': room.modes.followersOnly,
    r9k: '0',
    'room-id': room.id,
    slow: room.modes.slow,
    'subs-only': flag(room.modes.subscribersOnly),
  }
  return `${writeTags(tags)}:tmi.twitch.tv ROOMSTATE #${room.login}`
}

/** A private message from one person to another. */
export function writeWhisper(from: Person, to: Person, id: string, text: string): string {
  const tags = {
    badges: '',
    color: from.color,
    'display-name': from.displayName,
    emotes: '',
    'message-id': id,
    'thread-id': [from.id, to.id].toSorted().join('_'),
    turbo: '0',
    'user-id': from.id,
    'user-type': '',
  }
  return `${writeTags(tags)}${prefix(from.login)} WHISPER ${to.login} :${flatten(text)}`
}

/** `:nick!nick@nick.tmi.twitch.tv`. */
export function prefix(login: string): string {
  return `:${login}!${login}@${login}.tmi.twitch.tv`
}

/** The badges of a person in a room, and the exact months behind them. */
function writeBadges(room: Room, person: Person, standing: Standing): { badges: string; info: string } {
  const { subscription } = standing
  const badges = [
    room.owner === person && 'broadcaster/1',
    standing.moderator && 'moderator/1',
    standing.vip && 'vip/1',
    subscription && (standing.founder ? 'founder/0' : `subscriber/${badgeVersion(subscription)}`),
  ]
  const kind = standing.founder ? 'founder' : 'subscriber'
  return { badges: badges.filter(Boolean).join(','), info: subscription ? `${kind}/${subscription.months}` : '' }
}

function messageTags(room: Room, standing: Standing, message: Message): Tags {
  const { person } = message
  const { badges, info } = writeBadges(room, person, standing)
  return {
    'badge-info': info,
    badges,
    color: person.color,
    'display-name': person.displayName,
    emotes: '',
    'first-msg': flag(message.firstMessage),
    flags: '',
    id: message.id,
    mod: flag(standing.moderator),
    'returning-chatter': '0',
    'room-id': room.id,
    subscriber: flag(standing.subscription),
    'tmi-sent-ts': message.sentAt,
    turbo: '0',
    'user-id': person.id,
    'user-type': standing.moderator ? 'mod' : '',
    ...(standing.vip && { vip: '1' }),
    ...message.tags,
  }
}

const steps = [60, 48, 36, 24, 18, 12, 9, 6, 3, 2]

/** A badge shows the largest step reached; 2000 and 3000 are added for the higher tiers. */
function badgeVersion({ months, tier }: Subscription): number {
  return (tier === 1 ? 0 : tier * 1000) + (steps.find((step) => months >= step) ?? 0)
}

function flag(value: unknown): '0' | '1' {
  return value ? '1' : '0'
}
