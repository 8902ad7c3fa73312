/** The draw of winners from the sealed entries of a giveaway. */
import { beginClaim, nextMiss } from '../giveaway/claim.ts'
import type { DrawnWinner, Giveaway, Winner } from '../giveaway/words.ts'
import type { Ports } from './ports.ts'
import type { News } from './ports/news.ts'
import { type NextPicks, useFresh } from './next-picks.ts'
import type { LockedGiveaway } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

/**
 * Writes the next picks within a transaction that holds the lock of a sealed giveaway; picks count on from those before. With no entries
 * at all the giveaway is drawn without a winner. Nothing when everybody who entered has won already.
 */
export function drawWithin(
  ports: Ports,
  tx: Tx,
  giveaway: LockedGiveaway,
  picks: NextPicks | undefined,
): Giveaway | undefined {
  const { winners, drawn } = useFresh(giveaway, picks)
  if (drawn.length === 0 && winners.length > 0) return undefined
  return settle(ports, tx, giveaway, [...winners, ...addDrawn(ports, tx, giveaway, drawn)])
}

/**
 * Draws in the place of winners who are out, as far as somebody is left. `before` are all picks as they stand now; the news of why
 * comes before that of the new winners, and is told how many there are.
 */
export function drawInPlace(
  ports: Ports,
  tx: Tx,
  giveaway: LockedGiveaway,
  before: readonly Winner[],
  picks: NextPicks | undefined,
  newsOf: (drawn: number) => News,
): Giveaway {
  const { drawn } = useFresh(giveaway, picks)
  tx.addNews(giveaway, newsOf(drawn.length))
  const winners = drawn.length === 0 ? [] : addDrawn(ports, tx, giveaway, drawn)
  return settle(ports, tx, giveaway, [...before, ...winners])
}

/**
 * Writes what follows from the winners as they stand now: when the next one is missed, or, where nobody is pending, when the seed is
 * revealed, counted from now.
 */
export function settle(
  { clock }: Pick<Ports, 'clock'>,
  tx: Tx,
  giveaway: LockedGiveaway,
  winners: readonly Winner[],
): Giveaway {
  const { graceSeconds, revealSeconds } = giveaway.settings
  const claimsDueAt = nextMiss(winners, graceSeconds)
  const completesAt = claimsDueAt ? undefined : new Date(clock.now().getTime() + revealSeconds * 1_000)
  const status = 'drawn'
  tx.changeGiveaway(giveaway.id, { status, claimsDueAt: claimsDueAt ?? null, completesAt: completesAt ?? null })
  return { ...giveaway, status, claimsDueAt, completesAt }
}

/** A winner as news tells of them: what never changes. */
export function asDrawn({ pick, viewerId, platform, userId, name, tickets }: DrawnWinner): DrawnWinner {
  return { pick, viewerId, platform, userId, name, tickets }
}

function addDrawn({ clock }: Ports, tx: Tx, giveaway: LockedGiveaway, drawn: readonly DrawnWinner[]): Winner[] {
  const claim = beginClaim(giveaway.rules.claimSeconds, clock.now())
  const winners = drawn.map((winner) => ({ ...winner, ...claim }))
  const claimDeadline = claim.claimDeadline?.toISOString()
  tx.addWinners(giveaway, winners)
  tx.addNews(giveaway, { kind: 'drawn', winners: drawn, ...(claimDeadline !== undefined && { claimDeadline }) })
  tx.addAudit(giveaway.streamerId, 'draw', 'winners drawn', giveaway.id, { winners: drawn })
  return winners
}
