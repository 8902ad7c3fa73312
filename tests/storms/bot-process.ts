/**
 * One bot in a process of its own, to be killed: `node bot-process.ts SETTINGS`, a JSON of `TwitchBotSettings`. It reads the simulated
 * Twitch and enters people; opening and drawing stay with the parent, which knows the seeds. Prints `ready` once it is in the channel.
 */
import { createTwitchBot, type TwitchBotSettings } from '../support/twitch-bot.ts'

const settings = JSON.parse(process.argv[2] ?? '{}') as TwitchBotSettings // written by the parent
const { bot, chat } = createTwitchBot(settings)
chat.onState((state) => void (state === 'connected' && process.stdout.write('ready\n')))
await bot.start()
