/** A whole bot but for the socket, in a process of its own: lines come from memory, everything behind them is real. */
import { createBot } from '@streambot/bot/bot.ts'
import { createMemoryChat, messageOf } from '../support/bot.ts'
import { openEngine, person } from '../support/engine.ts'
import { readSettings, serve } from './child.ts'

export interface BotSettings {
  readonly url: string
  readonly streamerId: number
}

/** The people with these numbers type the text, all at once. */
export interface BotAsk {
  readonly from: number
  readonly to: number
  readonly text: string
}

const { url, streamerId } = readSettings<BotSettings>()
const quiet = () => undefined
const { ports } = openEngine(url, { now: () => new Date(), turn: quiet })
const chat = createMemoryChat()
const log = { info: quiet, warn: quiet, error: quiet }
await createBot({ ports, chats: [chat], streamerId, publicUrl: 'http://localhost', log }).start()

serve<BotAsk>('listening', async ({ from, to, text }) => {
  for (let number = from; number < to; number++) {
    chat.deliver(messageOf(person(number), text, { id: `${process.pid}-${text}-${number}` }))
  }
  return 'said'
})
