/** Bans and timeouts over the API (https://docs.kick.com/apis/moderation). */
import { randomUUID } from 'node:crypto'
import { readFields, type Ask, type Reply, type Route } from '../http.ts'
import { isModerator, type Person, type Room, type World } from '../world.ts'
import type { Bans } from './bans.ts'
import { forbidden, refuse } from './errors.ts'
import { forUsers } from './gate.ts'
import type { Outlets } from './outlets.ts'
import { accountOf, describePerson, findPersonById, findRoomById, userIdOf } from './people.ts'
import type { ApiRoute } from './routes.ts'
import { writeTime } from './spelling.ts'

export interface BanCallParts {
  readonly world: World
  readonly bans: Bans
  readonly outlets: Outlets
  readonly now: () => number
  readonly address: () => string
}

type BanRoute = Extract<ApiRoute, `${string}/moderation/bans`>

/** The routes of bans. */
export function createBanCalls(parts: BanCallParts): Readonly<Record<BanRoute, Route>> {
  const { world, bans, outlets } = parts
  const terms = { scope: 'moderation:ban' }
  return {
    'POST /public/v1/moderation/bans': forUsers(world, terms, (ask, moderator) => {
      const asked = readBan(parts, ask, moderator)
      if ('status' in asked) return asked
      if (!isMinutes(asked.minutes)) return refuse(400, 'Invalid request')
      bans.ban(asked.room, asked.person, asked.minutes)
      tell(parts, moderator, { ...asked, minutes: asked.minutes })
      return done
    }),
    'DELETE /public/v1/moderation/bans': forUsers(world, terms, (ask, moderator) => {
      const asked = readBan(parts, ask, moderator)
      if ('status' in asked) return asked
      bans.lift(asked.room, asked.person)
      const payload = { id: randomUUID(), user: describe(asked.person), unbanned_by: describe(moderator) }
      outlets.tellChat(asked.room, { name: 'UserUnbannedEvent', payload })
      return done
    }),
  }
}

const done: Reply = { status: 200, body: { data: {}, message: 'OK' } }
const weekMinutes = 10_080

interface AskedBan {
  readonly room: Room
  readonly person: Person
  readonly reason: string
  readonly minutes: unknown
}

function readBan({ world }: BanCallParts, ask: Ask, moderator: Person): AskedBan | Reply {
  const { broadcaster_user_id: roomId, user_id: id, duration, reason = '' } = readFields(ask)
  const room = findRoomById(world, roomId)
  const person = findPersonById(world, id)
  if (typeof roomId !== 'number' || typeof id !== 'number' || !room || !person) return refuse(400, 'Invalid request')
  if (typeof reason !== 'string' || reason.length > 100) return refuse(400, 'Invalid request')
  return isModerator(room, moderator) ? { room, person, reason, minutes: duration } : forbidden
}

function isMinutes(value: unknown): value is number | undefined {
  return value === undefined || (Number.isInteger(value) && Number(value) >= 1 && Number(value) <= weekMinutes)
}

/** Absent minutes are for ever. */
function tell(
  { outlets, now, address }: BanCallParts,
  moderator: Person,
  { room, person, reason, minutes }: AskedBan & { readonly minutes: number | undefined },
): void {
  const expiresAt = minutes === undefined ? null : writeTime(now() + minutes * 60_000)
  const payload = {
    broadcaster: describePerson(room.owner, address()),
    moderator: describePerson(moderator, address()),
    banned_user: describePerson(person, address()),
    metadata: { reason, created_at: writeTime(now()), expires_at: expiresAt },
  }
  void outlets.tellWebhooks(room, { type: 'moderation.banned', payload })
  const length =
    minutes === undefined ? { permanent: true } : { permanent: false, duration: minutes, expires_at: expiresAt }
  const seen = { id: randomUUID(), user: describe(person), banned_by: describe(moderator), ...length }
  outlets.tellChat(room, { name: 'UserBannedEvent', payload: seen })
}

function describe(person: Person): object {
  const { login, displayName } = accountOf(person)
  return { id: userIdOf(person), username: displayName, slug: login }
}
