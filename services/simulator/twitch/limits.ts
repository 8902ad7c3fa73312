/** Twitch's limits: how often one may log in, join and speak, and what it refuses. */
import { createWindow, type Window } from '../window.ts'
import { isPrivileged, type Person, type Room, type World } from '../world.ts'

/** Why a line was not sent: the `msg-id` and the sentence of the NOTICE. */
export interface Refused {
  readonly code: string
  readonly reason: string
}

export interface Gate {
  mayLogIn(key: string, verified: boolean): boolean
  mayJoin(key: string, verified: boolean): boolean
}

/** Twenty logins and twenty joins in ten seconds; verified bots 200 and 2000. What is refused does not count. */
export function createGate(now: () => number): Gate {
  const logins = createWindow(10_000, now)
  const joins = createWindow(10_000, now)
  return {
    mayLogIn: (key, verified) => take(logins, key, verified ? 200 : 20),
    mayJoin: (key, verified) => take(joins, key, verified ? 2000 : 20),
  }
}

export interface SayRules {
  /** Why this may not be said now, or nothing. */
  whyRefused(room: Room, person: Person, text: string): Refused | undefined
  /** Notes that it was said. */
  note(room: Room, person: Person, text: string): void
}

const longest = 500

/** The rules of speaking: modes of the room, 20 and 100 lines in 30 s, one a second, nothing twice in 30 s. */
export function createSayRules(world: World, now: () => number): SayRules {
  const all = createWindow(30_000, now)
  const plain = createWindow(30_000, now)
  const second = createWindow(1000, now)
  const same = createWindow(30_000, now)
  const lastSaid = new Map<string, number>()
  const here = (room: Room, person: Person) => `${room.id} ${person.id}`

  function isTooFast(room: Room, person: Person): boolean {
    if (person.verified) return all.isFull(person.id, 7500)
    if (all.isFull(person.id, 100)) return true
    if (isPrivileged(room, person)) return false
    return plain.isFull(person.id, 20) || second.isFull(here(room, person), 1)
  }

  return {
    whyRefused(room, person, text) {
      const standing = world.standingOf(room, person)
      if (standing.banned) return refuse('msg_banned')
      if (!isPrivileged(room, person)) {
        if (room.modes.subscribersOnly && !standing.subscription) return refuse('msg_subsonly')
        if (!hasFollowedLongEnough(room, standing.followedAt, now())) return refuse('msg_followersonly')
        const last = lastSaid.get(here(room, person)) ?? -Infinity
        if (now() - last < room.modes.slow * 1000) return refuse('msg_slowmode')
        if (same.isFull(`${here(room, person)} ${normalise(text)}`, 1)) return refuse('msg_duplicate')
      }
      return isTooFast(room, person) ? refuse('msg_ratelimit') : undefined
    },
    note(room, person, text) {
      all.add(person.id)
      lastSaid.set(here(room, person), now())
      if (isPrivileged(room, person)) return
      plain.add(person.id)
      second.add(here(room, person))
      same.add(`${here(room, person)} ${normalise(text)}`)
    },
  }
}

/** The text cut where Twitch cuts it; never through the middle of a character. */
export function cut(text: string): string {
  return text.slice(0, longest).replace(/[\uD800-\uDBFF]$/, '')
}

/** The refusal behind a code, in Twitch's words. */
export function refuse(code: string): Refused {
  return { code, reason: reasons[code] ?? `Your message was not sent (${code}).` }
}

const reasons: Readonly<Record<string, string>> = {
  msg_banned: 'You are permanently banned from talking in this channel.',
  msg_channel_suspended: 'This channel does not exist or has been suspended.',
  msg_duplicate:
    'Your message was not sent because it is identical to the previous one you sent, less than 30 seconds ago.',
  msg_followersonly: 'This room is in followers-only mode. Follow the channel to join the community!',
  msg_ratelimit: 'Your message was not sent because you are sending messages too quickly.',
  msg_rejected: 'Hi! Your message is being checked by mods and has not been sent.',
  msg_rejected_mandatory: "Your message wasn't posted due to conflicts with the channel's moderation settings.",
  msg_slowmode: 'This room is in slow mode and you are sending messages too quickly.',
  msg_subsonly: 'This room is in subscribers only mode. To talk, purchase a channel subscription.',
  msg_timedout: 'You are timed out.',
  no_permission: "You don't have permission to perform that action.",
}

function take(window: Window, key: string, limit: number): boolean {
  if (window.isFull(key, limit)) return false
  window.add(key)
  return true
}

/** Spaces at the ends and doubled ones make no difference. */
function normalise(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ')
}

function hasFollowedLongEnough(room: Room, followedAt: Date | undefined, now: number): boolean {
  if (room.modes.followersOnly < 0) return true
  return followedAt !== undefined && now - followedAt.getTime() >= room.modes.followersOnly * 60_000
}
