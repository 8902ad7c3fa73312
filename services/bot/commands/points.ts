/** `!points [@name]`: how many points one has, or somebody else. */
import { balance, balanceOf, notBuilt, usage } from '../replies.ts'
import { answer, type Command, type Context, readArguments, refuse } from './command.ts'
import { findPerson, readLogin } from './person.ts'

export const points: Command = {
  names: ['!points'],
  who: 'everyone',
  async run(context) {
    const [said] = readArguments(context.message.text)
    if (said === undefined) return tellOwn(context)
    if (said.toLowerCase() === 'undo') return answer(context, notBuilt('!points undo'))
    const login = readLogin(context.message.platform, said)
    return login === undefined ? answer(context, usage.points) : tellOf(context, login)
  },
}

async function tellOwn(context: Context): Promise<void> {
  const { ports, streamerId, settings } = context.room
  const amount = await ports.store.findBalance(streamerId, context.message.account)
  answer(context, balance(amount, settings().pointsName))
}

async function tellOf(context: Context, login: string): Promise<void> {
  const { ports, streamerId, settings } = context.room
  const account = await findPerson(context, login)
  if (!account) return refuse(context, 'no-such-viewer')
  const amount = await ports.store.findBalance(streamerId, account)
  answer(context, balanceOf(account.name, amount, settings().pointsName))
}
