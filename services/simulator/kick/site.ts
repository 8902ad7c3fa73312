/** `kick.com` and `web.kick.com`, as the site's own pages use them: documented nowhere, and shut to what looks like a machine. */
import { asFields } from '../fields.ts'
import { readFields, type Ask, type Reply, type Route } from '../http.ts'
import { pictureOf } from '../pictures.ts'
import type { Room, World } from '../world.ts'
import { guarded, notFound, refuse } from './errors.ts'
import type { KickFaults } from './faults.ts'
import type { Guests } from './guests.ts'
import { findBySlug } from './look-ups.ts'
import { accountOf, findRoomById, siteIdsOf, userIdOf } from './people.ts'
import { pusherCredentials } from './pusher.ts'
import type { SiteRoute } from './routes.ts'

export interface SiteParts {
  readonly world: World
  readonly faults: KickFaults
  readonly guests: Guests
  readonly address: () => string
}

/** The routes of the site. */
export function createSite(parts: SiteParts): Readonly<Record<SiteRoute, Route>> {
  const { world, guests } = parts
  return {
    'GET /api/v2/channels/*': (ask) => {
      const person = findBySlug(world, readPart(ask, 4))
      const room = person && findRoomById(world, accountOf(person).id)
      return room ? { status: 200, body: describeChannel(room, parts.address()) } : notFound
    },
    'POST /api/v1/realtime/connection': (ask) => forBrowsers(ask, () => offer(parts, ask)),
    'POST /api/v1/realtime/channels/*/chat/connection': (ask) =>
      forBrowsers(ask, () => {
        const isKnown = world.rooms.values().some((room) => String(siteIdsOf(room).channel) === readPart(ask, 5))
        return isKnown ? offer(parts, ask) : notFound
      }),
    'POST /api/v1/realtime/auth/connection': (ask) =>
      forBrowsers(ask, () => {
        const { client_id: id } = readFields(ask)
        return isUuid(id) ? { status: 200, body: { data: { token: guests.issue(id) } } } : invalid
      }),
  }
}

const invalid = refuse(400, 'Invalid request')

/** The headers that a browser on Kick's pages sends; without them the guard answers. */
function forBrowsers(ask: Ask, answer: () => Reply): Reply {
  const { 'user-agent': agent = '', referer = '', 'x-app-platform': platform, 'content-type': type = '' } = ask.headers
  const isBrowser = agent.startsWith('Mozilla/') && referer.startsWith('https://kick.com/') && platform === 'web'
  if (!isBrowser) return guarded
  return type.startsWith('application/json') ? answer() : invalid
}

/** Offers what the client accepts. */
function offer({ faults, address }: SiteParts, ask: Ask): Reply {
  const { client, capabilities } = readFields(ask)
  const accepted = asFields(capabilities)?.['accepted_providers']
  if (!isUuid(asFields(client)?.['id']) || !Array.isArray(accepted)) return invalid
  const names = accepted.map((one) => asFields(one)?.['provider'])
  const url = `${address().replace('http:', 'ws:')}/connection/websocket`
  const known = { centrifugo: { url }, pusher: pusherCredentials }
  const offered = faults.providers.filter((provider) => names.includes(provider))
  const connections = faults.strangeProvider
    ? [{ provider: 'semaphore', credentials: { tower: 'hill' } }]
    : offered.map((provider) => ({ provider, credentials: known[provider] }))
  return { status: 200, body: { data: faults.soleConnection ? connections[0] : { connections } } }
}

function isUuid(value: unknown): value is string {
  return typeof value === 'string' && /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value)
}

function readPart({ path }: Ask, index: number): string {
  return decodeURIComponent(path.split('/')[index] ?? '')
}

function describeChannel(room: Room, address: string): object {
  const { owner, live, present } = room
  const { channel, chatroom } = siteIdsOf(room)
  const { login, displayName } = accountOf(owner)
  const livestream = live && {
    id: Number(live.id),
    channel_id: channel,
    session_title: live.title,
    is_live: true,
    created_at: live.startedAt.toISOString(),
    viewer_count: present.size,
  }
  return {
    id: channel,
    user_id: userIdOf(owner),
    slug: login,
    is_banned: false,
    verified: owner.verified,
    user: { id: userIdOf(owner), username: displayName, profile_pic: pictureOf(owner, address) },
    chatroom: { id: chatroom, channel_id: channel, slow_mode: room.modes.slow > 0 },
    livestream: livestream ?? null,
  }
}
