/** The redraw: a moderator sets a winner aside, with a reason, and the next pick is drawn. */
import { findMeant } from '../giveaway/claim.ts'
import { cleanText, longestReason } from '../giveaway/text.ts'
import type { Answer } from '../giveaway/answers.ts'
import type { Account, Giveaway, GiveawayId, Winner } from '../giveaway/words.ts'
import { change, no, tell, yes } from './change.ts'
import { drawInPlace } from './draw-winner.ts'
import { takeKeysBack } from './hand-out.ts'
import { asDrawn, type NextPicks, type Seen, withPicks } from './next-picks.ts'
import type { Cause, Ports } from './ports.ts'
import type { LockedGiveaway } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

export interface RedrawAsk {
  /** The winner who is meant; without one it is the latest, or the only one who stands. */
  readonly account?: Pick<Account, 'platform' | 'userId'> | undefined
  readonly reason: string
}

/** Sets a winner aside and draws in their place. The pick stays in the list, and picks count on: the proof holds over all of them. */
export async function redrawWinner(
  ports: Ports,
  giveawayId: GiveawayId,
  { account, reason: said }: RedrawAsk,
  cause: Cause,
): Promise<Answer<Giveaway>> {
  const reason = cleanText(said, longestReason)
  const redraw = (picks: NextPicks | undefined): Promise<Answer<Giveaway>> =>
    change(ports, giveawayId, cause, async (tx, giveaway): Promise<Answer<Giveaway>> => {
      if (giveaway.rules.kind === 'first') return no('first-come')
      if (giveaway.status === 'completed') return no('seed-revealed')
      if (giveaway.status !== 'drawn') return no('wrong-status')
      const viewerId = account && (await tx.findViewer(giveaway.streamerId, account))
      if (account && viewerId === undefined) return no('no-such-winner')
      const winners = await tx.findWinners(giveaway.id)
      const winner = findMeant(winners, cause.at ?? ports.clock.now(), viewerId)
      return winner
        ? yes(await setAside(ports, tx, giveaway, winners, winner, picks, reason, cause))
        : no('no-such-winner')
    })
  const countOf = ({ giveaway: { status, rules } }: Seen): number | undefined =>
    status === 'drawn' && rules.kind !== 'first' ? 1 : undefined
  return tell(ports, await withPicks(ports, giveawayId, countOf, redraw))
}

async function setAside(
  ports: Ports,
  tx: Tx,
  giveaway: LockedGiveaway,
  winners: readonly Winner[],
  winner: Winner,
  picks: NextPicks | undefined,
  reason: string,
  { actor }: Cause,
): Promise<Giveaway> {
  const { id, streamerId } = giveaway
  const { pick } = winner
  tx.changeWinners(id, [pick], { state: 'set-aside', decidedAt: ports.clock.now(), decidedBy: actor, reason })
  tx.addAudit(streamerId, actor, 'winner set aside', id, { pick, reason })
  await takeKeysBack(tx, giveaway, actor, [pick])
  const after = winners.map((one): Winner => (one === winner ? { ...one, state: 'set-aside' } : one))
  return drawInPlace(ports, tx, giveaway, after, picks, (drawn) => ({
    kind: 'set-aside',
    winner: asDrawn(winner),
    reason,
    drawn,
  }))
}
