/**
 * The embedded database: a real PostgreSQL server in a folder of ours, on a free port of this machine only. It outlives a killed
 * owner, and the next start adopts it.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, closeSync, openSync } from 'node:fs'
import { readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { codeOf, reasonOf, SetupError } from '../runtime/setup-error.ts'
import { chooseAccount, type ServerAccount, serverEnvironment } from './embedded/account.ts'
import { type Binaries, findBinaries, prepareBinaries, programOf } from './embedded/binaries.ts'
import { cannotRun, ensureCluster, type Home, prepareDataFolder, readPassword } from './embedded/cluster.ts'
import { isGoneWithin, isServing, postmasterFile, readPostmaster, signal } from './embedded/postmaster.ts'

/** A running embedded server. */
export interface Embedded {
  /** The address of the database `streambot` on it, password included. */
  readonly url: string
  /** False: it was running already, and was adopted. */
  readonly started: boolean
  /** Ends the server: waits 4 s for clients to leave, then ends their sessions. Resolves when it is gone. */
  stop(): Promise<void>
  /** Asks the server to end as soon as its last client has left, and does not wait for it. New clients are refused. */
  stopWhenUnused(): Promise<void>
  /** Ends it as a power cut would (committed work is kept); the next start recovers, on the same port. */
  stopImmediately(): Promise<void>
}

/** What tests vary. `settings` go to the server as they are; `namespaces: false` is a machine that forbids user namespaces. */
export interface EmbeddedOptions {
  readonly settings?: Readonly<Record<string, string>>
  readonly namespaces?: boolean
}

/** Starts the server on this data folder, or adopts the one that runs there. Throws a `SetupError` when the machine is in the way. */
export async function startEmbedded(dataFolder: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  await prepareDataFolder(dataFolder)
  // The server knows its folder by the real path, and is recognised by it.
  const folder = await realpath(dataFolder)
  const account = chooseAccount(options.namespaces)
  const binaries = await prepareBinaries(await findBinaries(), folder, account.owner !== undefined)
  const home = await ensureCluster(folder, binaries, account)
  const password = await readPassword(home)
  const { port, started } = await bringUp({ home, binaries, account, password, settings: options.settings ?? {} })
  await ensureDatabase(addressOf(port, password, 'postgres'))
  return {
    url: addressOf(port, password, 'streambot'),
    started,
    stop: () => stop(home, binaries),
    stopWhenUnused: () => end(home, binaries, 'SIGTERM', 0).then(() => undefined),
    stopImmediately: () => end(home, binaries, 'SIGQUIT', 10_000).then(() => undefined),
  }
}

interface Plan {
  readonly home: Home
  readonly binaries: Binaries
  readonly account: ServerAccount
  readonly password: string
  readonly settings: Readonly<Record<string, string>>
}

/** A server that we launched. It takes a moment to answer, or it ends. */
interface Launched {
  readonly child: ChildProcess
  failure: Error | undefined
}

/** Longest wait for an answer: after a power cut the server first replays what it had written ahead. */
const patience = 300_000
const attempts = 3

async function bringUp(plan: Plan): Promise<{ port: number; started: boolean }> {
  const { home } = plan
  let launched: Launched | undefined
  let launches = 0
  for (const end = Date.now() + patience; Date.now() < end; await sleep(20)) {
    const seen = await readPostmaster(home.cluster)
    if (seen && (await isServing(seen.pid, home.cluster))) {
      if (!seen.ready || !(await isOurs(plan, seen.port))) continue
      await writeFile(home.portFile, String(seen.port), { mode: 0o600 })
      return { port: seen.port, started: launched?.child.pid === seen.pid }
    }
    if (launched && !hasEnded(launched)) continue
    if (launched?.failure) throw launched.failure
    if (launches === attempts) throw new SetupError(await explainEnd(home))
    // The number in a dead server's file may belong to another process by now, and the server would then refuse to start.
    if (seen) await rm(postmasterFile(home.cluster), { force: true })
    launched = await launch(plan)
    launches += 1
  }
  throw new SetupError(`The embedded PostgreSQL did not answer for ${patience / 1000} s. Its log is ${home.logFile}.`)
}

/** Whether the server that listens there is the one of our folder; false while it is still starting or already ending. */
async function isOurs({ home, password }: Plan, port: number): Promise<boolean> {
  const client = new Client({ connectionString: addressOf(port, password, 'postgres') })
  client.on('error', () => undefined) // The query below fails with the same error.
  try {
    await client.connect()
    const { rows } = await client.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
    return rows[0]?.folder === home.cluster
  } catch (error) {
    const passing = ['ECONNREFUSED', 'ECONNRESET', '57P01', '57P03']
    if (passing.includes(codeOf(error) ?? '') || /terminated unexpectedly/.test(reasonOf(error))) return false
    throw new SetupError(`The database in ${home.folder} runs but lets nobody in: ${reasonOf(error)}`, { cause: error })
  } finally {
    await client.end()
  }
}

