/** What each call of Helix answers, once the door has let it in. */
import type { Token } from '../tokens.ts'
import { pictureOf } from '../pictures.ts'
import { isModerator, type Person, type Room, type World } from '../world.ts'
import { readFields, type Ask, type Reply } from '../http.ts'
import { fail } from './errors.ts'
import { readPage } from './page.ts'
import type { Speech } from './speech.ts'

/** One call. `scope` is what a user's token must have. */
export interface Call {
  readonly scope?: string
  readonly answer: (ask: Ask, token: Token) => Reply
}

export interface CallParts {
  readonly world: World
  readonly speech: Speech
  /** The address of the simulator, for pictures. */
  readonly address: () => string
}

/** The calls by `METHOD /path`. */
export function createCalls({ world, speech, address }: CallParts): Readonly<Record<string, Call>> {
  return {
    'GET /helix/users': { answer: (ask, token) => listUsers(world, address(), ask, token) },
    'GET /helix/channels/followers': {
      scope: 'moderator:read:followers',
      answer: (ask, token) => listFollowers(world, ask, token),
    },
    'GET /helix/subscriptions': {
      scope: 'channel:read:subscriptions',
      answer: (ask, token) => listSubscriptions(world, ask, token),
    },
    'GET /helix/subscriptions/user': {
      scope: 'user:read:subscriptions',
      answer: (ask, token) => findSubscription(world, ask, token),
    },
    'GET /helix/streams': { answer: (ask) => listStreams(world, ask) },
    'GET /helix/chat/chatters': {
      scope: 'moderator:read:chatters',
      answer: (ask, token) => listChatters(world, ask, token),
    },
    'POST /helix/chat/messages': {
      scope: 'user:write:chat',
      answer: (ask, token) => sayMessage(world, speech, ask, token),
    },
  }
}

function listUsers(world: World, address: string, { query }: Ask, token: Token): Reply {
  const [ids, logins] = [query.getAll('id'), query.getAll('login')]
  if (ids.length + logins.length > 100) return fail(400, 'The number of IDs and logins must not exceed 100.')
  const asked = [...ids.map((id) => world.people.get(id)), ...logins.map((login) => world.findPerson(login))]
  if (asked.length === 0 && !token.person) return fail(400, 'The request must name an id or a login.')
  const people = asked.length === 0 ? [token.person] : asked
  return { status: 200, body: { data: people.filter(isPerson).map((person) => describeUser(person, address)) } }
}

function listFollowers(world: World, ask: Ask, token: Token): Reply {
  const room = findRoom(world, ask)
  if (!room) return fail(400, 'The broadcaster_id is not valid.')
  if (!token.person || !isModerator(room, token.person)) return fail(401, mustModerate)
  const followers = [...room.standings]
    .flatMap(([id, { followedAt }]) => describeFollower(world.people.get(id), followedAt))
    .toSorted((a, b) => (a.followed_at < b.followed_at ? 1 : -1))
  const one = ask.query.get('user_id')
  const chosen = one === null ? followers : followers.filter((follower) => follower.user_id === one)
  return { status: 200, body: { total: followers.length, ...readPage(chosen, ask.query, 20, 100) } }
}

function listSubscriptions(world: World, ask: Ask, token: Token): Reply {
  const room = findRoom(world, ask)
  if (!room || token.person !== room.owner) return fail(401, 'The broadcaster_id must be the user of the token.')
  const wanted = ask.query.getAll('user_id')
  if (wanted.length > 100) return fail(400, 'The number of user IDs must not exceed 100.')
  const all = [...room.standings.keys()].flatMap((id) => describeSubscription(room, world.people.get(id)))
  const chosen = wanted.length === 0 ? all : all.filter((one) => wanted.includes(one.user_id))
  return { status: 200, body: { ...readPage(chosen, ask.query, 20, 100), total: all.length, points: all.length } }
}

function findSubscription(world: World, ask: Ask, token: Token): Reply {
  const room = findRoom(world, ask)
  const person = token.person
  if (!room || !person || person.id !== ask.query.get('user_id'))
    return fail(401, 'The user_id must be the user of the token.')
  const [found] = describeSubscription(room, person)
  if (!found) return fail(404, `${person.login} does not subscribe to ${room.login}`)
  const { user_id: _id, user_login: _login, user_name: _name, ...rest } = found
  return { status: 200, body: { data: [rest] } }
}

