/** The proof of a draw: what is published, and the check of it. Runs on a server, in a browser and from a file. */
import { type Chain, quicknet, timeOfRound } from './beacon.ts'
import { commitTo, compareEntries, type DigestEntry, digestEntries, drawPick, Urn } from './draw.ts'
import { type GiveawayId, type Platform, platforms } from './words.ts'

/** What is published of a draw. `seed` stands there once it is revealed; `beacon` counts in the second format only, and stands there always. */
export interface Proof {
  readonly format: 'streambot-proof-1' | 'streambot-proof-2'
  readonly giveaway: { readonly id: GiveawayId; readonly title: string }
  readonly commitment: string
  readonly digest: string
  readonly seed?: string | undefined
  readonly entries: readonly (DigestEntry & { readonly name: string })[]
  readonly winners: readonly ProofWinner[]
  readonly beacon?: ProofBeacon | undefined
}

/** The round that was named; then what it brought, or when it was decided to do without it. Hex, and ISO 8601. */
export interface ProofBeacon {
  readonly chain: string
  readonly round: number
  readonly randomness?: string | undefined
  readonly signature?: string | undefined
  readonly waivedAt?: string | undefined
}

export interface ProofWinner {
  readonly pick: number
  readonly platform: Platform
  readonly userId: string
  readonly name: string
  readonly tickets: number
  /** What became of the pick. */
  readonly state?: string | undefined
  /** Why the rules passed it over, in a code; stands there always where `state` says that they did. */
  readonly passedOver?: string | undefined
}

/** One step of the check. The sentence for `found` stands in the languages, and names the values. */
export interface ProofStep {
  readonly name: 'order' | 'digest' | 'commitment' | 'beacon' | 'winners'
  readonly ok: boolean
  readonly found: ProofFinding
  readonly values: Readonly<Record<string, string | number>>
}

/** What a step may find. */
export type ProofFinding =
  | 'entry-wrong'
  | 'too-many-tickets'
  | 'order-kept'
  | 'digest-differs'
  | 'digest-same'
  | 'seed-hidden'
  | 'seed-unreadable'
  | 'seed-swapped'
  | 'seed-fits'
  | 'round-waived'
  | 'round-missing'
  | 'chain-unknown'
  | 'round-unsigned'
  | 'round-signed'
  | 'no-round'
  | 'no-seed'
  | 'no-reason'
  | 'winner-differs'
  | 'nobody-left'
  | 'winners-same'
  | 'winners-same-but'

/** Reads parsed JSON from strangers. Nothing for what has not the shape of a proof; whether it holds, `verifyProof` says. */
export function readProof(value: unknown): Proof | undefined {
  return isProof(value) ? value : undefined
}

/**
 * Recomputes everything that a proof claims. It holds when every step does; without the seed, or without the round of the beacon that was
 * named, it cannot hold yet. Signatures count of these chains only.
 */
export async function verifyProof(
  proof: Proof,
  chains: readonly Chain[] = [quicknet],
): Promise<{ readonly ok: boolean; readonly steps: readonly ProofStep[] }> {
  const order = checkOrder(proof)
  const beacon = beaconOf(proof)
  const steps = order.ok
    ? [
        order,
        checkDigest(proof),
        checkCommitment(proof),
        ...(beacon ? [await checkBeacon(beacon, chains)] : []),
        checkWinners(proof),
      ]
    : [order]
  return { ok: steps.every((step) => step.ok), steps }
}

/** A step of this name: done with a finding, or failed by one. */
function stepOf(name: ProofStep['name']) {
  return {
    pass: (found: ProofFinding, values: ProofStep['values'] = {}): ProofStep => ({ name, ok: true, found, values }),
    fail: (found: ProofFinding, values: ProofStep['values'] = {}): ProofStep => ({ name, ok: false, found, values }),
  }
}

function checkOrder({ entries }: Proof): ProofStep {
  const { pass, fail } = stepOf('order')
  const wrong = entries.find((entry, index) => !isEntry(entry) || isTooLate(entry, entries[index - 1]))
  if (wrong) return fail('entry-wrong', { who: nameOf(wrong) })
  if (!Number.isSafeInteger(entries.reduce((sum, entry) => sum + entry.tickets, 0))) return fail('too-many-tickets')
  return pass('order-kept', { count: entries.length })
}

function nameOf({ platform, userId }: Pick<DigestEntry, 'platform' | 'userId'>): string {
  return `${platform}:${userId}`
}

/** Ids hold neither spaces nor line breaks: an id that does could pass for the lines of several entries in the digest. */
function isEntry({ platform, userId, tickets }: DigestEntry): boolean {
  return platforms.includes(platform) && /^[!-~]{1,200}$/.test(userId) && Number.isSafeInteger(tickets) && tickets >= 1
}

function isTooLate(entry: DigestEntry, before: DigestEntry | undefined): boolean {
  return before !== undefined && compareEntries(before, entry) >= 0
}

function checkDigest({ giveaway, entries, digest }: Proof): ProofStep {
  const { pass, fail } = stepOf('digest')
  const found = digestEntries(giveaway.id, entries)
  return found === digest ? pass('digest-same', { digest }) : fail('digest-differs', { found, digest })
}

