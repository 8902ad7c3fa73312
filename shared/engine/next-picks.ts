/**
 * The next picks of a giveaway, worked out before the transaction that writes them: a million entries take seconds to read, and so may
 * the look-ups by which the rules are checked again.
 */
import { isAwaited } from '../giveaway/beacon.ts'
import { drawPick, type DrawInput, Urn } from '../giveaway/draw.ts'
import { whyPassedOver } from '../giveaway/eligibility.ts'
import type { Passing } from '../giveaway/answers.ts'
import type { DrawnWinner, GiveawayId, Winner } from '../giveaway/words.ts'
import { countEntries, type CountedEntries } from './count-entries.ts'
import type { Ports } from './ports.ts'
import { lookUp } from './look-up.ts'
import type { LockedGiveaway, PickedEntry } from './ports/rows.ts'

/** A giveaway as it stood at one moment; `version` changes with everything that is written of it. */
export interface Seen {
  readonly giveaway: LockedGiveaway
  /** All picks. */
  readonly winners: readonly Winner[]
}

/** One pick, and why it is passed over, where it is. */
export interface NextPick {
  readonly winner: DrawnWinner
  readonly passedOver: Passing | undefined
}

export interface NextPicks extends Seen {
  /** Until as many are not passed over as were asked for, or nobody is left. */
  readonly picks: readonly NextPick[]
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

/** A winner as news tells of them: what never changes. */
export function asDrawn({ pick, viewerId, platform, userId, name, tickets }: DrawnWinner): DrawnWinner {
  return { pick, viewerId, platform, userId, name, tickets }
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
  if (entries.digest !== giveaway.digest || entries.picked.length !== winners.length)
    throw new Error(
      `Giveaway ${giveaway.id} is not drawn: its entries are not those of its published digest, or its picks not among them.`,
    )
  return { ...seen, picks: await pickUntil(ports, giveaway, entries, count) }
}

/**
 * Picks until so many are not passed over. The order of picks is fixed whoever is passed over, so they are checked some at a time, and
 * those behind the last that is wanted are as if they had never been picked.
 */
async function pickUntil(
  ports: Ports,
  giveaway: LockedGiveaway,
  { tickets, viewers, picked }: CountedEntries,
  count: number,
): Promise<NextPick[]> {
  const draw = openDraw(ports, giveaway)
  const urn = new Urn(tickets)
  for (const index of picked) urn.takeOut(index)
  const picks: NextPick[] = []
  let wanted = count
  for (let size = count; wanted > 0 && urn.total > 0; size = Math.min(2 * size, mostAtOnce)) {
    const drawn = drawSome(draw, urn, picked.length + picks.length, size)
    const entries = await ports.store.findPicked(
      giveaway.id,
      drawn.map((index) => viewers[index] ?? 0),
      ports.clock.now(),
    )
    const reasons = await Promise.all(entries.map((entry) => checkPicked(ports, giveaway, entry)))
    for (const [index, entry] of entries.entries()) {
      if (wanted === 0) break
      const passedOver = reasons[index]
      if (!passedOver) wanted--
      picks.push({ winner: asDrawn({ ...entry, pick: picked.length + picks.length + 1 }), passedOver })
    }
  }
  return picks
}

const mostAtOnce = 1_000

/** The indexes of the next picks, as many as are asked for or left. */
function drawSome(draw: DrawInput, urn: Urn, before: number, count: number): number[] {
  const drawn: number[] = []
  for (let pick = before + 1; pick <= before + count; pick++) {
    const index = drawPick(draw, urn, pick)
    if (index === undefined) break
    drawn.push(index)
  }
  return drawn
}

/** Why somebody is passed over. What may have changed since the entry is looked up again. */
async function checkPicked(
  ports: Ports,
  { rules, settings }: LockedGiveaway,
  { platform, userId, login, name, evidence, excluded, lastWonAt, beatAt, chattedAt }: PickedEntry,
): Promise<Passing | undefined> {
  const account = { platform, userId, login, name }
  const standing = { excluded, lastWonAt }
  const presence = { beatAt, chattedAt }
  const { followDays, accountDays } = rules.conditions
  const facts = await lookUp(ports, { followDays, accountDays }, account)
  return whyPassedOver(rules, settings, { account, evidence, facts, standing, presence }, ports.clock.now())
}
