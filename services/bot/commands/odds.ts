/** `!odds [word]`: how likely one is to win. */
import { noGiveaways, odds as sayOdds } from '../replies.ts'
import { answer, type Command, readArguments } from './command.ts'
import { findAsked } from './which.ts'

export const odds: Command = {
  names: ['!odds'],
  who: 'everyone',
  async run(context) {
    const { store } = context.room.ports
    const [said] = readArguments(context.message.text)
    const asked = await findAsked(context, said)
    if (!asked) return answer(context, noGiveaways)
    const [mine, current] = await Promise.all([
      store.findTickets(asked.id, context.message.account),
      store.findGiveaway(asked.id),
    ])
    answer(context, sayOdds(current ?? asked, mine))
  },
}
