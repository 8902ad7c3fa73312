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

/** One step of the check, in words. */
export interface ProofStep {
  readonly name: 'order' | 'digest' | 'commitment' | 'beacon' | 'winners'
  readonly ok: boolean
  readonly detail: string
}

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

function checkOrder({ entries }: Proof): ProofStep {
  const name = 'order'
  const wrong = entries.find((entry, index) => !isEntry(entry) || isTooLate(entry, entries[index - 1]))
  if (wrong) {
    const who = `${wrong.platform}:${wrong.userId}`
    return { name, ok: false, detail: `The entry ${who} is out of order, doubled, misspelt or without a ticket.` }
  }
  if (!Number.isSafeInteger(entries.reduce((sum, entry) => sum + entry.tickets, 0)))
    return { name, ok: false, detail: 'There are more tickets than can be counted exactly.' }
  return { name, ok: true, detail: `${entries.length} entries stand in canonical order, each person once.` }
}

/** Ids hold neither spaces nor line breaks: an id that does could pass for the lines of several entries in the digest. */
function isEntry({ platform, userId, tickets }: DigestEntry): boolean {
  return platforms.includes(platform) && /^[!-~]{1,200}$/.test(userId) && Number.isSafeInteger(tickets) && tickets >= 1
}

function isTooLate(entry: DigestEntry, before: DigestEntry | undefined): boolean {
  return before !== undefined && compareEntries(before, entry) >= 0
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

async function checkBeacon(beacon: ProofBeacon, chains: readonly Chain[]): Promise<ProofStep> {
  const name = 'beacon'
  const { round, randomness, signature, waivedAt } = beacon
  const no = (detail: string): ProofStep => ({ name, ok: false, detail })
  if (waivedAt !== undefined) {
    const detail = `Round ${round} of the beacon was named and did not come: on ${waivedAt} it was decided to draw without it.`
    return { name, ok: true, detail }
  }
  if (randomness === undefined || signature === undefined) return no(`Round ${round} of the beacon is not there yet.`)
  const chain = chains.find(({ hash }) => hash === beacon.chain)
  if (!chain)
    return no(`No public beacon is known here with the chain ${beacon.chain}: nothing shows who signed the round.`)
  const { isSigned } = await import('./beacon-signature.ts')
  if (!isSigned(chain, { round, randomness, signature }))
    return no(`Round ${round} is not signed by the chain that was named.`)
  const came = timeOfRound(chain, round).toISOString()
  return {
    name,
    ok: true,
    detail: `Round ${round} is signed by the public beacon; nobody could know it before ${came}.`,
  }
}

function beaconOf({ format, beacon }: Proof): ProofBeacon | undefined {
  return format === 'streambot-proof-2' ? beacon : undefined
}

function checkWinners(proof: Proof): ProofStep {
  const name = 'winners'
  const { giveaway, seed, digest, entries, winners } = proof
  const beacon = beaconOf(proof)
  if (beacon && beacon.randomness === undefined && beacon.waivedAt === undefined)
    return { name, ok: false, detail: 'Without the round of the beacon no winner can be drawn.' }
  if (seed === undefined || !/^[0-9a-f]{64}$/.test(seed))
    return { name, ok: false, detail: 'Without the seed no winner can be drawn.' }
  const draw = { giveawayId: giveaway.id, seed, digest, randomness: beacon?.randomness }
  const urn = new Urn(entries.map((entry) => entry.tickets))
  for (const [index, winner] of winners.entries()) {
    const drawn = drawPick(draw, urn, index + 1)
    const entry = drawn === undefined ? undefined : entries[drawn]
    if (!entry || winner.pick !== index + 1 || !isSame(entry, winner)) return wrongWinner(winner, entry)
    if ((winner.state === 'passed-over') !== (winner.passedOver !== undefined))
      return {
        name,
        ok: false,
        detail: `Pick ${winner.pick} was passed over without a reason, or has one and was not.`,
      }
  }
  return { name, ok: true, detail: `${saySame(winners.length)}${sayPassedOver(winners)}` }
}

function saySame(count: number): string {
  return `Drawing again gives the same ${count === 1 ? 'winner' : `${count} winners`}.`
}

/** Whether that was right, no computation can tell: everybody should see it. */
function sayPassedOver(winners: readonly ProofWinner[]): string {
  const named = winners.flatMap(({ pick, passedOver }) =>
    passedOver === undefined ? [] : `pick ${pick} (${passedOver})`,
  )
  if (named.length === 0) return ''
  const more = named.length > 10 ? ` and ${named.length - 10} more` : ''
  return ` Passed over by the rules: ${named.slice(0, 10).join(', ')}${more}.`
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
