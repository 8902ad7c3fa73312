/** Who reads a simulated Twitch, in a process of its own: the whole bot, or tmi.js alone. Answers how long so many lines took. */
import tmi from 'tmi.js'
import { createTwitchBot, type TwitchBotSettings, type TwitchPlace } from '../support/twitch-bot.ts'
import { readSettings, serve } from './child.ts'

export interface ReaderSettings extends TwitchBotSettings {
  readonly reader: 'bot' | 'tmi.js'
}

/** From the first line until the one with this text. */
export interface ReaderAsk {
  readonly until: string
}

export interface ReaderAnswer {
  readonly seconds: number
  /** Of this process's own work. */
  readonly cpuSeconds: number
}

const settings = readSettings<ReaderSettings>()
let hear = (_text: string): void => undefined
const inChannel = settings.reader === 'bot' ? startBot() : startTmi(settings.twitch)
await inChannel
serve<ReaderAsk>('in the channel', ({ until }) => measure(until))

async function startBot(): Promise<void> {
  const { bot, chat } = createTwitchBot(settings)
  await bot.start()
  // Behind the bot's own listener: it has done with a line when this hears it.
  chat.onMessage(({ text }) => hear(text))
}

async function startTmi({ port, bot, token, channel }: TwitchPlace): Promise<void> {
  const client = new tmi.Client({
    connection: { server: '127.0.0.1', port, secure: false, reconnect: false },
    identity: { username: bot.login, password: token },
    channels: [channel.login],
    options: { skipMembership: true, skipUpdatingEmotesets: true },
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
  })
  client.on('message', (_channel, _tags, text) => hear(text))
  await client.connect()
}

function measure(until: string): Promise<ReaderAnswer> {
  return new Promise((resolve) => {
    let start: number | undefined
    let cpu = process.cpuUsage()
    hear = (text) => {
      if (start === undefined) {
        start = performance.now()
        cpu = process.cpuUsage()
      }
      if (text !== until) return
      const { user, system } = process.cpuUsage(cpu)
      resolve({ seconds: (performance.now() - start) / 1_000, cpuSeconds: (user + system) / 1_000_000 })
    }
  })
}
