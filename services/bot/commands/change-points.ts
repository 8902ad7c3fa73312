/** `!addpoints`, `!removepoints`, `!setpoints @name n`: a moderator changes somebody's points. */
import type { CommandName } from '@streambot/shared/giveaway/commands.ts'
import { changePoints } from '@streambot/shared/engine/points.ts'
import { type Amount, readAmount, type PointsChange } from '@streambot/shared/giveaway/amount.ts'
import { priorities } from '../outbox.ts'
import { balanceOf } from '@streambot/shared/languages/chat/points.ts'
import type { Usage } from '@streambot/shared/languages/chat/replies.ts'
import { answer, causeOf, type Command, readArguments, refuse, tell } from './command.ts'
import { findPerson, readLogin } from './person.ts'

export const addPoints = makeCommand('addpoints', 'add', 'usage.addpoints')
export const removePoints = makeCommand('removepoints', 'remove', 'usage.removepoints')
export const setPoints = makeCommand('setpoints', 'set', 'usage.setpoints')

/** Reads an amount for a change: only removing takes `all`, only setting takes 0 and nothing but a number. */
export function readChange(change: PointsChange, said: string): Amount | undefined {
  const amount = readAmount(said)
  switch (change) {
    case 'add':
      return amount?.kind === 'all' ? undefined : amount
    case 'remove':
      return amount
    case 'set':
      if (/^0+$/.test(said)) return { kind: 'points', points: 0 }
      return amount?.kind === 'points' ? amount : undefined
  }
}

function makeCommand(name: CommandName, change: PointsChange, howTo: Usage): Command {
  return {
    name,
    who: 'moderators',
    async run(context) {
      const { room, message } = context
      const [who, said = '', ...rest] = readArguments(message.text)
      const login = readLogin(message.platform, who)
      const amount = readChange(change, said)
      if (login === undefined || !amount || rest.length > 0) return tell(context, howTo, priorities.moderators)
      const to = await findPerson(context, login)
      if (!to) return refuse(context, 'no-such-viewer', undefined, priorities.moderators)
      const ask = { streamerId: room.streamerId, to, change, amount }
      const changed = await changePoints(room.ports, ask, causeOf(context))
      if (!changed.ok) return refuse(context, changed.code, undefined, priorities.moderators)
      answer(context, balanceOf(room.speech(), to.name, changed.value.balance), priorities.moderators)
    },
  }
}
