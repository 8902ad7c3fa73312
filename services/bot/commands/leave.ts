/** `!leave [word]`: a viewer takes the entry back, with its points. */
import { leaveGiveaway } from '@streambot/shared/engine/manage.ts'
import { readWord } from '@streambot/shared/giveaway/entry.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { left } from '@streambot/shared/languages/chat/replies.ts'
import { tellNone } from './step.ts'
import { answer, causeOf, type Command, type Context, readArguments, refuse } from './command.ts'

export const leave: Command = {
  name: 'leave',
  who: 'everyone',
  async run(context) {
    const { room, message } = context
    const [said] = readArguments(message.text)
    const giveaway = said === undefined ? await findEntered(context) : findNamed(context, said)
    if (!giveaway) return tellNone(context, said)
    const answered = await leaveGiveaway(room.ports, giveaway.id, message.account, causeOf(context))
    if (!answered.ok) return refuse(context, answered.code, giveaway)
    const balance = await room.ports.store.findBalance(room.streamerId, message.account)
    answer(context, left(room.speech(), giveaway, answered.value.refunded, balance))
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
