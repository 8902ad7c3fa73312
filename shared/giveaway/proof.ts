/** The proof of a draw: what is published, and the check of it. Runs on a server, in a browser and from a file. */
import { commitTo, compareEntries, type DigestEntry, digestEntries, drawPick } from './draw.ts'
import type { GiveawayId, Platform } from './words.ts'

/** What is published of a draw. `seed` stands there once it is revealed. */
export interface Proof {
  readonly format: 'streambot-proof-1'
  readonly giveaway: { readonly id: GiveawayId; readonly title: string }
  readonly commitment: string
  readonly digest: string
  readonly seed?: string | undefined
  readonly entries: readonly (DigestEntry & { readonly name: string })[]
  readonly winners: readonly ProofWinner[]
}

export interface ProofWinner {
  readonly pick: number
  readonly platform: Platform
  readonly userId: string
  readonly name: string
  readonly tickets: number
}

/** One step of the check, in words. */
export interface ProofStep {
  readonly name: 'order' | 'digest' | 'commitment' | 'winners'
  readonly ok: boolean
  readonly detail: string
}

/** Recomputes everything that a proof claims. It holds when every step does; without the seed it cannot hold yet. */
export function verifyProof(proof: Proof): { readonly ok: boolean; readonly steps: readonly ProofStep[] } {
  const order = checkOrder(proof)
  const steps = order.ok ? [order, checkDigest(proof), checkCommitment(proof), checkWinners(proof)] : [order]
  return { ok: steps.every((step) => step.ok), steps }
}

function checkOrder({ entries }: Proof): ProofStep {
  const wrong = entries.find((entry, index) => {
    const before = entries[index - 1]
    return (
      !(Number.isSafeInteger(entry.tickets) && entry.tickets >= 1) || (before && compareEntries(before, entry) >= 0)
    )
  })
  if (!wrong)
    return { name: 'order', ok: true, detail: `${entries.length} entries stand in canonical order, each person once.` }
  return {
    name: 'order',
    ok: false,
    detail: `The entry ${wrong.platform}:${wrong.userId} is out of order, doubled or without a ticket.`,
  }
}

function checkDigest({ giveaway, entries, digest }: Proof): ProofStep {
  const found = digestEntries(giveaway.id, entries)
  if (found === digest)
    return { name: 'digest', ok: true, detail: `The list of entries has the published digest ${digest}.` }
  return {
    name: 'digest',
    ok: false,
    detail: `The list of entries has digest ${found}, published was ${digest}: the list was changed.`,
  }
}

function checkCommitment({ seed, commitment }: Proof): ProofStep {
  const name = 'commitment'
  if (seed === undefined)
    return { name, ok: false, detail: 'The seed is not revealed yet: the draw can be checked once it is.' }
  if (!/^[0-9a-f]{64}$/.test(seed)) return { name, ok: false, detail: 'The seed is not 32 bytes in hex.' }
  const found = commitTo(seed)
  if (found === commitment)
    return { name, ok: true, detail: 'The seed is the one that was committed to when the giveaway opened.' }
  return {
    name,
    ok: false,
    detail: `The seed has SHA-256 ${found}, committed was ${commitment}: the seed was swapped.`,
  }
}

function checkWinners({ giveaway, seed, digest, entries, winners }: Proof): ProofStep {
  const name = 'winners'
  if (seed === undefined || !/^[0-9a-f]{64}$/.test(seed))
    return { name, ok: false, detail: 'Without the seed no winner can be drawn.' }
  const tickets = entries.map((entry) => entry.tickets)
  const out = new Set<number>()
  for (const [index, winner] of winners.entries()) {
    const drawn = drawPick({ giveawayId: giveaway.id, seed, digest }, tickets, out, index + 1)
    const entry = drawn === undefined ? undefined : entries[drawn]
    if (drawn === undefined || !entry || winner.pick !== index + 1 || !isSame(entry, winner))
      return wrongWinner(winner, entry)
    out.add(drawn)
  }
  return {
    name,
    ok: true,
    detail: `Drawing again gives the same ${winners.length === 1 ? 'winner' : `${winners.length} winners`}.`,
  }
}

function isSame(entry: DigestEntry, winner: ProofWinner): boolean {
  return entry.platform === winner.platform && entry.userId === winner.userId && entry.tickets === winner.tickets
}

function wrongWinner(winner: ProofWinner, entry: DigestEntry | undefined): ProofStep {
  const drawn = entry ? `${entry.platform}:${entry.userId}` : 'nobody'
  return {
    name: 'winners',
    ok: false,
    detail: `Pick ${winner.pick} is published as ${winner.platform}:${winner.userId}, but the draw gives ${drawn}.`,
  }
}
