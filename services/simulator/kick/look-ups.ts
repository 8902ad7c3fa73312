/** What the API tells of people and channels. */
import type { Ask, Reply, Route } from '../http.ts'
import { cutPage } from '../page.ts'
import { pictureOf } from '../pictures.ts'
import type { Token } from '../tokens.ts'
import type { Person, Room, World } from '../world.ts'
import { refuse, unauthorized } from './errors.ts'
import { forAnyone } from './gate.ts'
import { accountOf, findPersonById, findRoomById, siteIdsOf, userIdOf } from './people.ts'
import type { ApiRoute } from './routes.ts'
import { writeTime } from './spelling.ts'

export interface LookUpParts {
  readonly world: World
  /** The address of the simulator, for pictures. */
  readonly address: () => string
}

type LookUpRoute = Extract<ApiRoute, `GET ${string}/${'users' | 'channels' | 'livestreams'}`>

/** The routes of the look-ups. */
export function createLookUps({ world, address }: LookUpParts): Readonly<Record<LookUpRoute, Route>> {
  const answer = (data: object, more: object = {}): Reply => ({ status: 200, body: { data, ...more, message: 'OK' } })

  function listUsers({ query }: Ask, { person }: Token): Reply {
    const ids = query.getAll('id')
    if (ids.length === 0 && !person) return unauthorized
    const people = ids.length === 0 ? [person] : ids.map((id) => findPersonById(world, id))
    return answer(people.filter((one) => one !== undefined).map((one) => describeUser(one, one === person, address())))
  }

  function listChannels({ query }: Ask, { person }: Token): Reply {
    const [ids, slugs] = [query.getAll('broadcaster_user_id'), query.getAll('slug')]
    if (ids.length > 0 && slugs.length > 0) return refuse(400, 'Invalid request', 'Ids and slugs cannot be mixed')
    if (Math.max(ids.length, slugs.length) > 50) return refuse(400, 'Invalid request', 'No more than 50 at once')
    if (ids.length + slugs.length === 0 && !person) return unauthorized
    const people = [...ids.map((id) => findPersonById(world, id)), ...slugs.map((slug) => findBySlug(world, slug))]
    const asked = ids.length + slugs.length === 0 ? [person] : people
    return answer(asked.filter((one) => one !== undefined).map((one) => describeChannel(world, one)))
  }

  function listLivestreams({ query }: Ask): Reply {
    const ids = query.getAll('broadcaster_user_id')
    const size = Math.min(100, Math.max(1, Number(query.get('limit')) || 25))
    const live = [...world.rooms.values()].filter(({ owner, live: on }) => owner.kick && on)
    const asked = ids.length === 0 ? live : live.filter(({ owner }) => ids.includes(accountOf(owner).id))
    const { items, next } = cutPage(asked, size, query.get('cursor'))
    return answer(
      items.map((room) => describeLivestream(room, address())),
      { pagination: { next_cursor: next ?? '' } },
    )
  }

  return {
    'GET /public/v1/users': forAnyone(world, { scope: 'user:read' }, listUsers),
    'GET /public/v1/channels': forAnyone(world, { scope: 'channel:read' }, listChannels),
    'GET /public/v2/livestreams': forAnyone(world, { scope: 'channel:read' }, listLivestreams),
  }
}

/** The person with this slug. Everybody has a channel, whether or not they stream. */
export function findBySlug(world: World, slug: string): Person | undefined {
  return world.people.values().find((person) => person.kick?.login === slug)
}

/** Only one's own e-mail address is told. */
function describeUser(person: Person, isSelf: boolean, address: string): object {
  return {
    user_id: userIdOf(person),
    name: accountOf(person).displayName,
    email: isSelf ? `${person.login}@example.com` : '',
    profile_picture: pictureOf(person, address),
  }
}

const category = { id: 15, name: 'Just Chatting', thumbnail: '' }

/** The time that Go writes for none. */
const never = '0001-01-01T00:00:00Z'

function describeChannel(world: World, person: Person): object {
  const room = findRoomById(world, accountOf(person).id)
  const live = room?.live
  return {
    banner_picture: '',
    broadcaster_user_id: userIdOf(person),
    category: live ? { ...category, name: live.game } : category,
    channel_description: '',
    slug: accountOf(person).login,
    stream: {
      custom_tags: [],
      is_live: live !== undefined,
      is_mature: false,
      key: '',
      language: live ? 'en' : '',
      start_time: live ? writeTime(live.startedAt.getTime()) : never,
      thumbnail: '',
      url: '',
      viewer_count: live ? (room?.present.size ?? 0) : 0,
    },
    stream_title: live?.title ?? '',
  }
}

function describeLivestream(room: Room, address: string): object {
  const { owner, live, present } = room
  return {
    broadcaster_user_id: userIdOf(owner),
    category: { ...category, name: live?.game ?? '' },
    channel_id: siteIdsOf(room).channel,
    custom_tags: [],
    has_mature_content: false,
    language: 'en',
    profile_picture: pictureOf(owner, address),
    slug: accountOf(owner).login,
    started_at: live ? writeTime(live.startedAt.getTime()) : never,
    stream_title: live?.title ?? '',
    thumbnail: '',
    viewer_count: present.size,
  }
}
