/** YouTube Live on loopback: Google's OAuth and the part of the Data API that a chat bot uses, all on one port. */
import { findRoom } from './cast.ts'
import type { Browser } from './consent.ts'
import { openDoors } from './doors.ts'
import { createHearing, type Ears, earsOf } from './hearing.ts'
import { createAnswerer } from './http.ts'
import { createPictures } from './pictures.ts'
import type { Person, Room, World } from './world.ts'
import { createBans } from './youtube/bans.ts'
import { createBroadcasts, type Broadcast, type BroadcastOptions } from './youtube/broadcasts.ts'
import { createDiscovery } from './youtube/discovery.ts'
import { guard } from './youtube/door.ts'
import { nowhere } from './youtube/errors.ts'
import { createYoutubeFaults, type Faults } from './youtube/faults.ts'
import { post } from './youtube/items.ts'
import { createMessages } from './youtube/messages.ts'
import { createOauth } from './youtube/oauth.ts'
import { createQuota, type Quota } from './youtube/quota.ts'
import { createStreams } from './youtube/streams.ts'
import { createVoice, type Voice } from './youtube/voice.ts'

export interface YoutubeOptions {
  readonly world: World
  readonly faults?: Faults
  /** 0 takes any free port. */
  readonly port?: number
  /** The clock of quotas, bans and of the times on messages. The world's when absent. */
  readonly now?: () => number
}

export interface YoutubeSimulator extends Voice, Ears {
  readonly port: number
  /**
   * The base of all addresses, without a slash at the end. Sign-in: `/o/oauth2/v2/auth`, `/token`, `/revoke`,
   * `/tokeninfo`, `/oauth2/v3/userinfo`. The Data API: `/youtube/v3/...`; clients take `url` and a slash as `rootUrl`.
   */
  readonly url: string
  readonly world: World
  readonly faults: Faults
  readonly quota: Quota
  /** Who agrees when an app asks; without somebody a page asks who one is. */
  signedIn: Person | undefined
  /** Milliseconds a list tells its readers to wait; who comes sooner is refused. */
  pollingMillis: number
  /** Open streams. */
  readonly connections: number
  /** Goes live. Rooms that are live in the world when YouTube starts already are. */
  startBroadcast(room: Room | string, options?: BroadcastOptions): Broadcast
  /** Ends a broadcast: its chat says so, its streams end, and it cannot be read or written any more. */
  endBroadcast(broadcast: Broadcast): void
  /** The newest broadcast of a room that has not ended. */
  findBroadcast(room: Room | string): Broadcast | undefined
  /** Resolves once so many streams of the room are open. */
  waitForStream(room: Room | string, milliseconds?: number, count?: number): Promise<void>
  stop(): Promise<void>
}

/** Starts YouTube on 127.0.0.1. */
export async function startYoutube(options: YoutubeOptions): Promise<YoutubeSimulator> {
  const { world, faults = createYoutubeFaults(), now = world.now } = options
  const hearing = createHearing()
  const quota = createQuota(now)
  const broadcasts = createBroadcasts(world, faults, now)
  const address = () => `http://127.0.0.1:${doors.port}`
  const state: Browser & Pick<YoutubeSimulator, 'pollingMillis' | 'connections'> = {
    signedIn: undefined,
    pollingMillis: 4000,
    get connections() {
      return streams.count()
    },
  }
  const parts = { world, faults, quota, hearing, broadcasts, address, now, pollingMillis: () => state.pollingMillis }
  const streams = createStreams(parts)
  const bans = createBans(parts)
  const calls = { ...createDiscovery(parts), ...createMessages({ ...parts, streams, bans }), ...bans.calls }
  const routes = { ...guard(parts, calls), ...createOauth({ ...parts, browser: state }), ...createPictures(world) }
  const doors = await openDoors(createAnswerer({ routes, missing: nowhere, hearing, now }), options.port ?? 0)
  faults.aim({ ...streams.strikes, tokens: world.googleTokens })
  for (const room of world.rooms.values()) if (room.live && room.owner.youtube) broadcasts.start(room)

  return Object.assign(state, {
    ...createVoice({ ...parts, streams }),
    port: doors.port,
    url: address(),
    world,
    faults,
    quota,
    ...earsOf(hearing),
    startBroadcast: (room: Room | string, asked?: BroadcastOptions) => broadcasts.start(findRoom(world, room), asked),
    endBroadcast({ chat }: Broadcast) {
      chat.endedAt = new Date(now())
      post(parts, chat, { type: 'chatEndedEvent' })
    },
    findBroadcast: (room: Room | string) => broadcasts.findActive(findRoom(world, room)),
    async waitForStream(where: Room | string, milliseconds?: number, count = 1) {
      const room = findRoom(world, where)
      await hearing.waitUntil(() => streams.count(room) >= count, milliseconds)
    },
    stop: doors.close,
  })
}
