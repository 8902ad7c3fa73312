/** A world to start with: a streamer with a room, a bot that moderates it, an app with tokens, and people. */
import { makeNames } from './crowd/names.ts'
import { createChance, type Chance } from './chance.ts'
import type { App, Token } from './tokens.ts'
import { createWorld, type Person, type Room, type Standing, type World } from './world.ts'

export interface DemoWorld {
  readonly world: World
  readonly room: Room
  readonly streamer: Person
  /** The bot's account: a moderator of the room. */
  readonly bot: Person
  /** An app with a secret, for the code flow. */
  readonly app: App
  /** An app without one, for the device flow. */
  readonly publicApp: App
  readonly botToken: Token
  readonly streamerToken: Token
  readonly people: readonly Person[]
  readonly youtube: YoutubeCast
  readonly kick: KickCast
}

/** What stands at Google: apps, and the tokens they hold. */
export interface YoutubeCast {
  /** A "Web app" with a secret. */
  readonly app: App
  /** A "Desktop app": no secret, sent back to any port of its computer. */
  readonly desktopApp: App
  readonly botToken: Token
  readonly streamerToken: Token
}

/** What stands at Kick. Where its webhooks go and who its bot is, is set up on the simulator. */
export interface KickCast {
  readonly app: App
  readonly botToken: Token
  readonly streamerToken: Token
}

export interface DemoOptions {
  readonly people?: number
  readonly seed?: number | string
  readonly now?: () => number
  readonly redirects?: readonly string[]
}

/** What the bot's account is asked for. */
const botScopes = [
  'chat:read',
  'chat:edit',
  'user:read:chat',
  'user:write:chat',
  'user:bot',
  'moderator:read:followers',
  'moderator:read:chatters',
]

/** What the streamer's account is asked for. */
const streamerScopes = [
  'channel:read:subscriptions',
  'channel:read:vips',
  'channel:bot',
  'moderation:read',
  'moderator:read:followers',
  'moderator:read:chatters',
]

/** Makes the demo world. With a seed, people, ids and tokens repeat. */
export function createDemoWorld({ people = 60, seed = 1, now, redirects }: DemoOptions = {}): DemoWorld {
  const world = createWorld({ seed, ...(now && { now }) })
  const streamer = world.addPerson({ login: 'mira_plays', displayName: 'Mira_Plays', color: '#DAA520' })
  const bot = world.addPerson({ login: 'streambot_demo', displayName: 'StreamBot_Demo', color: '#2E8B57' })
  const room = world.addRoom(streamer)
  world.setStanding(room, bot, { moderator: true })
  world.goLive(room, 'Cosy evening with giveaways', 'Just Chatting')
  const app = world.tokens.addApp({ redirects: redirects ?? ['http://localhost:3000/auth/twitch/callback'] })
  const publicApp = world.tokens.addApp({ public: true })
  return {
    world,
    room,
    streamer,
    bot,
    app,
    publicApp,
    botToken: world.tokens.issue(app, bot, botScopes),
    streamerToken: world.tokens.issue(app, streamer, streamerScopes),
    people: addPeople(world, room, people, createChance(`people ${seed}`)),
    youtube: castYoutube(world, streamer, bot, redirects ?? ['http://localhost:3000/auth/youtube/callback']),
    kick: castKick(world, streamer, bot, redirects ?? ['http://localhost:3000/auth/kick/callback']),
  }
}

function castKick({ kickTokens }: World, streamer: Person, bot: Person, redirects: readonly string[]): KickCast {
  const app = kickTokens.addApp({ redirects })
  const botScopes = ['user:read', 'chat:write', 'moderation:ban', 'moderation:chat_message:manage']
  const streamerScopes = ['user:read', 'channel:read', 'chat:write', 'events:subscribe']
  return {
    app,
    botToken: kickTokens.issue(app, bot, botScopes),
    streamerToken: kickTokens.issue(app, streamer, streamerScopes),
  }
}

function castYoutube(
  { googleTokens }: World,
  streamer: Person,
  bot: Person,
  redirects: readonly string[],
): YoutubeCast {
  const app = googleTokens.addApp({ redirects })
  const scopes = ['https://www.googleapis.com/auth/youtube.force-ssl']
  return {
    app,
    desktopApp: googleTokens.addApp({ public: true }),
    botToken: googleTokens.issue(app, bot, scopes),
    streamerToken: googleTokens.issue(app, streamer, scopes),
  }
}

/** Adds people to a room, with badges and follow dates as a small channel has them. */
function addPeople(world: World, room: Room, count: number, chance: Chance): Person[] {
  return makeNames(count, chance)
    .filter((name) => !world.findPerson(name))
    .map((name) => {
      const person = world.addPerson({ login: name, displayName: name })
      world.setStanding(room, person, chooseStanding(chance, world.now()))
      return person
    })
}

const day = 86_400_000

function chooseStanding(chance: Chance, now: number): Standing {
  const months = 1 + chance.below(36)
  const standing: Standing = { subscription: chance.rolls(0.3) ? { months, tier: chooseTier(chance) } : undefined }
  if (standing.subscription && chance.rolls(0.1)) standing.founder = true
  if (chance.rolls(0.04)) standing.moderator = true
  else if (chance.rolls(0.06)) standing.vip = true
  if (chance.rolls(0.85)) standing.followedAt = new Date(now - Math.floor(chance.next() * 900 * day))
  return standing
}

function chooseTier(chance: Chance): 1 | 2 | 3 {
  if (chance.rolls(0.85)) return 1
  return chance.rolls(0.7) ? 2 : 3
}
