import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const command = join(root, 'services/app/verify.ts')
const folder = mkdtempSync(join(tmpdir(), 'streambot-verify-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface LooseProof {
  giveaway: { id: string; title: string }
  seed?: string
  entries: { userId: string; tickets: number }[]
  winners: { userId: string; pick: number }[]
  beacon?: { round: number }
}

const published = readFileSync(join(root, 'docs/draw-vectors.json'), 'utf8')
/** A published proof that holds, to be changed. */
function readGood(): LooseProof {
  return readVector('The worked example')
}

function readVector(begin: string): LooseProof {
  const { vectors } = JSON.parse(published) as { vectors: { about: string; proof: LooseProof }[] } // ours, held by the tests of the draw
  const found = vectors.find(({ about }) => about.startsWith(begin))
  if (!found) throw new Error(`docs/draw-vectors.json lacks the vector "${begin}"`)
  return found.proof
}

function save(content: string | Uint8Array, name = 'proof.json'): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

function run(args: readonly string[], input: string | Uint8Array = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
    input,
    encoding: 'utf8',
    timeout: 20_000,
  })
  return { status, said: stdout + stderr }
}

const check = (proof: unknown) => run(['-'], JSON.stringify(proof))

describe('a proof that holds', () => {
  test('passes step by step, by the command as it is documented', () => {
    const file = save(JSON.stringify(readGood()))
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const { status, stdout } = spawnSync(npm, ['run', '--silent', 'verify', '--', file], {
      cwd: root,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    })
    expect(stdout.match(/^pass {2}\w+/gm)).toEqual(['pass  order', 'pass  digest', 'pass  commitment', 'pass  winners'])
    expect(stdout).toContain('The proof holds.')
    expect(status).toBe(0)
  })

  test('passes with the signature of the public beacon, and fails with that of another round', () => {
    const good = readVector('With a public beacon: round 1000')
    expect(check(good).said).toMatch(/^pass {2}beacon +Round 1000 is signed by the public beacon/m)
    const bad = check({ ...good, beacon: { ...good.beacon, round: 1001 } })
    expect(bad.said).toMatch(/^FAIL {2}beacon +Round 1001 is not signed/m)
    expect(bad.status).toBe(1)
  })

  test('passes from standard input', () => {
    expect(check(readGood())).toMatchObject({ status: 0, said: expect.stringContaining('The proof holds.') })
  })
})

describe('a proof that does not hold fails at its step', () => {
  test.each<[string, string, (proof: LooseProof) => void]>([
    ['a ticket more', 'FAIL  digest', (proof) => proof.entries.forEach((entry) => entry.tickets++)],
    ['entries turned round', 'FAIL  order', (proof) => (proof.entries = proof.entries.toReversed())],
    ['another seed', 'FAIL  commitment', (proof) => (proof.seed = 'ab'.repeat(32))],
    ['no seed yet', 'not revealed yet', (proof) => delete proof.seed],
    ['another winner', 'FAIL  winners', (proof) => (proof.winners = proof.winners.toReversed())],
  ])('%s: %s', (_, step, tamper) => {
    const proof = readGood()
    tamper(proof)
    const { status, said } = check(proof)
    expect(said).toContain(step)
    expect(said).toContain('The proof does not hold.')
    expect(said).not.toMatch(/^ +at /m)
    expect(status).toBe(1)
  })
})

describe('a file from a stranger gives a sentence and never a stack', () => {
  const sentence = (args: readonly string[], input?: string | Uint8Array) => {
    const { status, said } = run(args, input)
    expect(status).toBe(1)
    expect(said.trim().split('\n')).toHaveLength(1)
    return said
  }

  test.each<[string, string | Uint8Array, string]>([
    ['nothing', '', 'not JSON'],
    ['half a proof', '{"format": "streambot-proof-1", "entries": [', 'not JSON'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x00]), 'not text in UTF-8'],
    ['a list', '[]', 'no proof of a draw'],
    ['null', 'null', 'no proof of a draw'],
    ['all vectors at once', published, 'no proof of a draw'],
    ['a hundred thousand brackets', '['.repeat(100_000) + ']'.repeat(100_000), 'no proof of a draw'],
    [
      'a prototype in place of an entry',
      JSON.stringify({ ...readGood(), entries: ['__proto__'] }),
      'no proof of a draw',
    ],
  ])('%s', (_, content, words) => {
    expect(sentence(['-'], content)).toContain(words)
    expect(sentence([save(content)])).toContain(words)
  })

  test('a file that is not there, a folder, no file and two files', () => {
    expect(sentence([join(folder, 'missing.json')])).toContain('cannot be read')
    expect(sentence([folder])).toContain('cannot be read')
    expect(sentence([])).toContain('npm run verify -- FILE')
    expect(sentence([save('{}'), save('{}')])).toContain('npm run verify -- FILE')
  })

  test.skipIf(process.platform === 'win32')('a file without an end', () => {
    expect(sentence(['/dev/zero'])).toContain('larger than 256 MB')
  })

  test('what a terminal would obey is not printed', () => {
    const proof = readGood()
    proof.giveaway.title = '\u001b[2JSteam \u202ekey\r\n'
    for (const winner of proof.winners) winner.userId = '\u001b[31m'
    const { said } = check(proof)
    expect(said).toContain('[2JSteam key (')
    expect(said.replaceAll('\n', '')).not.toMatch(/\p{C}/u)
  })
})
