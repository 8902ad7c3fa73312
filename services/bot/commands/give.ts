/** `!give @name n`: points from one viewer to another. */
import { givePoints } from '@streambot/shared/engine/points.ts'
import { readAmount } from '@streambot/shared/giveaway/amount.ts'
import { gave } from '@streambot/shared/languages/chat/points.ts'
import { answer, causeOf, type Command, readArguments, refuse, tell } from './command.ts'
import { findPerson, readLogin } from './person.ts'

export const give: Command = {
  name: 'give',
  who: 'everyone',
  async run(context) {
    const { room, message } = context
    const [name, said = '', ...rest] = readArguments(message.text)
    const login = readLogin(message.platform, name)
    const amount = readAmount(said)
    if (login === undefined || !amount || rest.length > 0) return tell(context, 'usage.give')
    const to = await findPerson(context, login)
    if (!to) return refuse(context, 'no-such-viewer')
    const ask = { streamerId: room.streamerId, from: message.account, to, amount }
    const given = await givePoints(room.ports, ask, causeOf(context))
    if (!given.ok) return refuse(context, given.code)
    const { fromBalance, toBalance } = given.value
    answer(context, gave(room.speech(), to.name, given.value.amount, fromBalance, toBalance))
  },
}
