/** `!winners`: who won last. */
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { lastWinners } from '@streambot/shared/languages/chat/winning.ts'
import { answer, type Command, tell } from './command.ts'

const looked = 20

export const winners: Command = {
  name: 'winners',
  who: 'everyone',
  async run(context) {
    const { ports, streamerId, speech } = context.room
    for (const giveaway of await ports.store.findLatest(streamerId, looked)) {
      if (!mayHaveWinners(giveaway)) continue
      const won = await ports.store.findWinners(giveaway.id)
      if (won.length > 0) return answer(context, lastWinners(speech(), giveaway, won, context.message.platform))
    }
    tell(context, 'none.winners')
  },
}

/** Where the first ones win they have won while it is still open. */
function mayHaveWinners({ status, rules }: Giveaway): boolean {
  return status === 'drawn' || status === 'completed' || (rules.kind === 'first' && status !== 'cancelled')
}