async function launch({ home, binaries, account, settings }: Plan): Promise<Launched> {
  const port = await choosePort(home)
  await rotateLog(home.logFile)
  const log = openSync(home.logFile, 'a', 0o600)
  const [program = '', ...args] = [
    ...account.command,
    programOf(binaries, 'postgres'),
    '-D',
    home.cluster,
    ...Object.entries({ ...defaults, port: String(port), ...settings }).flatMap(([name, value]) => [
      '-c',
      `${name}=${value}`,
    ]),
  ]
  const child = spawn(program, args, {
    cwd: home.cluster,
    detached: true,
    stdio: ['ignore', log, log],
    ...account.owner,
    ...(serverEnvironment && { env: serverEnvironment }),
  })
  closeSync(log)
  const launched: Launched = { child, failure: undefined }
  child.once('error', (cause) => (launched.failure = cannotRun(program, cause, account)))
  child.unref()
  return launched
}

const defaults = {
  listen_addresses: '127.0.0.1',
  // No socket file: its path may not be longer than about 100 bytes.
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  // The log is written while a batch works, not all of it when the batch commits: the commit still waits until it is on disk.
  wal_writer_delay: '10ms',
  jit: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
}

const hasEnded = ({ child, failure }: Launched): boolean =>
  failure !== undefined || child.exitCode !== null || child.signalCode !== null

/** The port of the last time, so that clients find the server again after a restart; another one when it is taken. */
async function choosePort(home: Home): Promise<number> {
  const last = Number(await readFile(home.portFile, 'utf8').catch(() => '0'))
  return (last > 0 && (await tryPort(last))) || (await tryPort(0)) || last
}

async function tryPort(port: number): Promise<number> {
  const probe = createServer()
  return new Promise((resolve) => {
    probe.once('error', () => resolve(0))
    probe.listen({ port, host: '127.0.0.1' }, () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

async function rotateLog(file: string): Promise<void> {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  )
  if (size > 10_000_000) await rename(file, `${file}.1`)
  else if (size > 0) chmodSync(file, 0o600)
}

async function explainEnd(home: Home): Promise<string> {
  const log = await readFile(home.logFile, 'utf8')
  const said = log.trimEnd().split('\n').slice(-6).join('\n  ')
  if (/no space left/i.test(said))
    return `The disk is full, so the database in ${home.folder} cannot start. Make room and start again.`
  return `The embedded PostgreSQL ends right after its start. The end of its log (${home.logFile}):\n  ${said}`
}

async function ensureDatabase(adminUrl: string): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query(`select from pg_database where datname = 'streambot'`)
    if (rowCount === 0) await client.query('create database streambot').catch(unlessExists)
  } catch (cause) {
    if (codeOf(cause) !== '53100') throw cause
    throw new SetupError('The disk is full: the database needs about 100 MB. Make room and start again.', { cause })
  } finally {
    await client.end()
  }
}

function unlessExists(error: unknown): void {
  // Two starts at one moment: the loser sees either of the two.
  if (codeOf(error) !== '42P04' && codeOf(error) !== '23505') throw error
}

async function stop(home: Home, binaries: Binaries): Promise<void> {
  // SIGTERM lets clients finish: BullMQ's listener breaks when its connection is cut while it closes.
  if (await end(home, binaries, 'SIGTERM', 4_000)) return
  if (await end(home, binaries, 'SIGINT', 10_000)) return
  if (await end(home, binaries, 'SIGQUIT', 10_000)) return
  throw new Error(`The database in ${home.folder} does not stop. Its log is ${home.logFile}.`)
}

/** Sends the signal and waits so many milliseconds for the server to be gone. */
async function end(home: Home, binaries: Binaries, name: Signal, milliseconds: number): Promise<boolean> {
  const server = await readPostmaster(home.cluster)
  if (!server || !(await isServing(server.pid, home.cluster))) return true
  if (process.platform === 'win32') endByProgram(home, binaries, name)
  else signal(server.pid, name)
  return milliseconds > 0 && isGoneWithin(server.pid, home.cluster, milliseconds)
}

type Signal = 'SIGTERM' | 'SIGINT' | 'SIGQUIT'
const modes = { SIGTERM: 'smart', SIGINT: 'fast', SIGQUIT: 'immediate' }

/** Windows has no signals; PostgreSQL's own program stands in for them. */
function endByProgram(home: Home, binaries: Binaries, name: Signal): void {
  spawn(programOf(binaries, 'pg_ctl'), ['stop', '-D', home.cluster, '-m', modes[name], '--no-wait'], {
    stdio: 'ignore',
  })
}

const addressOf = (port: number, password: string, database: string): string =>
  `postgres://streambot:${password}@127.0.0.1:${port}/${database}`
