/** The oldest PostgreSQL that we promise to work on, where Debian's package has put it: a throw-away server for one file of tests. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { chooseAccount, serverEnvironment } from '@streambot/shared/store/embedded/account.ts'

const programs = '/usr/lib/postgresql/15/bin'

/** Why the tests on it cannot run here; nothing when they can. */
export const missing15 = existsSync(join(programs, 'postgres')) ? undefined : `PostgreSQL 15 is not in ${programs}`

/** The address of its `postgres` database, and how to end it. */
export async function startPostgres15(): Promise<{ url: string; stop(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'streambot-15-'))
  const cluster = join(folder, 'cluster')
  const options = { cwd: folder, ...(serverEnvironment && { env: serverEnvironment }) }
  const { command } = chooseAccount()
  const [initdb = '', ...making] = [
    ...command,
    join(programs, 'initdb'),
    '-D',
    cluster,
    '-U',
    'streambot',
    '-A',
    'trust',
    '--locale=C',
    '-E',
    'UTF8',
    '--no-sync',
  ]
  const made = spawnSync(initdb, making, { ...options, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`PostgreSQL 15 could not be made: ${made.stderr}`)
  const port = await findPort()
  const [postgres = '', ...running] = [
    ...command,
    join(programs, 'postgres'),
    '-D',
    cluster,
    '-c',
    `port=${port}`,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
    '-c',
    'fsync=off',
  ]
  const server = spawn(postgres, running, { ...options, stdio: ['ignore', 'ignore', 'pipe'] })
  const lines = createInterface(server.stderr)
  for await (const line of lines) if (line.includes('ready to accept connections')) break
  server.stderr.resume()
  return {
    url: `postgres://streambot@127.0.0.1:${port}/postgres`,
    stop: async () => {
      server.kill('SIGINT')
      await once(server, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function findPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  // A TCP server always has an address and a port.
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
