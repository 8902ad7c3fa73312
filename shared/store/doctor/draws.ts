/** The check of the draws: every sealed giveaway has the entries it published, every revealed one the winners. */
import { asc, isNotNull } from 'drizzle-orm'
import type { Chain } from '../../giveaway/beacon.ts'
import { beginDigest } from '../../giveaway/draw.ts'
import { type Proof, type ProofStep, verifyProof } from '../../giveaway/proof.ts'
import type { Giveaway } from '../../giveaway/words.ts'
import { giveaways } from '../../schema.ts'
import { readEntries } from '../giveaway-entries.ts'
import { findWinners } from '../giveaway-winners.ts'
import { toGiveaway } from '../rows.ts'
import { build, type Reader } from '../statements.ts'
import type { Finding } from './checks.ts'

export async function checkDraws(reader: Reader, chains: readonly Chain[]): Promise<Finding> {
  const rows = await reader.queryBuilt(
    build.select().from(giveaways).where(isNotNull(giveaways.digest)).orderBy(asc(giveaways.createdAt)),
  )
  const broken: string[] = []
  let revealed = 0
  for (const giveaway of rows.map(toGiveaway)) {
    if (giveaway.seed !== undefined) revealed++
    broken.push(...(await checkDraw(reader, giveaway, chains)).map((what) => `giveaway ${giveaway.id}: ${what}`))
  }
  const figure = `${rows.length} sealed, ${revealed} drawn again from the revealed seed`
  return { promise: 'P8', title: 'a draw can be recomputed and was not changed after closing', figure, broken }
}

async function checkDraw(reader: Reader, giveaway: Giveaway, chains: readonly Chain[]): Promise<string[]> {
  const { id, title, commitment = '', digest = '', seed, beacon } = giveaway
  const winners = await findWinners(reader, id)
  const twice = winners.length - new Set(winners.map((winner) => winner.viewerId)).size
  const doubled = twice > 0 ? [`${twice} winners won twice`] : []
  if (seed === undefined) {
    const found = beginDigest(id)
    for await (const page of readEntries(reader, id)) found.add(page)
    return found.finish() === digest ? doubled : [...doubled, 'its entries are not those of its digest']
  }
  const entries: Proof['entries'][number][] = []
  for await (const page of readEntries(reader, id)) entries.push(...page)
  const proof: Proof = {
    format: beacon ? 'streambot-proof-2' : 'streambot-proof-1',
    giveaway: { id, title },
    commitment,
    digest,
    seed,
    entries,
    winners,
    beacon: beacon && { ...beacon, waivedAt: beacon.waivedAt?.toISOString() },
  }
  const { steps } = await verifyProof(proof, chains)
  return [...doubled, ...steps.flatMap((step) => (step.ok ? [] : [describeStep(step)]))]
}

/** `winner differs: pick 1, published twitch:1, drawn twitch:2`. */
function describeStep({ found, values }: ProofStep): string {
  const named = Object.entries(values).map(([name, value]) => `${name} ${value}`)
  return [found.replaceAll('-', ' '), ...(named.length > 0 ? [named.join(', ')] : [])].join(': ')
}
