/**
 * The draw: seed, digest and tickets give the winners, the same ones every time, on any machine and in any browser.
 * The format is described in docs/verifying-a-draw.md well enough to write another verifier.
 */
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'
import type { GiveawayId, Platform } from './words.ts'

/** An entry as the digest and the draw see it. */
export interface DigestEntry {
  readonly platform: Platform
  readonly userId: string
  readonly tickets: number
}

/** What fixes a draw: the seed (hex), the digest (hex) of the entries of this giveaway, and public randomness where it takes part. */
export interface DrawInput {
  readonly giveawayId: GiveawayId
  readonly seed: string
  readonly digest: string
  /** The randomness (hex) of the beacon's round, where one takes part. */
  readonly randomness?: string | undefined
}

/** What is published about a seed before it is used: the SHA-256 of its 32 bytes, in hex. */
export function commitTo(seed: string): string {
  return bytesToHex(sha256(hexToBytes(seed)))
}

/** The canonical order of entries: by `platform:userId`, bytewise. Platform ids are ASCII, so code units compare like bytes. */
export function compareEntries(a: DigestEntry, b: DigestEntry): number {
  const [left, right] = [`${a.platform}:${a.userId}`, `${b.platform}:${b.userId}`]
  return left < right ? -1 : left > right ? 1 : 0
}

/** The digest of the entries, in hex: SHA-256 over a heading and one line an entry. Throws when they are not in canonical order. */
export function digestEntries(giveawayId: GiveawayId, entries: Iterable<DigestEntry>): string {
  const hash = sha256.create()
  hash.update(utf8ToBytes(`streambot entries 1\n${giveawayId}\n`))
  let before: DigestEntry | undefined
  for (const entry of entries) {
    if (before && compareEntries(before, entry) >= 0) {
      throw new Error(`The entries are not in canonical order: ${entry.platform}:${entry.userId} stands too late.`)
    }
    hash.update(utf8ToBytes(`${entry.platform}:${entry.userId} ${entry.tickets}\n`))
    before = entry
  }
  return bytesToHex(hash.digest())
}

/**
 * Draws one winner: the index of an entry, weighted by tickets, among those not `out`. `pick` counts from 1 through all draws of
 * the giveaway; whoever was picked before is out, so nobody wins twice. Nothing when nobody is left.
 */
export function drawPick(
  draw: DrawInput,
  tickets: ArrayLike<number>,
  out: ReadonlySet<number>,
  pick: number,
): number | undefined {
  let total = 0
  for (let index = 0; index < tickets.length; index++) if (!out.has(index)) total += tickets[index] ?? 0
  if (total === 0) return undefined
  let ticket = drawTicket(draw, pick, total)
  for (let index = 0; index < tickets.length; index++) {
    if (out.has(index)) continue
    ticket -= tickets[index] ?? 0
    if (ticket < 0) return index
  }
  throw new Error(`Pick ${pick} of giveaway ${draw.giveawayId} found no ticket among ${total}.`)
}

/**
 * A ticket number from 0 to `total - 1`, each as likely as any other: HMAC-SHA-256 under the seed (RFC 2104), its first eight bytes
 * as a number, and the next counter where that number lies in the last, incomplete run of `total` (rejection, so no modulo bias).
 */
function drawTicket({ giveawayId, seed, digest, randomness }: DrawInput, pick: number, total: number): number {
  const key = hexToBytes(seed)
  const run = BigInt(total)
  const limit = (1n << 64n) - ((1n << 64n) % run)
  const begin =
    randomness === undefined
      ? `streambot draw 1\n${giveawayId}\n${digest}\n`
      : `streambot draw 2\n${giveawayId}\n${digest}\n${randomness}\n`
  for (let counter = 0; ; counter++) {
    const message = `${begin}${pick}\n${counter}\n`
    const number = readUint64(hmac(sha256, key, utf8ToBytes(message)))
    if (number < limit) return Number(number % run)
  }
}

function readUint64(bytes: Uint8Array): bigint {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(0)
}
