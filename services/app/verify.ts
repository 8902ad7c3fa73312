/** `npm run verify -- FILE`: checks the proof of a draw, with no database and no network. `-` reads standard input. Exit code 1 unless it holds. */
import { open } from 'node:fs/promises'
import { type Proof, type ProofStep, readProof, verifyProof } from '@streambot/shared/giveaway/proof.ts'
import { screens } from '@streambot/shared/languages/en/screens.ts'
import { format } from '@streambot/shared/languages/format.ts'
import { readConfig } from '@streambot/shared/runtime/config.ts'
import { reasonOf, SetupError } from '@streambot/shared/runtime/setup-error.ts'
import { knownChains } from './beacon.ts'
import { clean } from './terminal.ts'

/** A proof of a million entries has about 100 MB. */
const mostBytes = 256 * 1024 * 1024
const usage = 'Say which file: npm run verify -- FILE, where FILE is a downloaded proof, or - for standard input.'

try {
  const [name, ...more] = process.argv.slice(2)
  if (name === undefined || more.length > 0) throw new SetupError(usage)
  process.exitCode = (await report(parse(await read(name)))) ? 0 : 1
} catch (error) {
  console.error(error instanceof SetupError ? error.message : error)
  process.exitCode = 1
}

/** Prints each step, and whether the proof holds. */
async function report(proof: Proof): Promise<boolean> {
  const { giveaway, entries, commitment, digest, winners } = proof
  console.log(`${clean(giveaway.title)} (${giveaway.id}), ${entries.length} entries, ${winners.length} winners`)
  const { ok, steps } = await verifyProof(proof, knownChains(readConfig(process.env)))
  for (const step of steps) console.log(describe(step))
  if (!ok) console.log('The proof does not hold.')
  else console.log(`The proof holds. Compare what you saw published: commitment ${commitment}, digest ${digest}.`)
  return ok
}

function describe({ name, ok, found, values }: ProofStep): string {
  const sentence = format('en', screens[`proof.${found}`], values)
  return `${ok ? 'pass' : 'FAIL'}  ${name.padEnd(10)}  ${clean(sentence)}`
}

function parse(text: string): Proof {
  const proof = readProof(parseJson(text))
  if (!proof) throw new SetupError('This is no proof of a draw: the shape is described in docs/verifying-a-draw.md.')
  return proof
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new SetupError('This is no proof of a draw: it is not JSON.', { cause })
  }
}

async function read(name: string): Promise<string> {
  const bytes = await readBytes(name)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new SetupError('This is no proof of a draw: it is not text in UTF-8.', { cause })
  }
}

async function readBytes(name: string): Promise<Buffer> {
  try {
    return await gather(name === '-' ? process.stdin : (await open(name)).createReadStream())
  } catch (cause) {
    if (cause instanceof SetupError) throw cause
    throw new SetupError(`${clean(name)} cannot be read: ${clean(reasonOf(cause))}.`, { cause })
  }
}

/** Reads no more than it has to, so that a file without an end ends with a sentence. */
async function gather(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of stream) {
    size += piece.length
    if (size > mostBytes) throw new SetupError('This is no proof of a draw: it is larger than 256 MB.')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}
