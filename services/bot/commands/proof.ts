/** `!proof [word]`: where anybody can check the draw. */
import { noGiveaways, proof as sayProof } from '../replies.ts'
import { answer, type Command, pageOf, readArguments } from './command.ts'
import { findAsked } from './which.ts'

export const proof: Command = {
  names: ['!proof'],
  who: 'everyone',
  async run(context) {
    const [said] = readArguments(context.message.text)
    const asked = await findAsked(context, said)
    answer(context, asked ? sayProof(asked, pageOf(context, asked)) : noGiveaways)
  },
}
