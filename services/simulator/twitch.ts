/** Twitch on loopback: chat over IRC and WebSocket, sign-in, and Helix, all on one port. */
import { createFaults, type Faults } from './faults.ts'
import { findRoom } from './cast.ts'
import type { Browser } from './consent.ts'
import { createDelivery } from './twitch/delivery.ts'
import { createDevices } from './twitch/devices.ts'
import { createHearing, type Ears, earsOf } from './hearing.ts'
import { createHelix } from './twitch/helix.ts'
import { createAnswerer } from './http.ts'
import { createIrc } from './twitch/irc.ts'
import { createOauth } from './twitch/oauth.ts'
import { createPictures } from './pictures.ts'
import { openServer } from './twitch/server.ts'
import { fail } from './twitch/errors.ts'
import { createSpeech } from './twitch/speech.ts'
import { createStrikes } from './twitch/strikes.ts'
import { createVoice, type Voice } from './twitch/voice.ts'
import type { Person, Room, World } from './world.ts'

export interface TwitchOptions {
  readonly world: World
  readonly faults?: Faults
  /** 0 takes any free port. */
  readonly port?: number
  /** The clock of limits and of the times on messages. The world's when absent. */
  readonly now?: () => number
  /** Milliseconds between the server's own PINGs. */
  readonly pingEvery?: number
}

export interface TwitchSimulator extends Voice, Ears {
  readonly port: number
  /** The base of sign-in (`/oauth2/...`) and Helix (`/helix/...`). */
  readonly url: string
  /** Where the chat listens: the same port. */
  readonly ircPort: number
  readonly world: World
  readonly faults: Faults
  /** Who agrees when an app asks; without somebody a page asks who one is. */
  signedIn: Person | undefined
  /** Open chat connections. */
  readonly connections: number
  /** Resolves once so many connections are in the room. */
  waitForJoin(room: Room | string, milliseconds?: number, count?: number): Promise<void>
  /** A person agrees on a device's code. */
  approveDevice(userCode: string, person: Person): boolean
  denyDevice(userCode: string): boolean
  /** The server's PING to all, at once. */
  ping(): void
  stop(): Promise<void>
}

/** Starts Twitch on 127.0.0.1. */
export async function startTwitch(options: TwitchOptions): Promise<TwitchSimulator> {
  const { world, faults = createFaults(), now = world.now } = options
  const hearing = createHearing()
  const delivery = createDelivery(faults)
  const parts = { world, faults, hearing, delivery, now, address: () => `http://127.0.0.1:${doors.port}` }
  const speech = createSpeech(parts)
  const irc = createIrc({ ...parts, speech })
  const browser: Browser & Pick<TwitchSimulator, 'connections'> = {
    signedIn: undefined,
    get connections() {
      return delivery.connections.size
    },
  }
  const devices = createDevices(world, browser, parts.address)
  const oauth = createOauth({ world, faults, devices, browser })
  const routes = { ...oauth, ...createHelix({ ...parts, speech }), ...createPictures(world) }
  const answer = createAnswerer({ routes, missing: fail(404, ''), hearing, now })
  const doors = await openServer({ delivery, hearing, irc, answer }, options.port ?? 0)
  const strikes = createStrikes(delivery, world.tokens)
  faults.aim(strikes)
  const pings = setInterval(irc.ping, options.pingEvery ?? 270_000).unref()
  const isIn = (room: Room) => [...delivery.connections].filter((one) => one.rooms.has(room)).length

  return Object.assign(browser, {
    ...createVoice({ ...parts, speech }),
    port: doors.port,
    ircPort: doors.port,
    url: parts.address(),
    world,
    faults,
    ...earsOf(hearing),
    async waitForJoin(room: Room | string, milliseconds?: number, count = 1) {
      await hearing.waitUntil(() => isIn(findRoom(world, room)) >= count, milliseconds)
    },
    approveDevice: devices.approve,
    denyDevice: devices.deny,
    ping: irc.ping,
    async stop() {
      clearInterval(pings)
      strikes.stop()
      await doors.close()
    },
  })
}