function listStreams(world: World, { query }: Ask): Reply {
  const [ids, logins] = [query.getAll('user_id'), query.getAll('user_login')]
  const isAsked = (room: Room) => ids.includes(room.id) || logins.includes(room.login)
  const rooms = [...world.rooms.values()].filter((room) => ids.length + logins.length === 0 || isAsked(room))
  return {
    status: 200,
    body: readPage(
      rooms.flatMap((room) => describeStream(room)),
      query,
      20,
      100,
    ),
  }
}

function listChatters(world: World, ask: Ask, token: Token): Reply {
  const room = findRoom(world, ask)
  if (!room) return fail(400, 'The broadcaster_id is not valid.')
  const { person } = token
  if (!person || person.id !== ask.query.get('moderator_id'))
    return fail(401, 'The moderator_id must be the user of the token.')
  if (!isModerator(room, person)) return fail(403, mustModerate)
  const all = [...room.present].map((one) => nameOf(one))
  return { status: 200, body: { ...readPage(all, ask.query, 100, 1000), total: all.length } }
}

function sayMessage(world: World, speech: Speech, ask: Ask, token: Token): Reply {
  const asked = readFields(ask)
  const room = world.rooms.get(String(asked['broadcaster_id']))
  const person = world.people.get(String(asked['sender_id']))
  const text = asked['message']
  if (!room || !person || typeof text !== 'string' || text === '') return fail(400, 'The request is not valid.')
  if (text.length > 500) return fail(400, 'The message is too long.')
  if (!maySpeakFor(world, room, person, token)) return fail(401, 'The sender_id must be the user of the token.')
  const parent = asked['reply_parent_message_id']
  const said = speech.say({
    room,
    person,
    text,
    via: 'helix',
    replyTo: typeof parent === 'string' ? parent : undefined,
  })
  const result = said.ok
    ? { message_id: said.id, is_sent: true }
    : { message_id: '', is_sent: false, drop_reason: { code: said.code, message: said.reason } }
  return { status: 200, body: { data: [result] } }
}

/** A user speaks with their own token. An app speaks for a user who let it, where that user or the streamer let it in. */
function maySpeakFor(world: World, room: Room, person: Person, { app, person: user }: Token): boolean {
  if (user) return user === person
  const grants = world.tokens
  const isLet = grants.grantedScopes(app, person).isSupersetOf(new Set(['user:write:chat', 'user:bot']))
  return isLet && (isModerator(room, person) || grants.grantedScopes(app, room.owner).has('channel:bot'))
}

const mustModerate = 'The user of the token must be the broadcaster or a moderator.'

function findRoom(world: World, { query }: Ask): Room | undefined {
  return world.rooms.get(query.get('broadcaster_id') ?? '')
}

function describeUser(person: Person, address: string): object {
  return {
    id: person.id,
    login: person.login,
    display_name: person.displayName,
    type: '',
    broadcaster_type: '',
    description: '',
    profile_image_url: pictureOf(person, address),
    offline_image_url: '',
    view_count: 0,
    created_at: person.createdAt.toISOString(),
  }
}

function describeFollower(person: Person | undefined, followedAt: Date | undefined) {
  return person && followedAt ? [{ ...nameOf(person), followed_at: followedAt.toISOString() }] : []
}

function describeSubscription(room: Room, person: Person | undefined) {
  const subscription = person && room.standings.get(person.id)?.subscription
  if (!person || !subscription) return []
  const { owner } = room
  const plan = {
    broadcaster_id: owner.id,
    broadcaster_login: owner.login,
    broadcaster_name: owner.displayName,
    gifter_id: '',
    gifter_login: '',
    gifter_name: '',
    is_gift: subscription.gift ?? false,
    plan_name: `Channel Subscription (${owner.login})`,
    tier: `${subscription.tier}000`,
  }
  return [{ ...plan, ...nameOf(person) }]
}

function describeStream({ owner, live, present }: Room): object[] {
  if (!live) return []
  const stream = {
    id: live.id,
    ...nameOf(owner),
    game_id: '509658',
    game_name: live.game,
    type: 'live',
    title: live.title,
    tags: [],
    viewer_count: present.size,
    started_at: live.startedAt.toISOString(),
    language: 'en',
    thumbnail_url: '',
    is_mature: false,
  }
  return [stream]
}

function nameOf(person: Person) {
  return { user_id: person.id, user_login: person.login, user_name: person.displayName }
}

function isPerson(person: Person | undefined): person is Person {
  return person !== undefined
}
