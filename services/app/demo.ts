/** The demo: a simulated Twitch on this computer, with a streamer who holds giveaways and a crowd that enters them. */
import { startCrowd } from '@streambot/simulator/crowd.ts'
import { createDemoWorld } from '@streambot/simulator/demo.ts'
import { startHost } from '@streambot/simulator/host.ts'
import { startTwitch } from '@streambot/simulator/twitch.ts'
import type { PlatformSettings } from './platforms.ts'

export interface Demo {
  /** How to reach the simulated platforms: the same settings that real ones need. */
  readonly settings: PlatformSettings
  readonly people: number
  /** Lets the streamer and the crowd speak. */
  begin(): void
  stop(): Promise<void>
}

/** The demo is quicker than a stream: points every minute, the seed revealed soon after the draw. */
export const demoSettings = { graceSeconds: 3, revealSeconds: 5, chatPoints: 10, chatPointsSeconds: 60 }

const people = 80

/** Starts the simulated Twitch. Nobody speaks before `begin`, so that the bot is there when they do. */
export async function startDemo(): Promise<Demo> {
  const demo = createDemoWorld({ people })
  const twitch = await startTwitch({ world: demo.world })
  const players: { stop(): void }[] = []
  return {
    settings: {
      twitch: {
        channel: demo.room.login,
        botLogin: demo.bot.login,
        clientId: demo.app.id,
        clientSecret: demo.app.secret,
        accessToken: demo.botToken.access,
        refreshToken: demo.botToken.refresh,
        ircUrl: `ws://127.0.0.1:${twitch.ircPort}`,
        idUrl: twitch.url,
        apiUrl: twitch.url,
      },
    },
    people,
    begin() {
      const { world, room } = demo
      players.push(startCrowd({ chat: twitch, world, room, people: demo.people }))
      players.push(startHost({ chat: twitch, room, people: demo.people, openSeconds: 15, pauseSeconds: 10 }))
    },
    async stop() {
      for (const player of players) player.stop()
      await twitch.stop()
    },
  }
}
