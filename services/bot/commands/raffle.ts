/** `!raffle POINTS SECONDS [n]`: a moderator shares points among those who use `!joinraffle`. */
import { openRaffle } from '@streambot/shared/engine/raffle.ts'
import { readWhole } from '@streambot/shared/giveaway/amount.ts'
import { priorities } from '../outbox.ts'
import { causeOf, type Command, readArguments, refuse, tell } from './command.ts'

/** The announcement tells the chat of it. */
export const raffle: Command = {
  name: 'raffle',
  who: 'moderators',
  async run(context) {
    const [pot = '', time = '', many = '1', ...rest] = readArguments(context.message.text)
    const [points, seconds, winners] = [readWhole(pot), readWhole(time), readWhole(many)]
    if (points === undefined || seconds === undefined || winners === undefined || rest.length > 0)
      return tell(context, 'usage.raffle', priorities.moderators)
    const { ports, streamerId } = context.room
    const opened = await openRaffle(ports, { streamerId, points, seconds, winners }, causeOf(context))
    if (opened.ok) return undefined
    if (opened.code === 'bad-amount') return tell(context, 'usage.raffle', priorities.moderators)
    return refuse(context, opened.code, undefined, priorities.moderators)
  },
}

/** That no raffle runs is told once in so long: a crowd that comes late would make it noise. */
const hushMs = 60_000

/** Nobody gets a reply of their own: the end tells how many joined. */
export const joinRaffle: Command = {
  name: 'joinraffle',
  who: 'everyone',
  inBatches: true,
  async run(context) {
    const { raffling, streamerId, hush, settings } = context.room
    const { account, sentAt, platform } = context.message
    if (settings().excluded.has(account.login)) return
    const joined = await raffling.join(streamerId, { account, sentAt })
    if (!joined.ok && hush.mayTell(`raffle ${joined.code} ${platform}`, hushMs)) refuse(context, joined.code)
  },
}
