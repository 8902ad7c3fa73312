/** A relay of a public beacon on loopback: real HTTP, and rounds with real signatures by a key of ours. */
import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { bls12_381 } from '@noble/curves/bls12-381.js'
import { createDrand } from '@streambot/shared/beacon/drand.ts'
import type { Beacon } from '@streambot/shared/engine/ports.ts'
import type { BeaconRound, Chain } from '@streambot/shared/giveaway/beacon.ts'

const { shortSignatures } = bls12_381
const secret = createHash('sha256').update('the key of the test beacon').digest()
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

/** A round every three seconds, as quicknet has. */
export const testChain: Chain = {
  hash: toHex(sha256(Buffer.from('the chain of the test beacon'))),
  publicKey: toHex(shortSignatures.getPublicKey(secret).toBytes()),
  genesisTime: 1_700_000_000,
  period: 3,
}

/** A round as the test chain signs it. */
export function signRound(round: number): BeaconRound {
  const number = Buffer.alloc(8)
  number.writeBigUInt64BE(BigInt(round))
  const message = shortSignatures.hash(sha256(number), 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_')
  const signature = shortSignatures.Signature.toBytes(shortSignatures.sign(message, secret))
  return { chain: testChain.hash, round, randomness: toHex(sha256(signature)), signature: toHex(signature) }
}

/** The product's own way to the relay. Patient, because the relay signs in the test's own process, which is slow at first. */
export function openTestBeacon({ url }: TestRelay, errors: unknown[]): Beacon {
  return createDrand({ url, chain: testChain, patienceMs: 60_000, onError: (error) => errors.push(error) })
}

export interface TestRelay {
  readonly url: string
  /** The last round that is there. */
  last: number
  /** Answers with this instead, where it is set. */
  answer: { readonly status: number; readonly body: string } | undefined
  /** Rounds that were asked for, in order. */
  readonly asked: number[]
  close(): Promise<void>
}

export async function startRelay(): Promise<TestRelay> {
  const asked: number[] = []
  const server = createServer((request, response) => {
    const [, hash, word, number] = (request.url ?? '').split('/')
    const round = Number(number)
    if (hash !== testChain.hash || word !== 'public') return void response.writeHead(400).end()
    asked.push(round)
    if (relay.answer) return void response.writeHead(relay.answer.status).end(relay.answer.body)
    if (round > relay.last) return void response.writeHead(404).end()
    const { chain: _, ...body } = signRound(round)
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // a TCP server that listens
  const relay: TestRelay = {
    url: `http://127.0.0.1:${port}`,
    last: 0,
    answer: undefined,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return relay
}
