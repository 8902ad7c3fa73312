/** `!giveaway redraw [@name] REASON [WORD]`: a moderator sets a winner aside and has the next one drawn. */
import { redrawWinner } from '@streambot/shared/engine/redraw.ts'
import { readWord } from '@streambot/shared/giveaway/entry.ts'
import type { Account, Giveaway } from '@streambot/shared/giveaway/words.ts'
import { causeOf, type Context } from './command.ts'
import { findPerson, readLogin } from './person.ts'
import { refuse, type Step, tell, tellNone } from './step.ts'
import { findMeant } from './which.ts'

export const redraw: Step = async (context, words) => {
  const [first] = words
  const name = first?.startsWith('@') ? first : undefined
  const said = name === undefined ? words : words.slice(1)
  const { giveaway, reason } = await readReason(context, said)
  if (reason === '') return tell(context, 'usage.redraw')
  if (!giveaway) return tellNone(context, undefined)
  const account = name === undefined ? undefined : await findWinner(context, name)
  if (name !== undefined && !account) return refuse(context, 'no-such-viewer')
  const done = await redrawWinner(context.room.ports, giveaway.id, { account, reason }, causeOf(context))
  if (!done.ok) refuse(context, done.code, giveaway)
}

/** The last word is that of a giveaway where a drawn one has it and a reason stands before it. */
async function readReason(
  context: Context,
  words: readonly string[],
): Promise<{ giveaway: Giveaway | undefined; reason: string }> {
  const last = words.length > 1 ? words.at(-1) : undefined
  const named = last === undefined ? undefined : await findMeant(context, last, ['drawn'])
  const isNamed = last !== undefined && named?.status === 'drawn' && named.word === readWord(last)
  const reason = (isNamed ? words.slice(0, -1) : words).join(' ')
  return { giveaway: isNamed ? named : await findMeant(context, undefined, ['drawn'], ['completed']), reason }
}

/** An account that is gone from the platform, such as a banned one, is found under the name it was last seen with. */
async function findWinner(context: Context, name: string): Promise<Account | undefined> {
  const { room, message } = context
  const login = readLogin(message.platform, name)
  if (login === undefined) return undefined
  const known = await findPerson(context, login)
  return known ?? room.ports.store.findAccountByLogin(room.streamerId, message.platform, login)
}
