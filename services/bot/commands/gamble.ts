/** `!gamble n`: stakes points, to double or to lose them. */
import { gamble as stakePoints } from '@streambot/shared/engine/gamble.ts'
import { readAmount } from '@streambot/shared/giveaway/amount.ts'
import type { DeedRefusal } from '@streambot/shared/giveaway/answers.ts'
import { gambled, stakes } from '@streambot/shared/languages/chat/points.ts'
import { answer, causeOf, type Command, type Context, readArguments, refuse, tell } from './command.ts'

/** A refusal is told to a person once in so long: who keeps trying knows. */
const hushMs = 30_000

export const gamble: Command = {
  name: 'gamble',
  who: 'everyone',
  async run(context) {
    const { room, message } = context
    const [said = '', ...rest] = readArguments(message.text)
    const amount = readAmount(said)
    if (!amount || rest.length > 0) return tell(context, 'usage.gamble')
    const { ports, streamerId } = room
    const done = await stakePoints(ports, { streamerId, account: message.account, amount }, causeOf(context))
    if (done.ok) answer(context, gambled(room.speech(), done.value))
    else tellWhy(context, done.code)
  },
}

function tellWhy(context: Context, code: DeedRefusal): void {
  const { hush, settings, speech } = context.room
  const { platform, userId } = context.message.account
  if (!hush.mayTell(`gamble ${code} ${platform} ${userId}`, hushMs)) return
  if (code === 'bad-stake') answer(context, stakes(speech(), settings().gamble))
  else refuse(context, code)
}
