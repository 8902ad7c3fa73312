/** `!claim`: a winner takes the prize, and hears how it stands. Any other message claims as well. */
import { hearWinner } from '@streambot/shared/engine/claim.ts'
import { standing } from '@streambot/shared/languages/chat/winning.ts'
import { answer, type Command, tell } from './command.ts'

/** Giveaways in which somebody was drawn that are looked at, the newest first. */
const looked = 3

export const claim: Command = {
  name: 'claim',
  who: 'everyone',
  async run(context) {
    const { ports, streamerId } = context.room
    const { platform, id, account, text, sentAt } = context.message
    const words = { message: { platform, id }, account, text, sentAt }
    let isDrawn = false
    for (const giveawayId of await ports.store.findDrawnIn(streamerId, account, looked)) {
      const winner = await hearWinner(ports, giveawayId, words)
      const giveaway = await ports.store.findGiveaway(giveawayId)
      if (!winner || !giveaway) continue
      // What this message claimed is told to everybody.
      if (winner.state === 'claimed' && winner.decidedAt && winner.decidedAt >= sentAt) return
      if (!isDrawn) answer(context, standing(context.room.speech(), giveaway, winner))
      isDrawn = true
    }
    if (!isDrawn) tell(context, 'won.nothing')
  },
}
