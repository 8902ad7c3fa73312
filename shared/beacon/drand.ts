/** Rounds of a drand chain from a relay, over HTTP (https://docs.drand.love/developer/http-api). What is not signed by the chain is not taken. */
import { z } from 'zod'
import type { Beacon } from '../engine/ports.ts'
import type { BeaconRound, Chain } from '../giveaway/beacon.ts'
import { isSigned, randomnessOf } from '../giveaway/beacon-signature.ts'

export interface DrandOptions {
  /** The relay's base address, without a slash at the end. */
  readonly url: string
  readonly chain: Chain
  /** Told why a round could not be had; it is asked for again. */
  readonly onError: (error: unknown) => void
  /** Milliseconds that one answer may take. */
  readonly patienceMs?: number
}

/** The randomness that a relay may send along follows from the signature, and is not looked at. */
const answerSchema = z.object({ round: z.int(), signature: z.string().regex(/^[0-9a-f]{96}$/) })

export function createDrand({ url, chain, onError, patienceMs = 5_000 }: DrandOptions): Beacon {
  return {
    chain,
    async fetch(round) {
      try {
        return await ask(`${url}/${chain.hash}/public/${round}`, chain, round, patienceMs)
      } catch (error) {
        onError(new Error(`Round ${round} of the public beacon cannot be had from ${url}.`, { cause: error }))
        return undefined
      }
    },
  }
}

/** Nothing for a round that is still to come. */
async function ask(address: string, chain: Chain, round: number, ms: number): Promise<BeaconRound | undefined> {
  const response = await fetch(address, { signal: AbortSignal.timeout(ms) })
  if (response.status === 404 || response.status === 425) return undefined
  if (!response.ok) throw new Error(`The relay answered ${response.status}.`)
  const { round: found, signature } = answerSchema.parse(await response.json())
  const randomness = randomnessOf(signature)
  if (found !== round || !isSigned(chain, { round, signature, randomness }))
    throw new Error('The answer of the relay is not signed by the chain.')
  return { chain: chain.hash, round, randomness, signature }
}
