/** `!redeem NAME [text]`: a viewer has a reward for points, and gets a ticket number. */
import type { NotRedeemed } from '@streambot/shared/engine/redeem.ts'
import { readRedeem } from '@streambot/shared/giveaway/rewards.ts'
import { redeemed, tooDear, toWait } from '@streambot/shared/languages/chat/rewarding.ts'
import { answer, type Command, type Context, refuse, tell } from './command.ts'

/** A refusal is told to a person once in so long, and what holds for all once to all: a crowd that comes late would make it noise. */
const hushMs = 30_000
const forAll: ReadonlySet<string> = new Set(['busy', 'no-such-reward', 'reward-off', 'sold-out'])

export const redeem: Command = {
  name: 'redeem',
  who: 'everyone',
  inBatches: true,
  async run(context) {
    const { redeeming, streamerId, settings, speech } = context.room
    const { account, sentAt, platform, id, text } = context.message
    if (settings().excluded.has(account.login)) return
    const named = readRedeem(text)
    if (named.length === 0) return tell(context, 'usage.redeem')
    const done = await redeeming.redeem(streamerId, { message: { platform, id }, account, named, sentAt })
    if (done.ok) answer(context, redeemed(speech(), done.value))
    else tellWhy(context, done)
  },
}

function tellWhy(context: Context, { code, reward, until }: NotRedeemed): void {
  const { hush, speech, ports } = context.room
  const { platform, userId } = context.message.account
  const whom = forAll.has(code) ? platform : `${platform} ${userId}`
  if (!hush.mayTell(`redeem ${code} ${reward?.name} ${whom}`, hushMs)) return
  if (code === 'insufficient-balance' && reward) return answer(context, tooDear(speech(), reward))
  if (until !== undefined && reward)
    return answer(context, toWait(speech(), reward, Date.parse(until) - ports.clock.now().getTime()))
  refuse(context, code)
}
