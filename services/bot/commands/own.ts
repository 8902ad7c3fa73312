/** Commands of the streamer's own: each answers as its template says, in the chat that it came from. */
import { sayAnswer } from '@streambot/shared/languages/chat/own-answer.ts'
import { toAll } from '@streambot/shared/languages/chat/addressing.ts'
import { priorities } from '../outbox.ts'
import { type Context, readArguments, type Routed } from './command.ts'

/** One is answered once in so many milliseconds in a chat: a crowd that repeats it would else make noise. */
const restMs = 5_000

export const ownCommand: Routed = { who: 'everyone', run: answer }

async function answer(context: Context): Promise<void> {
  const { calls, answers, hush, ports, streamerId, speech, settings } = context.room
  const name = calls().get(context.word) ?? ''
  const template = answers().get(name)
  const { platform, account, text } = context.message
  if (template === undefined || settings().excluded.has(account.login)) return
  if (!hush.mayTell(`${name} ${platform}`, restMs)) return
  // Asked for only where it is said.
  const balance = template.includes('points') ? await ports.store.findBalance(streamerId, account) : 0
  const asked = { name: account.name, words: readArguments(text), balance, random: ports.chance.below(100) + 1 }
  void context.channel.outbox.say(toAll(sayAnswer(speech(), template, asked)), priorities.answers)
}
