/** `!odds [word]`: how likely one is to win. */
import { odds as sayOdds } from '@streambot/shared/languages/chat/replies.ts'
import { answer, type Command, readArguments, tell } from './command.ts'
import { findAsked } from './which.ts'

export const odds: Command = {
  name: 'odds',
  who: 'everyone',
  async run(context) {
    const { store } = context.room.ports
    const [said] = readArguments(context.message.text)
    const asked = await findAsked(context, said)
    if (!asked) return tell(context, 'none.yet')
    const [mine, current] = await Promise.all([
      store.findTickets(asked.id, context.message.account),
      store.findGiveaway(asked.id),
    ])
    answer(context, sayOdds(context.room.speech(), current ?? asked, mine))
  },
}
