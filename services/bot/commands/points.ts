/** `!points [@name]`: how many points one has, or somebody else. `!points undo`: a moderator takes the last change back. */
import { undoChange } from '@streambot/shared/engine/points.ts'
import { priorities } from '../outbox.ts'
import { balance, balanceOf, undone } from '@streambot/shared/languages/chat/points.ts'
import { answer, causeOf, type Command, type Context, readArguments, refuse, tell } from './command.ts'
import { findPerson, readLogin } from './person.ts'

export const points: Command = {
  name: 'points',
  who: 'everyone',
  async run(context) {
    const [said] = readArguments(context.message.text)
    if (said === undefined) return tellOwn(context)
    const { broadcaster, moderator } = context.message.roles
    if (said.toLowerCase() === 'undo' && (broadcaster || moderator)) return undo(context, broadcaster)
    const login = readLogin(context.message.platform, said)
    return login === undefined ? tell(context, 'usage.points') : tellOf(context, login)
  },
}

/** Moderators take back what they did, the streamer what anybody did. */
async function undo(context: Context, anybody: boolean): Promise<void> {
  const { ports, streamerId, speech } = context.room
  const done = await undoChange(ports, { streamerId, anybody }, causeOf(context))
  if (!done.ok) return refuse(context, done.code, undefined, priorities.moderators)
  const { name, amount, balance } = done.value
  answer(context, undone(speech(), name, amount, balance), priorities.moderators)
}

async function tellOwn(context: Context): Promise<void> {
  const { ports, streamerId, speech } = context.room
  const amount = await ports.store.findBalance(streamerId, context.message.account)
  answer(context, balance(speech(), amount))
}

async function tellOf(context: Context, login: string): Promise<void> {
  const { ports, streamerId, speech } = context.room
  const account = await findPerson(context, login)
  if (!account) return refuse(context, 'no-such-viewer')
  const amount = await ports.store.findBalance(streamerId, account)
  answer(context, balanceOf(speech(), account.name, amount))
}
