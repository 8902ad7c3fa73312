/** `!proof [word]`: where anybody can check the draw. */
import { proof as sayProof } from '@streambot/shared/languages/chat/replies.ts'
import { answer, type Command, pageOf, readArguments, tell } from './command.ts'
import { findAsked } from './which.ts'

export const proof: Command = {
  name: 'proof',
  who: 'everyone',
  async run(context) {
    const [said] = readArguments(context.message.text)
    const asked = await findAsked(context, said)
    if (!asked) return tell(context, 'none.yet')
    answer(context, sayProof(context.room.speech(), asked, pageOf(context, asked)))
  },
}
