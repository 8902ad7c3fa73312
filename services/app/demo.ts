/** The demo: simulated platforms on this computer, with a streamer who holds giveaways and a crowd that enters them. */
import type { KickConfig } from '@streambot/shared/runtime/settings/kick.ts'
import type { TwitchConfig } from '@streambot/shared/runtime/settings/twitch.ts'
import { startCrowd } from '@streambot/simulator/crowd.ts'
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import { startHost } from '@streambot/simulator/host.ts'
import { type KickSimulator, startKick } from '@streambot/simulator/kick.ts'
import { startTwitch, type TwitchSimulator } from '@streambot/simulator/twitch.ts'
import type { PlatformSettings } from './platforms.ts'

export interface Demo {
  /** How to reach the simulated platforms: the same settings that real ones need. */
  readonly settings: PlatformSettings
  readonly people: number
  /** Where the bot's web server is, for what platforms post. Before the bot connects. */
  answerAt(address: string): void
  /** Lets the streamer and the crowd speak. */
  begin(): void
  stop(): Promise<void>
}

/** The demo is quicker than a stream: points every minute, the seed revealed soon after the draw. */
export const demoSettings = { graceSeconds: 3, revealSeconds: 5, chatPoints: 10, chatPointsSeconds: 60 }

const people = 80
/** How many of them are there; the others are on Kick. */
const onTwitch = 0.75

/** Starts the simulated platforms. Nobody speaks before `begin`, so that the bot is there when they do. */
export async function startDemo(): Promise<Demo> {
  const demo = createDemoWorld({ people })
  const { world, room } = demo
  const [twitch, kick] = await Promise.all([startTwitch({ world }), startKick({ world })])
  const players: { stop(): void }[] = []
  return {
    settings: { twitch: toTwitch(demo, twitch), kick: toKick(demo, kick) },
    people,
    answerAt: (address) => kick.setUp(demo.kick.app, { webhookUrl: `${address}/webhooks/kick` }),
    begin() {
      const most = Math.round(people * onTwitch)
      players.push(startCrowd({ chat: twitch, world, room, people: demo.people.slice(0, most) }))
      players.push(startCrowd({ chat: kick, world, room, people: demo.people.slice(most), seed: 2 }))
      players.push(startHost({ chat: twitch, room, people: demo.people, openSeconds: 15, pauseSeconds: 10 }))
    },
    async stop() {
      for (const player of players) player.stop()
      await Promise.all([twitch.stop(), kick.stop()])
    },
  }
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
