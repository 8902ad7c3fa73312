/** `!winners`: who won last. */
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { noWinners } from '../replies.ts'
import { lastWinners } from '../winning.ts'
import { answer, type Command } from './command.ts'

const looked = 20

export const winners: Command = {
  names: ['!winners'],
  who: 'everyone',
  async run(context) {
    const { ports, streamerId } = context.room
    for (const giveaway of await ports.store.findLatest(streamerId, looked)) {
      if (!mayHaveWinners(giveaway)) continue
      const won = await ports.store.findWinners(giveaway.id)
      if (won.length > 0) return answer(context, lastWinners(giveaway, won, context.message.platform))
    }
    answer(context, noWinners)
  },
}

/** Where the first ones win they have won while it is still open. */
function mayHaveWinners({ status, rules }: Giveaway): boolean {
  return status === 'drawn' || status === 'completed' || (rules.kind === 'first' && status !== 'cancelled')
}
