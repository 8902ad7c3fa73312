/** Who there is: people, rooms, and what a person is in a room. The platforms' simulators tell it in their own protocols. */
import { createChance, type Chance } from './chance.ts'
import { makePerson, renamePerson, type NewPerson, type Person } from './person.ts'
import { createTokens, googleHabits, kickHabits, type Tokens } from './tokens.ts'

export type { Person } from './person.ts'

export interface Subscription {
  readonly months: number
  readonly tier: 1 | 2 | 3
  readonly gift?: boolean
}

/** What a person is in one room. The owner is its broadcaster, whatever stands here. */
export interface Standing {
  moderator?: boolean
  vip?: boolean
  /** One of the first subscribers: the badge takes the place of the subscriber's badge. */
  founder?: boolean
  subscription?: Subscription | undefined
  followedAt?: Date | undefined
  banned?: boolean
}

interface Live {
  readonly id: string
  readonly title: string
  readonly game: string
  readonly startedAt: Date
}

/** Modes of a chat. `followersOnly` is minutes, or -1 when off; `slow` is seconds. */
interface RoomModes {
  followersOnly: number
  slow: number
  subscribersOnly: boolean
}

/** A chat. Its id and login are those of its owner. */
export interface Room {
  readonly owner: Person
  readonly id: string
  readonly login: string
  live: Live | undefined
  readonly modes: RoomModes
  readonly standings: Map<string, Standing>
  /** Who is in the chat now. */
  readonly present: Set<Person>
}

export interface World {
  readonly now: () => number
  readonly chance: Chance
  /** The apps and tokens of Twitch. */
  readonly tokens: Tokens
  /** Those of Google. */
  readonly googleTokens: Tokens
  /** Those of Kick. */
  readonly kickTokens: Tokens
  readonly people: ReadonlyMap<string, Person>
  readonly rooms: ReadonlyMap<string, Room>
  addPerson(person: NewPerson): Person
  addRoom(owner: Person): Room
  /** Changes what a person is in a room; what is absent stays. */
  setStanding(room: Room, person: Person, change: Standing): Standing
  standingOf(room: Room, person: Person): Readonly<Standing>
  /** Gives a person a new login on every platform; ids stay. Without a display name the login is shown. */
  rename(person: Person, login: string, displayName?: string): void
  findPerson(login: string): Person | undefined
  /** The room of a login, with or without `#`. */
  findRoom(login: string): Room | undefined
  goLive(room: Room, title: string, game?: string): Live
  goOffline(room: Room): void
}

export interface WorldOptions {
  readonly now?: () => number
  /** Ids, colours and tokens repeat with the seed. */
  readonly seed?: number | string
}

/** An empty world. */
export function createWorld({ now = Date.now, seed }: WorldOptions = {}): World {
  const chance = createChance(seed)
  const people = new Map<string, Person>()
  const rooms = new Map<string, Room>()
  const byLogin = new Map<string, Person>()

  return {
    now,
    chance,
    tokens: createTokens({ now, chance }),
    googleTokens: createTokens({ now, chance, habits: googleHabits }),
    kickTokens: createTokens({ now, chance, habits: kickHabits }),
    people,
    rooms,
    addPerson(asked) {
      const person = makePerson(asked, chance, people.size, now())
      if (people.has(person.id)) throw new Error(`there already is a person with the id ${person.id}`)
      claimLogin(byLogin, person, person.login)
      people.set(person.id, person)
      return person
    },
    addRoom(owner) {
      const room = makeRoom(owner)
      rooms.set(room.id, room)
      return room
    },
    setStanding(room, person, change) {
      const standing = { ...room.standings.get(person.id), ...change }
      room.standings.set(person.id, standing)
      return standing
    },
    standingOf: (room, person) => room.standings.get(person.id) ?? stranger,
    rename(person, login, displayName = login) {
      claimLogin(byLogin, person, login.toLowerCase())
      byLogin.delete(person.login)
      byLogin.set(login.toLowerCase(), person)
      renamePerson(person, login.toLowerCase(), displayName)
    },
    findPerson: (login) => byLogin.get(login.toLowerCase()),
    findRoom: (login) => rooms.get(byLogin.get(login.replace('#', '').toLowerCase())?.id ?? ''),
    goLive(room, title, game = 'Just Chatting') {
      room.live = { id: String(40_000_000_000 + chance.below(1e9)), title, game, startedAt: new Date(now()) }
      return room.live
    },
    goOffline(room) {
      room.live = undefined
    },
  }
}

/** Whether somebody may do what ordinary viewers may not: the owner, moderators and VIPs. */
export function isPrivileged(room: Room, person: Person): boolean {
  const standing = room.standings.get(person.id)
  return isModerator(room, person) || standing?.vip === true
}

/** Whether somebody is the owner or a moderator. */
export function isModerator(room: Room, person: Person): boolean {
  return room.owner === person || room.standings.get(person.id)?.moderator === true
}

const stranger: Standing = Object.freeze({})
function makeRoom(owner: Person): Room {
  return {
    owner,
    id: owner.id,
    get login() {
      return owner.login
    },
    live: undefined,
    modes: { followersOnly: -1, slow: 0, subscribersOnly: false },
    standings: new Map(),
    present: new Set(),
  }
}

function claimLogin(byLogin: Map<string, Person>, person: Person, login: string): void {
  const holder = byLogin.get(login)
  if (holder && holder !== person) throw new Error(`the login ${login} is taken`)
  byLogin.set(login, person)
}
