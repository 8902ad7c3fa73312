/** The draw of winners from the sealed entries of a giveaway. */
import { beginClaim, nextMiss } from '../giveaway/claim.ts'
import type { Giveaway, Winner } from '../giveaway/words.ts'
import type { Ports } from './ports.ts'
import { handOutKeys } from './hand-out.ts'
import type { News } from './ports/news.ts'
import { asDrawn, type NextPick, type NextPicks, useFresh } from './next-picks.ts'
import type { LockedGiveaway } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

/**
 * Writes the next picks within a transaction that holds the lock of a sealed giveaway; picks count on from those before. With no entries
 * at all the giveaway is drawn without a winner. Nothing when everybody who entered has won already.
 */
export async function drawWithin(
  ports: Ports,
  tx: Tx,
  giveaway: LockedGiveaway,
  next: NextPicks | undefined,
): Promise<Giveaway | undefined> {
  const { winners, picks } = useFresh(giveaway, next)
  if (picks.length === 0 && winners.length > 0) return undefined
  return settle(ports, tx, giveaway, [...winners, ...(await addPicks(ports, tx, giveaway, picks))])
}

/**
 * Draws in the place of winners who are out, as far as somebody is left. `before` are all picks as they stand now; the news of why
 * comes before that of the new winners, and is told how many there are.
 */
export async function drawInPlace(
  ports: Ports,
  tx: Tx,
  giveaway: LockedGiveaway,
  before: readonly Winner[],
  next: NextPicks | undefined,
  newsOf: (drawn: number) => News,
): Promise<Giveaway> {
  const { picks } = useFresh(giveaway, next)
  tx.addNews(giveaway, newsOf(picks.filter(({ passedOver }) => !passedOver).length))
  const winners = picks.length === 0 ? [] : await addPicks(ports, tx, giveaway, picks)
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

/** How many of those who are passed over at once the news names. */
const mostNamed = 20

/** Writes picks with what becomes of them, and hands out their keys. Who is passed over is told first, and why. */
async function addPicks(ports: Ports, tx: Tx, giveaway: LockedGiveaway, picks: readonly NextPick[]): Promise<Winner[]> {
  const now = ports.clock.now()
  const claim = beginClaim(giveaway.rules.claimSeconds, now)
  const barred = { state: 'passed-over', drawnAt: now, claimDeadline: undefined, decidedAt: now } as const
  const winners = picks.map(({ winner, passedOver }): Winner => ({
    ...winner,
    ...(passedOver ? { ...barred, passedOver } : claim),
  }))
  tx.addWinners(giveaway, winners)
  const drawn = picks.flatMap(({ winner, passedOver }) => (passedOver ? [] : winner))
  tellPassedOver(tx, giveaway, winners, drawn.length)
  if (drawn.length === 0 && picks.length > 0) return winners
  const claimDeadline = claim.claimDeadline?.toISOString()
  tx.addNews(giveaway, { kind: 'drawn', winners: drawn, ...(claimDeadline !== undefined && { claimDeadline }) })
  tx.addAudit(giveaway.streamerId, 'draw', 'winners drawn', giveaway.id, { winners: drawn })
  await handOutKeys(ports, tx, giveaway, drawn)
  return winners
}

function tellPassedOver(tx: Tx, giveaway: LockedGiveaway, winners: readonly Winner[], drawn: number): void {
  const picks = winners.flatMap(({ passedOver, ...winner }) =>
    passedOver ? { ...asDrawn(winner), reason: passedOver } : [],
  )
  if (picks.length === 0) return
  tx.addNews(giveaway, { kind: 'passed-over', picks: picks.slice(0, mostNamed), count: picks.length, drawn })
  tx.addAudit(giveaway.streamerId, 'draw', 'picks passed over', giveaway.id, { picks })
}