function checkCommitment({ seed, commitment }: Proof): ProofStep {
  const { pass, fail } = stepOf('commitment')
  if (seed === undefined) return fail('seed-hidden')
  if (!/^[0-9a-f]{64}$/.test(seed)) return fail('seed-unreadable')
  const found = commitTo(seed)
  return found === commitment ? pass('seed-fits') : fail('seed-swapped', { found, commitment })
}

async function checkBeacon(beacon: ProofBeacon, chains: readonly Chain[]): Promise<ProofStep> {
  const { pass, fail } = stepOf('beacon')
  const { randomness, signature, waivedAt } = beacon
  const round = String(beacon.round)
  if (waivedAt !== undefined) return pass('round-waived', { round, at: waivedAt })
  if (randomness === undefined || signature === undefined) return fail('round-missing', { round })
  const chain = chains.find(({ hash }) => hash === beacon.chain)
  if (!chain) return fail('chain-unknown', { chain: beacon.chain })
  const { isSigned } = await import('./beacon-signature.ts')
  if (!isSigned(chain, { round: beacon.round, randomness, signature })) return fail('round-unsigned', { round })
  return pass('round-signed', { round, at: timeOfRound(chain, beacon.round).toISOString() })
}

function beaconOf({ format, beacon }: Proof): ProofBeacon | undefined {
  return format === 'streambot-proof-2' ? beacon : undefined
}

function checkWinners(proof: Proof): ProofStep {
  const { fail } = stepOf('winners')
  const { giveaway, seed, digest, entries, winners } = proof
  const beacon = beaconOf(proof)
  if (beacon && beacon.randomness === undefined && beacon.waivedAt === undefined) return fail('no-round')
  if (seed === undefined || !/^[0-9a-f]{64}$/.test(seed)) return fail('no-seed')
  const draw = { giveawayId: giveaway.id, seed, digest, randomness: beacon?.randomness }
  const urn = new Urn(entries.map((entry) => entry.tickets))
  for (const [index, winner] of winners.entries()) {
    const drawn = drawPick(draw, urn, index + 1)
    const entry = drawn === undefined ? undefined : entries[drawn]
    const named = { pick: winner.pick, published: nameOf(winner) }
    if (!entry) return fail('nobody-left', named)
    if (winner.pick !== index + 1 || !isSame(entry, winner))
      return fail('winner-differs', { ...named, drawn: nameOf(entry) })
    if ((winner.state === 'passed-over') !== (winner.passedOver !== undefined))
      return fail('no-reason', { pick: winner.pick })
  }
  return sameWinners(winners)
}

/** Whether passing somebody over was right, no computation can tell: everybody should see it. */
function sameWinners(winners: readonly ProofWinner[]): ProofStep {
  const { pass } = stepOf('winners')
  const count = winners.length
  const passed = winners.flatMap(({ pick, passedOver }) => (passedOver === undefined ? [] : `${pick} (${passedOver})`))
  if (passed.length === 0) return pass('winners-same', { count })
  const more = Math.max(0, passed.length - mostNamed)
  return pass('winners-same-but', { count, passed: passed.slice(0, mostNamed).join(', '), more })
}

const mostNamed = 10

function isSame(entry: DigestEntry, winner: ProofWinner): boolean {
  return entry.platform === winner.platform && entry.userId === winner.userId && entry.tickets === winner.tickets
}

function isProof(value: unknown): value is Proof {
  return (
    isRecord(value) &&
    (value['format'] === 'streambot-proof-1' ||
      (value['format'] === 'streambot-proof-2' && isBeacon(value['beacon']))) &&
    isRecord(value['giveaway']) &&
    isUuid(value['giveaway']['id']) &&
    hasStrings(value['giveaway'], 'title') &&
    hasStrings(value, 'commitment', 'digest') &&
    (value['seed'] === undefined || hasStrings(value, 'seed')) &&
    isListOf(value['entries'], isPerson) &&
    isListOf(value['winners'], isPick)
  )
}

/** Named, and then come or done without, never both. */
function isBeacon(value: unknown): boolean {
  if (!isRecord(value) || !isHex(value['chain'], 64) || !Number.isSafeInteger(value['round'])) return false
  if (Number(value['round']) < 1) return false
  const { randomness, signature, waivedAt } = value
  if (randomness === undefined && signature === undefined) return waivedAt === undefined || isTime(waivedAt)
  return waivedAt === undefined && isHex(randomness, 64) && isHex(signature, 96)
}

function isHex(value: unknown, digits: number): boolean {
  return typeof value === 'string' && value.length === digits && /^[0-9a-f]+$/.test(value)
}

function isTime(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(value)
}

function isPerson(value: unknown): value is Record<string, unknown> {
  return isRecord(value) && hasStrings(value, 'platform', 'userId', 'name') && typeof value['tickets'] === 'number'
}

function isPick(value: unknown): boolean {
  if (!isPerson(value) || typeof value['pick'] !== 'number') return false
  return ['state', 'passedOver'].every((key) => value[key] === undefined || typeof value[key] === 'string')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isListOf(value: unknown, isOne: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isOne)
}

function isUuid(value: unknown): boolean {
  return typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value)
}

function hasStrings(record: Record<string, unknown>, ...keys: readonly string[]): boolean {
  return keys.every((key) => typeof record[key] === 'string')
}
