/** The demo: simulated platforms on this computer, with a streamer who holds giveaways and a crowd that enters them. */
import { chatPlatforms } from '@streambot/shared/giveaway/words.ts'
import type { KickConfig } from '@streambot/shared/runtime/settings/kick.ts'
import type { TwitchConfig } from '@streambot/shared/runtime/settings/twitch.ts'
import type { YoutubeConfig } from '@streambot/shared/runtime/settings/youtube.ts'
import { startCrowd } from '@streambot/simulator/crowd.ts'
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import { startHost, usualPrizes } from '@streambot/simulator/host.ts'
import { type KickSimulator, startKick } from '@streambot/simulator/kick.ts'
import { startPhones } from '@streambot/simulator/phones.ts'
import { startTwitch, type TwitchSimulator } from '@streambot/simulator/twitch.ts'
import { startYoutube, type YoutubeSimulator } from '@streambot/simulator/youtube.ts'
import { type DemoPeople, placePeople } from './demo-people.ts'
import { keyPrize, phonePrize } from './demo-shop.ts'
import type { PlatformSettings } from './platforms.ts'

export interface Demo {
  /** How to reach the simulated platforms. */
  readonly settings: PlatformSettings
  readonly people: DemoPeople
  /** Where the bot's web server is, for what platforms post. Before the bot connects. */
  answerAt(address: string): void
  /** Lets the streamer and the crowd speak, and phones be held before the overlay at this address. */
  begin(overlay: string | undefined): void
  stop(): Promise<void>
}

/** The demo is quicker than a stream: points every minute, the seed revealed soon after the draw. */
export const demoSettings = { graceSeconds: 3, revealSeconds: 5, chatPoints: 10, chatPointsSeconds: 60 }

const people = 80
/** So many are held before the overlay, by people who sign in nowhere. */
export const phones = 12
/** Units a day at YouTube: the usual ones would not last for a crowd that never goes home. */
const quota = 1_000_000

/** Starts the simulated platforms, which send people who sign in back to this address. Nobody speaks before `begin`, so that the bot is there when they do. */
export async function startDemo(publicUrl: string, onFault: (error: unknown) => void): Promise<Demo> {
  const redirects = chatPlatforms.map((platform) => `${publicUrl}/auth/${platform}/callback`)
  const demo = createDemoWorld({ people, redirects })
  const { world, room } = demo
  const sites = await startSites(demo)
  const placed = placePeople(demo.people)
  const players: { stop(): void | Promise<void> }[] = []
  return {
    settings: toSettings(demo, sites),
    people: placed,
    answerAt: (address) => answerAt(demo, sites, address),
    begin(overlay) {
      for (const [index, platform] of chatPlatforms.entries()) {
        const chat = sites[platform]
        players.push(startCrowd({ chat, world, room, people: placed.on[platform], seed: index + 1 }))
      }
      const prizes = [keyPrize, phonePrize, ...usualPrizes]
      const pace = { openSeconds: 15, pauseSeconds: 10 }
      players.push(startHost({ chat: sites.twitch, room, people: demo.people, prizes, hasShop: true, ...pace }))
      if (overlay !== undefined) players.push(startPhones({ overlay, count: phones, onFault }))
    },
    async stop() {
      await Promise.all(players.map((player) => player.stop()))
      await stopSites(sites)
    },
  }
}

/** The simulated platforms, on which the same world is. */
export interface Sites {
  readonly twitch: TwitchSimulator
  readonly youtube: YoutubeSimulator
  readonly kick: KickSimulator
}

export async function startSites({ world }: DemoWorld): Promise<Sites> {
  const [twitch, youtube, kick] = await Promise.all([
    startTwitch({ world }),
    startYoutube({ world }),
    startKick({ world }),
  ])
  youtube.quota.limit = quota
  return { twitch, youtube, kick }
}

export async function stopSites({ twitch, youtube, kick }: Sites): Promise<void> {
  await Promise.all([twitch.stop(), youtube.stop(), kick.stop()])
}

/** Kick posts to the web server at this address from now on. */
export function answerAt({ kick: { app } }: DemoWorld, { kick }: Sites, address: string): void {
  kick.setUp(app, { webhookUrl: `${address}/webhooks/kick` })
}

/** Those of every platform. */
export type AllSettings = { readonly [Name in keyof PlatformSettings]-?: NonNullable<PlatformSettings[Name]> }

/** How the bot reaches them: the same settings that real platforms need. */
export function toSettings(demo: DemoWorld, { twitch, youtube, kick }: Sites): AllSettings {
  return { twitch: toTwitch(demo, twitch), youtube: toYoutube(demo, youtube), kick: toKick(demo, kick) }
}

function toTwitch({ room, bot, app, botToken }: DemoWorld, { ircPort, url }: TwitchSimulator): TwitchConfig {
  return {
    channel: room.login,
    botLogin: bot.login,
    clientId: app.id,
    clientSecret: app.secret,
    accessToken: botToken.access,
    refreshToken: botToken.refresh,
    ircUrl: `ws://127.0.0.1:${ircPort}`,
    idUrl: url,
    apiUrl: url,
  }
}

/** The streamer's account to read with, and one of the bot's own. */
function toYoutube({ streamer, bot, youtube }: DemoWorld, { url }: YoutubeSimulator): YoutubeConfig {
  const { app, streamerToken, botToken } = youtube
  return {
    channel: streamer.youtube?.login ?? '',
    clientId: app.id,
    clientSecret: app.secret,
    refreshToken: streamerToken.refresh ?? '',
    bot: { login: bot.youtube?.login ?? '', refreshToken: botToken.refresh ?? '' },
    quota,
    authUrl: url,
    idUrl: url,
    apiUrl: url,
  }
}

/** On Kick an account has a name of its own. */
function toKick({ streamer, bot, kick: { app, botToken } }: DemoWorld, { url }: KickSimulator): KickConfig {
  return {
    channel: streamer.kick?.displayName.toLowerCase() ?? '',
    botLogin: bot.kick?.displayName.toLowerCase() ?? '',
    clientId: app.id,
    clientSecret: app.secret ?? '',
    accessToken: botToken.access,
    refreshToken: botToken.refresh,
    webhook: true,
    socket: false,
    room: undefined,
    idUrl: url,
    apiUrl: url,
    siteUrl: url,
    webUrl: url,
  }
}
