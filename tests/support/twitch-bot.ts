/** A bot that reads a simulated Twitch in another process: what a process of its own needs to be one. */
import { type Bot, createBot } from '@streambot/bot/bot.ts'
import type { Chat } from '@streambot/shared/engine/ports/chat.ts'
import { createTwitchChat } from '@streambot/shared/platforms/twitch/receive.ts'
import type { DemoWorld } from '@streambot/simulator/demo.ts'
import { openEngine } from './engine.ts'

/** Handed to the process as JSON. */
export interface TwitchBotSettings {
  /** The database. */
  readonly url: string
  readonly streamerId: number
  readonly twitch: TwitchPlace
}

/** Where the simulated Twitch is, and who the bot is there. */
export interface TwitchPlace {
  readonly port: number
  readonly channel: { readonly id: string; readonly login: string }
  readonly bot: { readonly userId: string; readonly login: string }
  readonly clientId: string
  readonly token: string
}

export interface TwitchBot {
  readonly bot: Bot
  readonly chat: Chat
}

const quiet = () => undefined
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }

/** The place of the demo world's bot. */
export function placeOf({ room, bot, app, botToken }: DemoWorld, port: number): TwitchPlace {
  return {
    port,
    channel: { id: room.id, login: room.login },
    bot: { userId: bot.id, login: bot.login },
    clientId: app.id,
    token: botToken.access,
  }
}

/** Makes the bot, not yet started. It lives on the computer's clock. */
export function createTwitchBot({ url, streamerId, twitch }: TwitchBotSettings): TwitchBot {
  const { ports } = openEngine(url, { now: () => new Date(), turn: quiet })
  const { port, channel, bot: account, clientId, token } = twitch
  const chat = createTwitchChat({
    channel,
    bot: account,
    ircUrl: `ws://127.0.0.1:${port}`,
    apiUrl: `http://127.0.0.1:${port}/helix`,
    clientId,
    tokens: async () => token,
    log,
  })
  return { bot: createBot({ ports, chats: [chat], streamerId, publicUrl: 'http://localhost', log }), chat }
}
