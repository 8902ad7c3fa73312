/**
 * One bot in a process of its own, to be killed: `node bot-process.ts SETTINGS`, a JSON of `BotProcessSettings`. It reads the simulated
 * Twitch and enters people; opening and drawing stay with the parent, which knows the seeds. Prints `ready` once it is in the channel.
 */
import { createBot } from '@streambot/bot/bot.ts'
import { createTwitchChat } from '@streambot/shared/platforms/twitch/receive.ts'
import { openEngine } from '../support/engine.ts'

export interface BotProcessSettings {
  readonly url: string
  readonly streamerId: number
  readonly twitch: { readonly url: string; readonly port: number }
  readonly channel: { readonly id: string; readonly login: string }
  readonly bot: { readonly userId: string; readonly login: string }
  readonly clientId: string
  readonly token: string
}

const quiet = () => undefined
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }

const settings = JSON.parse(process.argv[2] ?? '{}') as BotProcessSettings // written by the parent
const engine = openEngine(settings.url, { now: () => new Date(), turn: quiet })
const chat = createTwitchChat({
  channel: settings.channel,
  bot: settings.bot,
  ircUrl: `ws://127.0.0.1:${settings.twitch.port}`,
  apiUrl: `${settings.twitch.url}/helix`,
  clientId: settings.clientId,
  tokens: async () => settings.token,
  log,
})
chat.onState((state) => void (state === 'connected' && process.stdout.write('ready\n')))
const bot = createBot({
  ports: engine.ports,
  chats: [chat],
  streamerId: settings.streamerId,
  publicUrl: 'http://localhost',
  log,
})
await bot.start()
