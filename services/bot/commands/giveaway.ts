/** `!giveaway [word]`: what can be won, how to enter, and how one stands. */
import { describe, noGiveaways } from '../replies.ts'
import { answer, type Command, pageOf, readArguments } from './command.ts'
import { findAsked } from './which.ts'

export const giveaway: Command = {
  names: ['!giveaway'],
  who: 'everyone',
  async run(context) {
    const { room, message } = context
    const [said] = readArguments(message.text)
    const asked = await findAsked(context, said)
    if (!asked) return answer(context, noGiveaways)
    const mine = await room.ports.store.findTickets(asked.id, message.account)
    const { pointsName } = room.settings()
    answer(context, describe(asked, { mine, link: pageOf(context, asked), pointsName, now: room.ports.clock.now() }))
  },
}
