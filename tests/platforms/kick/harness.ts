/** The Kick chat in front of the simulated Kick; its webhook behind the door of the real web server. */
import { addWebhookRoutes } from '@streambot/api/webhooks.ts'
import { defaultLimits } from '@streambot/api/options.ts'
import type { Delivery } from '@streambot/shared/engine/ports/chat.ts'
import { keepTokens } from '@streambot/shared/platforms/accounts.ts'
import { createKickChat, type KickChat, type KickChatOptions } from '@streambot/shared/platforms/kick/receive.ts'
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import { startKick, type KickOptions, type KickSimulator } from '@streambot/simulator/kick.ts'
import { siteIdsOf } from '@streambot/simulator/kick/people.ts'
import fastify from 'fastify'
import { createMemoryTokens, type MemoryTokens } from '../../support/tokens.ts'
import type { ChatHarness } from '../contract.ts'

export interface KickHarness extends ChatHarness {
  readonly chat: KickChat
  readonly sim: KickSimulator
  readonly demo: DemoWorld
  readonly store: MemoryTokens
  /** What Kick posted, as it arrived. */
  readonly posted: readonly Delivery[]
  /** Where Kick posts to. */
  readonly webhookUrl: string
  /** The site's numbers of the room. */
  readonly room: { readonly channel: string; readonly chatroom: string }
  /** What was logged as a warning or an error. */
  readonly logged: string[]
}

export type Ways = 'webhook' | 'socket' | 'both'

interface Changes extends Partial<KickChatOptions> {
  /** The streamer lends the bot their account. */
  readonly asStreamer?: boolean
  /** The settings name the room. */
  readonly giveRoom?: boolean
  readonly sim?: Omit<KickOptions, 'world'>
}

const quiet = () => undefined
export const silent = { debug: quiet, info: quiet, warn: quiet, error: quiet }

/** Pauses short enough to wait for. */
const waits = { retry: 5, longestRetry: 20, longestRefused: 20, check: 20, rests: [30] }

export async function openKick(
  ways: Ways,
  { asStreamer = false, giveRoom = false, ...changes }: Changes = {},
): Promise<KickHarness> {
  let time = Date.UTC(2026, 10, 21, 12)
  const now = () => time
  const demo = createDemoWorld({ now, people: 5 })
  const sim = await startKick({ world: demo.world, ...changes.sim })
  const door = fastify()
  const logged: string[] = []
  const posted: Delivery[] = []
  const note = (...words: unknown[]) => void logged.push(JSON.stringify(words))
  const log = { debug: quiet, info: quiet, warn: note, error: note }
  let chat: KickChat | undefined
  await addWebhookRoutes(door, {
    limits: defaultLimits,
    webhooks: {
      async kick(delivery) {
        posted.push(delivery)
        return (await chat?.webhook?.(delivery)) ?? 'later'
      },
    },
  })
  const webhookUrl = `${await door.listen({ port: 0, host: '127.0.0.1' })}/webhooks/kick`
  const { app, botToken, streamerToken } = demo.kick
  sim.setUp(app, { webhookUrl })
  const { room, streamer, world } = demo
  const [bot, token] = asStreamer ? [streamer, streamerToken] : [demo.bot, botToken]
  const store = createMemoryTokens({
    accessToken: token.access,
    refreshToken: token.refresh,
    expiresAt: new Date(token.expiresAt),
    scopes: token.scopes,
  })
  const secret = { clientId: app.id, clientSecret: app.secret ?? '' }
  const kept = keepTokens({
    platform: 'Kick',
    tokenUrl: `${sim.url}/oauth/token`,
    ...secret,
    connectionId: 1,
    store,
    clock: { now: () => new Date(time) },
    onDead: quiet,
    log,
    retries: [],
  })
  const ids = siteIdsOf(room)
  const numbers = { channel: String(ids.channel), chatroom: String(ids.chatroom) }
  const site = { siteUrl: sim.url, webUrl: sim.url, pusherUrl: sim.pusherUrl, room: giveRoom ? numbers : undefined }
  chat = createKickChat({
    channel: { id: accountOf(streamer).id, slug: accountOf(streamer).login },
    bot: { userId: accountOf(bot).id },
    apiUrl: sim.url,
    idUrl: sim.url,
    ...secret,
    tokens: kept.accessToken,
    webhook: ways !== 'socket',
    realtime: ways === 'webhook' ? undefined : site,
    log,
    now,
    ...changes,
    waits: { ...waits, ...changes.waits },
  })
  const [person] = demo.people
  if (!person) throw new Error('the demo world is empty')
  const account = accountOf(person)
  const { id: userId, displayName: name } = account

  /** As switching webhooks off and on again does. */
  function dropSubscriptions(): void {
    sim.setUp(app, { webhookUrl: undefined })
    sim.setUp(app, { webhookUrl })
  }

  return {
    chat,
    sim,
    demo,
    store,
    posted,
    webhookUrl,
    room: numbers,
    logged,
    viewer: { platform: 'kick', userId, login: name.toLowerCase(), name },
    say: (text) => sim.say(room, person, text),
    rename: (name) => void Object.assign(account, { displayName: name }),
    heard: () => sim.heard.map((line) => line.text),
    ranCommand: () => sim.heard.some((line) => line.text.startsWith('/')),
    refuseNext() {
      sim.faults.failNext('POST /public/v1/chat', 'forbidden')
      return 'Forbidden'
    },
    repeat: (copies) => void (sim.faults.copies = copies),
    swap: () => void (sim.faults.swapPairs = true),
    cut() {
      dropSubscriptions()
      sim.faults.terminate()
    },
    expireTokens: () => sim.faults.expireTokens(),
    disconnectAccount: () => world.kickTokens.disconnect(app, bot),
    turnClock(milliseconds) {
      time += milliseconds
      sim.tick()
    },
    async stop() {
      await kept.stop()
      await sim.stop()
      await door.close()
    },
  }
}

/** Somebody's account on Kick, which everybody in the demo has. */
export function accountOf({ kick }: DemoWorld['bot']) {
  if (kick) return kick
  throw new Error('somebody of the demo has no account on Kick')
}
