/** `!giveaway remove @name REASON [WORD]`: a moderator takes somebody out, with the points back. */
import { removeEntrant } from '@streambot/shared/engine/remove-entrant.ts'
import { isNotIn, removed } from '@streambot/shared/languages/chat/replies.ts'
import { causeOf, type Context } from './command.ts'
import { findPerson, readLogin } from './person.ts'
import { answer, isWordOf, refuse, tell, tellNone } from './step.ts'
import { findMeant } from './which.ts'

export async function remove(context: Context, words: readonly string[]): Promise<void> {
  const { room, message } = context
  const asked = readRemoval(context, words)
  const login = readLogin(message.platform, asked?.who)
  if (!asked || login === undefined) return tell(context, 'usage.remove')
  const giveaway = await findMeant(context, asked.word, ['open', 'paused', 'closed'])
  if (!giveaway) return tellNone(context, asked.word)
  const account = await findPerson(context, login)
  if (!account) return refuse(context, 'no-such-viewer')
  const done = await removeEntrant(room.ports, giveaway.id, account, asked.reason, causeOf(context))
  if (done.ok) return answer(context, removed(room.speech(), account.name, giveaway, done.value.refunded))
  if (done.code === 'not-entered') return answer(context, isNotIn(room.speech(), account.name, giveaway))
  refuse(context, done.code, giveaway)
}

interface Removal {
  readonly who: string
  readonly reason: string
  readonly word: string | undefined
}

/** The last word is that of a giveaway where one that takes entries has it, and a reason stands before it. */
function readRemoval(context: Context, [who, ...rest]: readonly string[]): Removal | undefined {
  const last = rest.at(-1)
  if (who === undefined || last === undefined) return undefined
  const word = rest.length > 1 && isWordOf(context, last) ? last : undefined
  return { who, reason: (word === undefined ? rest : rest.slice(0, -1)).join(' '), word }
}
