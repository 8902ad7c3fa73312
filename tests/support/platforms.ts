/** All three simulated platforms in one world, and a web server where people sign in with each. */
import { createKickSignIn } from '@streambot/shared/platforms/kick/sign-in.ts'
import { createTwitchSignIn } from '@streambot/shared/platforms/twitch/sign-in.ts'
import { createYoutubeSignIn } from '@streambot/shared/platforms/youtube/sign-in.ts'
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import { type KickSimulator, startKick } from '@streambot/simulator/kick.ts'
import { startTwitch, type TwitchSimulator } from '@streambot/simulator/twitch.ts'
import { startYoutube, type YoutubeSimulator } from '@streambot/simulator/youtube.ts'
import type { Person } from '@streambot/simulator/world.ts'
import { startApi, type TestApi } from './api.ts'
import { type ServeOptions } from './serve.ts'

export interface Platforms {
  readonly demo: DemoWorld
  readonly twitch: TwitchSimulator
  readonly youtube: YoutubeSimulator
  readonly kick: KickSimulator
  readonly api: TestApi
  /** How people reach the pages. */
  readonly address: string
  close(): Promise<void>
}

export async function startPlatforms(options: ServeOptions = {}): Promise<Platforms> {
  const redirects: string[] = []
  const demo = createDemoWorld({ people: 12, redirects })
  const { world } = demo
  const [twitch, youtube, kick] = await Promise.all([
    startTwitch({ world }),
    startYoutube({ world }),
    startKick({ world }),
  ])
  const api = await startApi({
    signIns: [
      createTwitchSignIn({ idUrl: twitch.url, apiUrl: twitch.url, ...appOf(demo.app) }),
      createYoutubeSignIn({
        authUrl: youtube.url,
        idUrl: youtube.url,
        apiUrl: youtube.url,
        ...appOf(demo.youtube.app),
      }),
      createKickSignIn({ idUrl: kick.url, apiUrl: kick.url, ...appOf(demo.kick.app) }),
    ],
    limits: { signIns: 1_000, requests: 10_000 },
    ...options,
  })
  const address = `http://localhost:${api.port}`
  for (const platform of ['twitch', 'youtube', 'kick']) redirects.push(`${address}/auth/${platform}/callback`)
  return {
    demo,
    twitch,
    youtube,
    kick,
    api,
    address,
    close: async () => {
      await api.close()
      await Promise.all([twitch.stop(), youtube.stop(), kick.stop()])
    },
  }
}

export function personOf({ demo }: Pick<Platforms, 'demo'>, index: number): Person {
  const person = demo.people[index]
  if (!person) throw new Error(`There is no person ${index}.`)
  return person
}

/** Whoever sits at the browsers is signed in to the platforms as this person, and agrees to everything. */
export function sitDown(stage: Platforms, person: Person): void {
  for (const platform of [stage.twitch, stage.youtube, stage.kick]) platform.signedIn = person
}

/** Nobody is signed in to the platforms any more: they ask who it is. */
export function standUp(stage: Platforms): void {
  for (const platform of [stage.twitch, stage.youtube, stage.kick]) platform.signedIn = undefined
}

function appOf({ id, secret = '' }: { readonly id: string; readonly secret: string | undefined }) {
  return { clientId: id, clientSecret: secret }
}
