/** `!giveaway [word]`: what can be won, how to enter, and how one stands. */
import { describe } from '@streambot/shared/languages/chat/replies.ts'
import { answer, type Command, pageOf, readArguments, tell } from './command.ts'
import { findAsked } from './which.ts'

export const giveaway: Command = {
  name: 'giveaway',
  who: 'everyone',
  async run(context) {
    const { room, message } = context
    const [said] = readArguments(message.text)
    const asked = await findAsked(context, said)
    if (!asked) return tell(context, 'none.yet')
    const mine = await room.ports.store.findTickets(asked.id, message.account)
    const holding = { mine, link: pageOf(context, asked), now: room.ports.clock.now() }
    answer(context, describe(room.speech(), asked, holding))
  },
}
