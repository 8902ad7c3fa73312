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

/** UTF-16 units of lines that are hashed at once. */
const pieceLength = 65_536

/** What is published about a seed before it is used: the SHA-256 of its 32 bytes, in hex. */
export function commitTo(seed: string): string {
  return bytesToHex(sha256(hexToBytes(seed)))
}

/** The canonical order of entries: by `platform:userId`, bytewise. Platform ids are ASCII, so code units compare like bytes. */
export function compareEntries(a: DigestEntry, b: DigestEntry): number {
  const [left, right] = [`${a.platform}:${a.userId}`, `${b.platform}:${b.userId}`]
  return left < right ? -1 : left > right ? 1 : 0
}

/** The digest of entries that come piece by piece, in canonical order. */
export interface Digesting {
  /** Throws when an entry is not in canonical order. */
  add(entries: Iterable<DigestEntry>): void
  /** In hex. Nothing can be added any more. */
  finish(): string
}

/** Begins a digest: SHA-256 over a heading and one line an entry. */
export function beginDigest(giveawayId: GiveawayId): Digesting {
  const hash = sha256.create()
  let lines = `streambot entries 1\n${giveawayId}\n`
  let before = ''
  const flush = (): void => {
    hash.update(utf8ToBytes(lines))
    lines = ''
  }
  return {
    add(entries) {
      for (const { platform, userId, tickets } of entries) {
        const key = `${platform}:${userId}`
        if (key <= before) throw new Error(`The entries are not in canonical order: ${key} stands too late.`)
        before = key
        lines += `${key} ${tickets}\n`
        if (lines.length > pieceLength) flush()
      }
    },
    finish() {
      flush()
      return bytesToHex(hash.digest())
    },
  }
}

/** The digest of all entries at once, in hex. Throws when they are not in canonical order. */
export function digestEntries(giveawayId: GiveawayId, entries: Iterable<DigestEntry>): string {
  const digest = beginDigest(giveawayId)
  digest.add(entries)
  return digest.finish()
}

/** The tickets of all entries in canonical order, by their index. Whoever is taken out is out of all that follows. */
export class Urn {
  readonly #tickets: ArrayLike<number>
  readonly #out = new Set<number>()
  /** Sums of so many entries each, so that a ticket is found without counting through all of them. */
  readonly #sums: number[] = []
  #total = 0

  constructor(tickets: ArrayLike<number>) {
    this.#tickets = tickets
    for (let index = 0; index < tickets.length; index++) this.#count(index, tickets[index] ?? 0)
  }

  /** The tickets of everybody who is not out. */
  get total(): number {
    return this.#total
  }

  takeOut(index: number): void {
    if (this.#out.has(index)) return
    this.#out.add(index)
    this.#count(index, -(this.#tickets[index] ?? 0))
  }

  /** The index of who holds this ticket, counted from 0 without those who are out. */
  findHolder(ticket: number): number {
    let left = ticket
    let block = 0
    for (; left >= (this.#sums[block] ?? Infinity); block++) left -= this.#sums[block] ?? 0
    for (let index = block * blockLength; index < this.#tickets.length; index++) {
      if (this.#out.has(index)) continue
      left -= this.#tickets[index] ?? 0
      if (left < 0) return index
    }
    throw new Error(`There is no ticket ${ticket} among ${this.#total}.`)
  }

  #count(index: number, tickets: number): void {
    const block = Math.floor(index / blockLength)
    this.#sums[block] = (this.#sums[block] ?? 0) + tickets
    this.#total += tickets
  }
}

const blockLength = 1_024

/**
 * Draws one winner, weighted by tickets, and takes them out of the urn: gives the index of the entry. `pick` counts from 1 through all
 * draws of the giveaway; whoever was picked before has to be out, so nobody wins twice. Nothing when nobody is left.
 */
export function drawPick(draw: DrawInput, urn: Urn, pick: number): number | undefined {
  if (urn.total === 0) return undefined
  const index = urn.findHolder(drawTicket(draw, pick, urn.total))
  urn.takeOut(index)
  return index
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
