/** The signature of a beacon's round. A file of its own, because a browser loads the curve only to check a draw that used it. */
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'
import type { BeaconRound, Chain } from './beacon.ts'

/** https://www.rfc-editor.org/rfc/rfc9380 suite, as drand's scheme bls-unchained-g1-rfc9380 takes it. */
const domain = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_'

/** The randomness of a signature: its SHA-256. Both hex. */
export function randomnessOf(signature: string): string {
  return bytesToHex(sha256(hexToBytes(signature)))
}

/** Whether the chain signed the round, and the randomness follows from the signature. */
export function isSigned(chain: Chain, { round, signature, randomness }: Omit<BeaconRound, 'chain'>): boolean {
  if (!/^[0-9a-f]{96}$/.test(signature) || randomness !== randomnessOf(signature)) return false
  const { shortSignatures } = bls12_381
  try {
    const message = shortSignatures.hash(messageOf(round), domain)
    return shortSignatures.verify(hexToBytes(signature), message, hexToBytes(chain.publicKey))
  } catch {
    // Bytes that are no point of the curve are no signature.
    return false
  }
}

/** What a round's signature is made over: the SHA-256 of its number in eight bytes, the most significant first. */
export function messageOf(round: number): Uint8Array {
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(round))
  return sha256(bytes)
}
