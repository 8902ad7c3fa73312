/** The Twitch chat in front of the simulated Twitch. */
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import { startTwitch, type TwitchSimulator } from '@streambot/simulator/twitch.ts'
import { keepTokens } from '@streambot/shared/platforms/accounts.ts'
import { createTwitchChat, type TwitchChatOptions } from '@streambot/shared/platforms/twitch/receive.ts'
import { createMemoryTokens, type MemoryTokens } from '../../support/tokens.ts'
import type { ChatHarness } from '../contract.ts'

export interface TwitchHarness extends ChatHarness {
  readonly sim: TwitchSimulator
  readonly demo: DemoWorld
  readonly store: MemoryTokens
  /** Takes the bot's badge of a moderator. */
  demote(): void
}

const quiet = () => undefined
export const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet }

/** Pauses short enough to wait for. */
const waits = { retry: 5, longestRetry: 20, longestRefused: 20 }

export async function openTwitch(changes: Partial<TwitchChatOptions> = {}): Promise<TwitchHarness> {
  let time = Date.UTC(2026, 10, 21, 12)
  const now = () => time
  const demo = createDemoWorld({ now, people: 5 })
  const { world, room, bot, app, botToken } = demo
  const sim = await startTwitch({ world })
  const [person] = demo.people
  if (!person) throw new Error('the demo world is empty')
  const store = createMemoryTokens({
    accessToken: botToken.access,
    refreshToken: botToken.refresh,
    expiresAt: new Date(botToken.expiresAt),
    scopes: botToken.scopes,
  })
  const kept = keepTokens({
    platform: 'Twitch',
    tokenUrl: `${sim.url}/oauth2/token`,
    clientId: app.id,
    clientSecret: app.secret,
    connectionId: 1,
    store,
    clock: { now: () => new Date(time) },
    onDead: () => undefined,
    log: silent,
    retries: [],
  })
  const chat = createTwitchChat({
    channel: { id: room.id, login: room.login },
    bot: { login: bot.login, userId: bot.id },
    ircUrl: `ws://127.0.0.1:${sim.ircPort}`,
    apiUrl: `${sim.url}/helix`,
    clientId: app.id,
    tokens: kept.accessToken,
    log: silent,
    now,
    ...changes,
    waits: { ...waits, ...changes.waits },
  })
  return {
    chat,
    sim,
    demo,
    store,
    viewer: { platform: 'twitch', userId: person.id, login: person.login, name: person.displayName },
    say: (text) => sim.say(room, person, text),
    rename: (name) => void Object.assign(person, { displayName: name }),
    heard: () => sim.heard.map((line) => line.text),
    ranCommand: () => sim.refused.some((line) => line.code === 'unrecognized_cmd'),
    refuseNext() {
      sim.faults.refuse('msg_rejected')
      return 'msg_rejected'
    },
    repeat: (copies) => void (sim.faults.copies = copies),
    swap: () => void (sim.faults.swapPairs = true),
    cut: () => sim.faults.terminate(),
    expireTokens: () => sim.faults.expireTokens(),
    disconnectAccount: () => world.tokens.disconnect(app, bot),
    demote: () => void world.setStanding(room, bot, { moderator: false }),
    turnClock: (milliseconds) => void (time += milliseconds),
    async stop() {
      await kept.stop()
      await sim.stop()
    },
  }
}
