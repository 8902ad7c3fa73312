/** A dump by PostgreSQL's own `pg_dump`, where one is found that can dump this server. */
import { spawn } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import type { ClientBase } from 'pg'
import type { Write } from './wrapping.ts'

/** Finds the oldest `pg_dump` that is not older than the server: a newer one may write what an older server does not read. */
export async function findDumpProgram(client: ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<{ major: number }>(
    `select current_setting('server_version_num')::int / 10000 as major`,
  )
  const server = rows[0]?.major ?? Number.POSITIVE_INFINITY
  const found = await Promise.all(
    (await listCandidates()).map(async (program) => ({ program, major: await readMajor(program) })),
  )
  return found
    .filter(({ major }) => major >= server)
    .toSorted((one, other) => one.major - other.major)
    .at(0)?.program
}

/** `pg_dump` did not do its work; the message is its own. */
export class DumpProgramError extends Error {
  override readonly name = 'DumpProgramError'
}

export async function dumpByProgram(program: string, url: string, write: Write): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'streambot-backup-'))
  try {
    await run(program, await hidePassword(url, folder), write)
  } finally {
    await rm(folder, { recursive: true })
  }
}

const places = [
  { root: '/usr/lib/postgresql', below: 'bin/pg_dump' },
  { root: '/usr', below: 'bin/pg_dump' },
  { root: '/opt/homebrew/opt', below: 'bin/pg_dump' },
  { root: '/usr/local/opt', below: 'bin/pg_dump' },
  { root: 'C:\\Program Files\\PostgreSQL', below: 'bin\\pg_dump.exe' },
]

async function listCandidates(): Promise<string[]> {
  const found = await Promise.all(
    places.map(async ({ root, below }) => {
      const names = await readdir(root).catch(() => []) // A place that this machine does not have.
      return names
        .filter((name) => /^(\d+|pgsql-\d+|postgresql(@\d+)?|libpq)$/.test(name))
        .map((name) => join(root, name, below))
    }),
  )
  return ['pg_dump', ...found.flat()]
}

/** The major version, or 0 where it does not run. */
async function readMajor(program: string): Promise<number> {
  const child = spawn(program, ['--version'], { stdio: ['ignore', 'pipe', 'ignore'] })
  let said = ''
  child.stdout.on('data', (text) => (said += String(text)))
  return new Promise((resolve) => {
    child.once('error', () => resolve(0))
    child.once('close', () => resolve(Number(/\) (\d+)/.exec(said)?.[1] ?? 0)))
  })
}

/** Command lines can be read by everybody on the machine: the password goes through a file of ours. */
async function hidePassword(url: string, folder: string): Promise<string> {
  const address = new URL(url)
  const password = decodeURIComponent(address.password).replaceAll(/[\\:]/g, String.raw`\$&`)
  const file = join(folder, 'password')
  await writeFile(file, `*:*:*:*:${password}\n`, { mode: 0o600 })
  if (address.password) address.searchParams.set('passfile', file)
  address.password = ''
  return address.href
}

async function run(program: string, url: string, write: Write): Promise<void> {
  const options = [
    '--no-owner',
    '--no-privileges',
    '--exclude-schema=bullmq',
    '--exclude-table-data=public.migration_lock',
  ]
  const child = spawn(program, [...options, '--dbname', url], { stdio: ['ignore', 'pipe', 'pipe'] })
  let trouble = ''
  child.stderr.on('data', (text) => (trouble += String(text)))
  const ended = once(child, 'close')
  for await (const chunk of withoutNewSettings(child.stdout)) await write(chunk)
  const [code] = await ended
  if (code !== 0) throw new DumpProgramError(`${program} failed: ${trouble.trim()}`)
}

/** Newer programs write a setting that servers before 17 refuse. It stands among the first lines. */
async function* withoutNewSettings(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0)
  for await (const chunk of chunks) {
    if (head) head = Buffer.concat([head, chunk])
    else yield chunk
    if (!head || head.length < 4096) continue
    yield cleanHead(head)
    head = undefined
  }
  if (head) yield cleanHead(head)
}

const cleanHead = (head: Buffer): Buffer =>
  // Byte for byte, since the piece may end within a character.
  Buffer.from(head.toString('latin1').replace('SET transaction_timeout = 0;\n', ''), 'latin1')
