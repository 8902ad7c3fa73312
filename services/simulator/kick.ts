/** Kick on loopback: sign-in, the public API, signed webhooks, and the sockets of its site, all on one port. */
import type { Browser } from './consent.ts'
import { openDoors } from './doors.ts'
import { createHearing, type Ears, earsOf } from './hearing.ts'
import { createAnswerer, type Routes } from './http.ts'
import { createBanCalls, type BanCallParts } from './kick/ban-calls.ts'
import { createBans } from './kick/bans.ts'
import { createChatCalls, type ChatCallParts } from './kick/chat-calls.ts'
import { notFound } from './kick/errors.ts'
import { createKickFaults, failFirst, type KickFaults } from './kick/faults.ts'
import { createGuests } from './kick/guests.ts'
import { createHappenings, type Happenings } from './kick/happenings.ts'
import { createLookUps, type LookUpParts } from './kick/look-ups.ts'
import { createKickOauth, type KickOauthParts } from './kick/oauth.ts'
import type { Outlets } from './kick/outlets.ts'
import { createSigner, type Signer } from './kick/signer.ts'
import { createSite, type SiteParts } from './kick/site.ts'
import { createSockets } from './kick/sockets.ts'
import { createSpeech } from './kick/speech.ts'
import { createSubscriptionCalls, type SubscriptionCallParts } from './kick/subscription-calls.ts'
import { createSubscriptions, type AppSettings } from './kick/subscriptions.ts'
import { createKickVoice, type KickVoice } from './kick/voice.ts'
import { createWebhooks, type Delivery } from './kick/webhooks.ts'
import { findRoom } from './cast.ts'
import { createPictures } from './pictures.ts'
import type { App } from './tokens.ts'
import type { Person, Room, World } from './world.ts'

export interface KickOptions {
  readonly world: World
  readonly faults?: KickFaults
  /** 0 takes any free port. */
  readonly port?: number
  /** The clock of limits, tokens, retries, pings, and of the times on messages. The world's when absent. */
  readonly now?: () => number
  /** How many webhooks may be under way at once. With one, which is usual, they arrive in order. */
  readonly lanes?: number
  /** Between the pings of a socket. */
  readonly pingSeconds?: number
  /** How long a guest may listen with one token. */
  readonly guestSeconds?: number
}

export interface KickSimulator extends KickVoice, Happenings, Ears {
  readonly port: number
  /** The base of all four hosts: `id`, `api`, `web` and the site itself. */
  readonly url: string
  /** The base of Pusher's sockets, whatever the cluster. */
  readonly pusherUrl: string
  readonly world: World
  readonly faults: KickFaults
  /** Who agrees when an app asks; without somebody a page asks who one is. */
  signedIn: Person | undefined
  /** Open sockets. */
  readonly connections: number
  /** Every attempt to bring an event to a webhook. */
  readonly deliveries: readonly Delivery[]
  /** What a developer sets for an app: where its webhook is, who its bot is. It replaces what was set before. */
  setUp(app: App, settings: AppSettings): void
  /** Signs with another key from now on, which the API gives from now on. */
  rotateKey: Signer['rotate']
  /** Does what is due by the clock. It also happens by itself, four times a second. */
  tick(): void
  /** Resolves once so many sockets listen to the chat of the room. */
  waitForJoin(room: Room | string, milliseconds?: number, count?: number): Promise<void>
  /** Resolves once no event waits for a webhook. */
  waitForWebhooks(milliseconds?: number): Promise<void>
  stop(): Promise<void>
}

/** Starts Kick on 127.0.0.1. */
export async function startKick(options: KickOptions): Promise<KickSimulator> {
  const {
    world,
    faults = createKickFaults(),
    now = world.now,
    lanes = 1,
    pingSeconds = 25,
    guestSeconds = 2700,
  } = options
  const hearing = createHearing()
  const [signer, guests, bans] = [createSigner(), createGuests(now, guestSeconds), createBans(world, now)]
  const subscriptions = createSubscriptions(world, now)
  const address = () => `http://127.0.0.1:${doors.port}`
  const base = { world, faults, hearing, signer, guests, bans, subscriptions, now, address, lanes, pingSeconds }
  const sockets = createSockets(base)
  const webhooks = createWebhooks(base)
  const outlets: Outlets = { ...sockets, tellWebhooks: webhooks.send }
  const parts = { ...base, outlets, speech: createSpeech({ ...base, outlets }) }
  const happenings = createHappenings(parts)
  const browser: Browser & Pick<KickSimulator, 'connections'> = {
    signedIn: undefined,
    get connections() {
      return sockets.listeners.size
    },
  }
  const doors = await openDoors(
    createAnswerer({ routes: createRoutes(parts, browser), missing: notFound, hearing, now }),
    options.port ?? 0,
  )
  sockets.attach(doors.server)
  faults.aim({ ...sockets, tokens: world.kickTokens })
  const tick = () => {
    webhooks.tick()
    sockets.tick()
  }
  const ticking = setInterval(tick, 250).unref()
  const backlog = () => ({ bytes: sockets.backlog, events: webhooks.waiting })

  return Object.assign(browser, {
    ...createKickVoice({ ...parts, happenings, backlog }),
    ...happenings,
    port: doors.port,
    url: address(),
    pusherUrl: address().replace('http:', 'ws:'),
    world,
    faults,
    ...earsOf(hearing),
    deliveries: webhooks.deliveries,
    setUp: subscriptions.set,
    rotateKey: signer.rotate,
    tick,
    async waitForJoin(room: Room | string, milliseconds?: number, count = 1) {
      await hearing.waitUntil(() => sockets.count(findRoom(world, room)) >= count, milliseconds)
    },
    async waitForWebhooks(milliseconds?: number) {
      await hearing.waitUntil(() => webhooks.waiting === 0, milliseconds)
    },
    async stop() {
      clearInterval(ticking)
      webhooks.stop()
      sockets.stop()
      await doors.close()
    },
  })
}

interface RouteParts
  extends Omit<KickOauthParts, 'browser'>, LookUpParts, ChatCallParts, BanCallParts, SubscriptionCallParts, SiteParts {
  readonly signer: Signer
}

function createRoutes(parts: RouteParts, browser: Browser): Routes {
  const routes = {
    ...createKickOauth({ ...parts, browser }),
    ...createLookUps(parts),
    ...createChatCalls(parts),
    ...createBanCalls(parts),
    ...createSubscriptionCalls(parts),
    ...createSite(parts),
    'GET /public/v1/public-key': () => ({
      status: 200,
      body: { data: { public_key: parts.signer.publicKey }, message: 'OK' },
    }),
  }
  return { ...failFirst(routes, parts.faults), ...createPictures(parts.world) }
}
