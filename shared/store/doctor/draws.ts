/** The check of the draws: every sealed giveaway has the entries it published, every revealed one the winners. */
import { asc, isNotNull } from 'drizzle-orm'
import { digestEntries } from '../../giveaway/draw.ts'
import { type Proof, verifyProof } from '../../giveaway/proof.ts'
import type { Giveaway } from '../../giveaway/words.ts'
import { giveaways } from '../../schema.ts'
import { listEntries } from '../giveaway-entries.ts'
import { findWinners } from '../giveaway-winners.ts'
import { toGiveaway } from '../rows.ts'
import { build, type Reader } from '../statements.ts'
import type { Finding } from './checks.ts'

export async function checkDraws(reader: Reader): Promise<Finding> {
  const rows = await reader.queryBuilt(
    build.select().from(giveaways).where(isNotNull(giveaways.digest)).orderBy(asc(giveaways.createdAt)),
  )
  const broken: string[] = []
  let revealed = 0
  for (const giveaway of rows.map(toGiveaway)) {
    if (giveaway.seed !== undefined) revealed++
    broken.push(...(await checkDraw(reader, giveaway)).map((what) => `giveaway ${giveaway.id}: ${what}`))
  }
  const figure = `${rows.length} sealed, ${revealed} drawn again from the revealed seed`
  return { promise: 'P8', title: 'a draw can be recomputed and was not changed after closing', figure, broken }
}

async function checkDraw(reader: Reader, giveaway: Giveaway): Promise<string[]> {
  const { id, title, commitment = '', digest = '', seed } = giveaway
  const entries = await listEntries(reader, id)
  const winners = await findWinners(reader, id)
  const twice = winners.length - new Set(winners.map((winner) => winner.viewerId)).size
  const doubled = twice > 0 ? [`${twice} winners won twice`] : []
  if (seed === undefined) {
    const changed = digestEntries(id, entries) !== digest
    return changed ? [...doubled, 'its entries are not those of its digest'] : doubled
  }
  const proof: Proof = {
    format: 'streambot-proof-1',
    giveaway: { id, title },
    commitment,
    digest,
    seed,
    entries,
    winners,
  }
  return [...doubled, ...verifyProof(proof).steps.flatMap((step) => (step.ok ? [] : [step.detail]))]
}
