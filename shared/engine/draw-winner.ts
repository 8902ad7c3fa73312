/** The draw of winners from the sealed entries of a giveaway. */
import { isAwaited } from '../giveaway/beacon.ts'
import { drawPick, type DrawInput } from '../giveaway/draw.ts'
import { beginClaim, nextMiss } from '../giveaway/claim.ts'
import type { DrawnWinner, Giveaway, Winner } from '../giveaway/words.ts'
import type { Ports } from './ports.ts'
import type { News } from './ports/news.ts'
import type { DrawEntry, LockedGiveaway } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

/**
 * Draws within a transaction that holds the lock of a sealed giveaway; picks count on from those before. With no entries at all the
 * giveaway is drawn without a winner. Nothing when everybody who entered has won already.
 */
export async function drawFrom(
  ports: Ports,
  tx: Tx,
  giveaway: LockedGiveaway,
  count: number,
): Promise<Giveaway | undefined> {
  const before = await tx.findWinners(giveaway.id)
  const drawn = await pickWinners(ports, tx, giveaway, before, count)
  if (drawn.length === 0 && before.length > 0) return undefined
  return settle(ports, tx, giveaway, [...before, ...addDrawn(ports, tx, giveaway, drawn)])
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
  count: number,
  newsOf: (drawn: number) => News,
): Promise<Giveaway> {
  const drawn = await pickWinners(ports, tx, giveaway, before, count)
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

/** What fixes the draw of a sealed giveaway, its seed opened. */
export function openDraw(ports: Pick<Ports, 'seeds'>, { id, sealedSeed, digest, beacon }: LockedGiveaway): DrawInput {
  if (isAwaited(beacon))
    throw new Error(`Giveaway ${id} cannot be drawn: round ${beacon.round} of the beacon is to come.`)
  if (sealedSeed === undefined || digest === undefined) {
    throw new Error(`Giveaway ${id} cannot be drawn: it has ${sealedSeed === undefined ? 'no seed' : 'no digest yet'}.`)
  }
  return { giveawayId: id, seed: ports.seeds.open(id, sealedSeed), digest, randomness: beacon?.randomness }
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

async function pickWinners(
  ports: Ports,
  tx: Tx,
  giveaway: LockedGiveaway,
  before: readonly Winner[],
  count: number,
): Promise<DrawnWinner[]> {
  return drawPicks(openDraw(ports, giveaway), await tx.listEntries(giveaway.id), before, count)
}

function drawPicks(
  draw: DrawInput,
  entries: readonly DrawEntry[],
  before: readonly Winner[],
  count: number,
): DrawnWinner[] {
  const tickets = entries.map((entry) => entry.tickets)
  const won = new Set(before.map((winner) => winner.viewerId))
  const out = new Set<number>()
  for (const [index, entry] of entries.entries()) if (won.has(entry.viewerId)) out.add(index)
  const winners: DrawnWinner[] = []
  for (let pick = before.length + 1; pick <= before.length + count; pick++) {
    const index = drawPick(draw, tickets, out, pick)
    const entry = index === undefined ? undefined : entries[index]
    if (index === undefined || !entry) break
    out.add(index)
    winners.push({ pick, ...entry })
  }
  return winners
}
