/** `liveChat/bans`: who may not chat, for a while or for good. A ban is lifted by its own id. */
import { randomUUID } from 'node:crypto'
import { readFields, type Ask, type Reply } from '../http.ts'
import { isModerator, type Person, type Room } from '../world.ts'
import type { Broadcasts } from './broadcasts.ts'
import { writing, type Call, type Caller } from './door.ts'
import { fail } from './errors.ts'
import { makeEtag, post, type ItemParts } from './items.ts'

export interface Bans {
  readonly calls: Readonly<Record<string, Call>>
  /** Also true for who is banned in the world. */
  isBanned(room: Room, person: Person): boolean
}

interface Ban {
  readonly room: Room
  readonly person: Person
  readonly until: number
}

export interface BansParts extends ItemParts {
  readonly broadcasts: Broadcasts
}

/** No bans yet. */
export function createBans(parts: BansParts): Bans {
  const bans = new Map<string, Ban>()
  const holds = (ban: Ban, room: Room, person: Person) =>
    ban.room === room && ban.person === person && ban.until > parts.now()
  return {
    calls: {
      'POST /youtube/v3/liveChat/bans': {
        name: 'ban',
        scopes: writing,
        answer: (ask, caller) => ban(parts, bans, ask, caller),
      },
      'DELETE /youtube/v3/liveChat/bans': {
        name: 'unban',
        scopes: writing,
        answer: (ask, caller) => unban(bans, ask, caller),
      },
    },
    isBanned: (room, person) =>
      parts.world.standingOf(room, person).banned === true || bans.values().some((one) => holds(one, room, person)),
  }
}

interface BanAsk {
  readonly liveChatId?: unknown
  readonly type?: unknown
  readonly banDurationSeconds?: unknown
  readonly bannedUserDetails?: { readonly channelId?: unknown }
}

const usualSeconds = 300

function ban(parts: BansParts, bans: Map<string, Ban>, ask: Ask, { person: moderator }: Caller): Reply {
  const snippet = readFields(ask)['snippet'] as BanAsk | undefined // each field is checked below
  if (!snippet?.liveChatId) return fail('liveChatIdRequired')
  if (snippet.type !== 'permanent' && snippet.type !== 'temporary') return fail('typeRequired')
  const chat = parts.broadcasts.findChat(String(snippet.liveChatId))
  if (!chat) return fail('liveChatNotFound')
  const { room } = chat.broadcast
  if (!moderator || !isModerator(room, moderator)) return fail('forbidden')
  const channelId = snippet.bannedUserDetails?.channelId
  const person = parts.world.people.values().find((one) => one.youtube?.id === channelId)
  if (!person || person === room.owner) return fail('invalidChannelId')
  const { type } = snippet
  const seconds = Number(snippet.banDurationSeconds ?? usualSeconds)
  const [id, until] = [randomUUID(), type === 'permanent' ? Infinity : parts.now() + seconds * 1000]
  bans.set(id, { room, person, until })
  const banned = {
    bannedUserDetails: { channelId, displayName: `@${person.youtube?.login}` },
    ...(type === 'temporary' && { banDurationSeconds: String(seconds) }),
  }
  const details = { userBannedDetails: { ...banned, banType: type } }
  post(parts, chat, { type: 'userBannedEvent', person: moderator, text: 'Somebody was banned.', details })
  const resource = {
    kind: 'youtube#liveChatBan',
    etag: makeEtag(),
    id,
    snippet: { liveChatId: chat.id, type, ...banned },
  }
  return { status: 200, body: resource }
}

function unban(bans: Map<string, Ban>, { query }: Ask, { person }: Caller): Reply {
  const id = query.get('id')
  if (!id) return fail('missingRequiredParameter', 'Required parameter: id')
  const found = bans.get(id)
  if (!found) return fail('liveChatBanNotFound')
  if (!person || !isModerator(found.room, person)) return fail('forbidden')
  bans.delete(id)
  return { status: 204 }
}
