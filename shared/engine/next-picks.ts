/** The next picks of a giveaway, worked out before the transaction that writes them: a million entries take seconds to read. */
import { isAwaited } from '../giveaway/beacon.ts'
import { drawPick, type DrawInput, Urn } from '../giveaway/draw.ts'
import type { DrawnWinner, GiveawayId, Winner } from '../giveaway/words.ts'
import { countEntries, type CountedEntries } from './count-entries.ts'
import type { Ports } from './ports.ts'
import type { LockedGiveaway } from './ports/rows.ts'

/** A giveaway as it stood at one moment; `version` changes with everything that is written of it. */
export interface Seen {
  readonly giveaway: LockedGiveaway
  /** All picks. */
  readonly winners: readonly Winner[]
}

export interface NextPicks extends Seen {
  /** As many as were asked for, or all who are left. */
  readonly drawn: readonly DrawnWinner[]
}

/** Something was written of the giveaway after its next picks were worked out. */
export class StaleError extends Error {
  override readonly name = 'StaleError'
}

const attempts = 10

/**
 * Works out the next picks, so many as `countOf` says, and does the work with them: one transaction that ends with `StaleError` when the
 * picks do not fit any more. Then it is done again. Without a number, and where nothing can be drawn yet, there are no picks.
 */
export async function withPicks<T>(
  ports: Ports,
  giveawayId: GiveawayId,
  countOf: (seen: Seen) => number | undefined,
  work: (picks: NextPicks | undefined) => Promise<T>,
  counted?: CountedEntries,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const seen = await lookAt(ports, giveawayId)
    const count = seen && countOf(seen)
    const picks = seen && count !== undefined ? await drawNext(ports, seen, count, counted) : undefined
    try {
      return await work(picks)
    } catch (error) {
      if (!(error instanceof StaleError) || attempt >= attempts) throw error
    }
  }
}

/** The giveaway and its picks at one moment. */
export function lookAt({ store }: Pick<Ports, 'store'>, giveawayId: GiveawayId): Promise<Seen | undefined> {
  return store.transact(async (tx) => {
    const giveaway = await tx.lockGiveaway(giveawayId)
    return giveaway && { giveaway, winners: await tx.findWinners(giveawayId) }
  })
}

/** The picks, for a transaction that holds the lock of the giveaway; throws where they were worked out before its last change. */
export function useFresh(giveaway: LockedGiveaway, picks: NextPicks | undefined): NextPicks {
  if (picks?.giveaway.version === giveaway.version) return picks
  throw new StaleError(`Giveaway ${giveaway.id} was changed while its next picks were worked out.`)
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

async function drawNext(
  ports: Ports,
  seen: Seen,
  count: number,
  counted: CountedEntries | undefined,
): Promise<NextPicks | undefined> {
  const { giveaway, winners } = seen
  if (giveaway.digest === undefined || isAwaited(giveaway.beacon)) return undefined
  const isKnown = counted?.digest === giveaway.digest && counted.picked.length === winners.length
  const entries = isKnown ? counted : await countEntries(giveaway, winners, ports.store.readEntries(giveaway.id))
  if (entries.digest !== giveaway.digest)
    throw new Error(`Giveaway ${giveaway.id} is not drawn: its entries are not those of its published digest.`)
  const picks = drawPicks(openDraw(ports, giveaway), entries, winners.length, count)
  const rows = await ports.store.findEntries(giveaway.id, picks)
  return { ...seen, drawn: rows.map((entry, index) => ({ pick: winners.length + index + 1, ...entry })) }
}

/** The viewers who are picked next, in order. */
function drawPicks(draw: DrawInput, { tickets, viewers, picked }: CountedEntries, before: number, count: number) {
  const urn = new Urn(tickets)
  for (const index of picked) urn.takeOut(index)
  const drawn: number[] = []
  for (let pick = before + 1; pick <= before + count; pick++) {
    const index = drawPick(draw, urn, pick)
    if (index === undefined) break
    drawn.push(viewers[index] ?? 0)
  }
  return drawn
}
