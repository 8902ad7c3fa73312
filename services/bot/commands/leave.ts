/** `!leave [word]`: a viewer takes the entry back, with its points. */
import { leaveGiveaway } from '@streambot/shared/engine/manage.ts'
import { readWord } from '@streambot/shared/giveaway/entry.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { left, noGiveaway, unknownGiveaway } from '../replies.ts'
import { answer, causeOf, type Command, type Context, readArguments, refuse } from './command.ts'

export const leave: Command = {
  names: ['!leave'],
  who: 'everyone',
  async run(context) {
    const { room, message } = context
    const [said] = readArguments(message.text)
    const giveaway = said === undefined ? await findEntered(context) : findNamed(context, said)
    if (!giveaway) return answer(context, said === undefined ? noGiveaway : unknownGiveaway(said))
    const answered = await leaveGiveaway(room.ports, giveaway.id, message.account, causeOf(context))
    if (!answered.ok) return refuse(context, answered.code, giveaway)
    const balance = await room.ports.store.findBalance(room.streamerId, message.account)
    answer(context, left(giveaway, answered.value.refunded, balance, room.settings().pointsName))
  },
}

function findNamed({ room }: Context, said: string): Giveaway | undefined {
  const word = readWord(said)
  return room.running.giveaways.find((giveaway) => giveaway.word === word)
}

/** The newest running giveaway that the viewer is in, else the newest. */
async function findEntered({ room, message }: Context): Promise<Giveaway | undefined> {
  const { giveaways } = room.running
  if (giveaways.length < 2) return giveaways[0]
  for (const giveaway of giveaways)
    if ((await room.ports.store.findTickets(giveaway.id, message.account)) > 0) return giveaway
  return giveaways[0]
}
