/** Winners who have to speak: what they say after the draw, the prize for it, and the next pick where nothing is said. */
import { findSilent, isClaimedBy, isKept } from '../giveaway/claim.ts'
import { cleanText } from '../giveaway/text.ts'
import type { Account, Giveaway, GiveawayId, Winner } from '../giveaway/words.ts'
import { tell } from './change.ts'
import { drawInPlace, settle } from './draw-winner.ts'
import { takeKeysBack } from './hand-out.ts'
import { asDrawn, type NextPicks } from './next-picks.ts'
import type { Cause, Ports } from './ports.ts'
import type { LockedGiveaway, WinnerMessage } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

/** Something that somebody said in chat. */
export interface WinnerWords extends WinnerMessage {
  readonly account: Account
}

/** The longest text that is kept, in UTF-16 units; no platform's messages are longer. */
const longestText = 1_000

/**
 * Keeps what somebody said after they were drawn, and gives them the prize where it was said in time. A message that comes twice counts
 * once. Gives the winner as they stand then; nothing for somebody who was not drawn.
 */
export async function hearWinner(
  ports: Ports,
  giveawayId: GiveawayId,
  words: WinnerWords,
): Promise<Winner | undefined> {
  const { winner, changed } = await ports.store.transact((tx) => hear(ports, tx, giveawayId, words))
  if (changed) await tell(ports, { ok: true, value: changed })
  return winner
}

/** Draws in the place of everybody who was silent for too long, within a transaction that holds the lock of the giveaway. */
export async function missSilent(
  ports: Ports,
  tx: Tx,
  giveaway: LockedGiveaway,
  next: NextPicks | undefined,
): Promise<void> {
  const decidedAt = ports.clock.now()
  const winners = await tx.findWinners(giveaway.id)
  const silent = findSilent(winners, giveaway.settings.graceSeconds, decidedAt)
  if (silent.length === 0) return void settle(ports, tx, giveaway, winners)
  const picks = silent.map(({ pick }) => pick)
  tx.changeWinners(giveaway.id, picks, { state: 'missed', decidedAt, decidedBy: 'timer' })
  tx.addAudit(giveaway.streamerId, 'timer', 'winners missed', giveaway.id, { picks })
  await takeKeysBack(tx, giveaway, 'timer', picks)
  const after = winners.map((winner): Winner => (picks.includes(winner.pick) ? { ...winner, state: 'missed' } : winner))
  await drawInPlace(ports, tx, giveaway, after, next, (drawn) => ({
    kind: 'missed',
    winners: silent.map(asDrawn),
    drawn,
  }))
}

/** Lets nobody claim any more, because the giveaway is being cancelled within this transaction. */
export async function dropClaims(ports: Ports, tx: Tx, giveaway: LockedGiveaway, { actor }: Cause): Promise<void> {
  if (!giveaway.claimsDueAt) return
  const pending = (await tx.findWinners(giveaway.id)).filter(({ state }) => state === 'pending')
  const picks = pending.map(({ pick }) => pick)
  const reason = 'The giveaway was cancelled.'
  tx.changeWinners(giveaway.id, picks, { state: 'set-aside', decidedAt: ports.clock.now(), decidedBy: actor, reason })
}

async function hear(
  ports: Ports,
  tx: Tx,
  giveawayId: GiveawayId,
  words: WinnerWords,
): Promise<{ winner?: Winner; changed?: Giveaway }> {
  const giveaway = await tx.lockGiveaway(giveawayId)
  if (!giveaway) return {}
  const viewerId = await tx.findViewer(giveaway.streamerId, words.account)
  const winners = await tx.findWinners(giveawayId)
  const winner = winners.find((one) => one.viewerId === viewerId)
  if (!winner) return {}
  await keep(tx, giveawayId, winner, words)
  if (giveaway.status !== 'drawn' || !isClaimedBy(winner, words.sentAt)) return { winner }
  return claim(ports, tx, giveaway, winners, winner, words)
}

async function keep(
  tx: Tx,
  giveawayId: GiveawayId,
  winner: Winner,
  { message, text, sentAt }: WinnerWords,
): Promise<void> {
  if (!isKept(winner, sentAt, await tx.countWinnerMessages(giveawayId, winner.pick))) return
  tx.addWinnerMessage(giveawayId, winner.pick, { message, text: cleanText(text, longestText), sentAt })
}

function claim(
  ports: Ports,
  tx: Tx,
  giveaway: LockedGiveaway,
  winners: readonly Winner[],
  winner: Winner,
  { account, message, sentAt }: WinnerWords,
): { winner: Winner; changed: Giveaway } {
  const claimed: Winner = { ...winner, state: 'claimed', decidedAt: ports.clock.now() }
  const decidedBy = `${account.platform}:${account.userId}`
  const { id, streamerId } = giveaway
  tx.changeWinners(id, [winner.pick], { state: 'claimed', decidedAt: ports.clock.now(), decidedBy })
  tx.addNews(giveaway, { kind: 'claimed', winner: asDrawn(winner) })
  tx.addAudit(streamerId, decidedBy, 'prize claimed', id, { pick: winner.pick, message, sentAt })
  const after = winners.map((one) => (one === winner ? claimed : one))
  return { winner: claimed, changed: settle(ports, tx, giveaway, after) }
}
