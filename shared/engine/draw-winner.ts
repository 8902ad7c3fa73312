/** The draw of winners from the sealed entries of a giveaway. */
import { drawPick, type DrawInput } from '../giveaway/draw.ts'
import type { Giveaway, Winner } from '../giveaway/words.ts'
import type { DrawEntry, LockedGiveaway, Ports, Tx } from './ports.ts'

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
  const entries = await tx.listEntries(giveaway.id)
  const before = await tx.findWinners(giveaway.id)
  const winners = pickWinners(openDraw(ports, giveaway), entries, before, count)
  if (winners.length === 0 && before.length > 0) return undefined
  const now = ports.clock.now()
  const step = {
    status: 'drawn',
    completesAt: new Date(now.getTime() + giveaway.settings.revealSeconds * 1_000),
  } as const
  tx.addWinners(giveaway, winners, now)
  tx.changeGiveaway(giveaway.id, step)
  tx.addNews(giveaway, { kind: 'drawn', winners })
  tx.addAudit(giveaway.streamerId, 'draw', 'winners drawn', giveaway.id, { winners })
  return { ...giveaway, ...step }
}

/** What fixes the draw of a sealed giveaway, its seed opened. */
export function openDraw(ports: Pick<Ports, 'seeds'>, { id, sealedSeed, digest }: LockedGiveaway): DrawInput {
  if (sealedSeed === undefined || digest === undefined) {
    throw new Error(`Giveaway ${id} cannot be drawn: it has ${sealedSeed === undefined ? 'no seed' : 'no digest yet'}.`)
  }
  return { giveawayId: id, seed: ports.seeds.open(id, sealedSeed), digest }
}

function pickWinners(
  draw: DrawInput,
  entries: readonly DrawEntry[],
  before: readonly Winner[],
  count: number,
): Winner[] {
  const tickets = entries.map((entry) => entry.tickets)
  const won = new Set(before.map((winner) => winner.viewerId))
  const out = new Set<number>()
  for (const [index, entry] of entries.entries()) if (won.has(entry.viewerId)) out.add(index)
  const winners: Winner[] = []
  for (let pick = before.length + 1; pick <= before.length + count; pick++) {
    const index = drawPick(draw, tickets, out, pick)
    const entry = index === undefined ? undefined : entries[index]
    if (index === undefined || !entry) break
    out.add(index)
    winners.push({ pick, ...entry })
  }
  return winners
}
