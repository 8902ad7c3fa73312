/** The database that the settings ask for, and the hold that keeps a second StreamBot off it. */
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'pg'
import { codeOf, reasonOf, SetupError } from '../runtime/setup-error.ts'
import { type Embedded, startEmbedded } from './embedded.ts'

export interface Database {
  readonly url: string
  readonly kind: 'embedded' | 'server'
  /** The hold of the app: see `holdDatabase`. Who holds an embedded server also ends it, even one that was found running. */
  hold(): Promise<void>
  /**
   * Lets go of the hold, and ends the embedded server when this process holds it or started it, and nobody else holds it. Who is
   * still connected, such as a backup that runs beside, finishes first: the server then ends with its last client.
   */
  stop(): Promise<void>
}

export interface DatabaseConfig {
  readonly databaseUrl: string | undefined
  readonly dataFolder: string
}

/** A session's hold on a database. */
export interface Hold {
  release(): Promise<void>
}

/** The oldest server of one's own that the SQL is written for. */
const oldestMajor = 15

/** Opens the server of `DATABASE_URL`, or starts or adopts the embedded one. Throws a `SetupError` that says what is in the way. */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  return config.databaseUrl ? openServer(config.databaseUrl) : openEmbedded(config.dataFolder)
}

/**
 * Takes the hold: one process at a time has it. It lives and dies with a session, so that a killed holder leaves nothing behind, and
 * it comes back by itself after the database was restarted. Throws a `SetupError` that names the holder when it is taken.
 */
export async function holdDatabase(url: string, place = 'this database', patience = 2000): Promise<Hold> {
  const held = new HeldSession(url)
  for (const end = Date.now() + patience; ; await sleep(100)) {
    if (await held.take()) return held
    if (Date.now() < end) continue
    const holder = await findHolder(url)
    throw new SetupError(
      `StreamBot already runs on ${place}${holder ? ` (${holder})` : ''}. Use that one, or end it first.`,
    )
  }
}

async function openServer(url: string): Promise<Database> {
  await checkServer(url)
  let hold: Hold | undefined
  return {
    url,
    kind: 'server',
    hold: async () => void (hold = await holdDatabase(url)),
    stop: async () => hold?.release(),
  }
}

async function openEmbedded(dataFolder: string): Promise<Database> {
  const server = await startEmbedded(dataFolder)
  const use = await joinUsers(server.url)
  let hold: Hold | undefined
  return {
    url: server.url,
    kind: 'embedded',
    hold: async () => void (hold = await holdDatabase(server.url, `this data folder, ${dataFolder}`)),
    stop: () => leave(server, use, hold),
  }
}

async function leave(server: Embedded, use: Client, hold: Hold | undefined): Promise<void> {
  // Held while the server ends, so that no new app settles on a server that is going away.
  const mine = hold ?? (server.started ? await holdOrNothing(server.url) : undefined)
  if (!mine) return use.end()
  const shared = await hasOtherUsers(use)
  await server.stopWhenUnused()
  await use.end()
  await mine.release()
  if (!shared) await server.stop()
}

async function holdOrNothing(url: string): Promise<Hold | undefined> {
  return holdDatabase(url, 'it', 500).catch((error: unknown) => {
    if (error instanceof SetupError) return undefined
    throw error
  })
}

async function checkServer(url: string): Promise<void> {
  const client = newClient(url, 'check')
  try {
    await client.connect()
    const { rows } = await client.query<{ version: string }>(`select current_setting('server_version') as version`)
    const version = rows[0]?.version ?? ''
    if (Number.parseInt(version, 10) >= oldestMajor) return
    throw new SetupError(`DATABASE_URL leads to PostgreSQL ${version}, and StreamBot needs ${oldestMajor} or newer.`)
  } catch (cause) {
    if (cause instanceof SetupError) throw cause
    throw new SetupError(`The database of DATABASE_URL (${placeOf(url)}) cannot be reached: ${reasonOf(cause)}.`, {
      cause,
    })
  } finally {
    await client.end()
  }
}

/** Where an address leads, without its password. */
function placeOf(url: string): string {
  const parsed = URL.parse(url)
  return parsed ? `${parsed.host}${parsed.pathname}` : 'an address that cannot be read'
}

/** Advisory locks of ours, in one space: the hold of the app, and the presence of everybody. */
const lockSpace = 0x5b07
const holdLock = `${lockSpace}, 1`
const useLock = `${lockSpace}, 2`

/** Says that this process uses the server: a shared lock, for as long as the session lives. */
async function joinUsers(url: string): Promise<Client> {
  const client = newClient(url, 'use')
  client.on('error', () => undefined) // The database went away; whoever works with it hears of it there.
  await client.connect()
  await client.query(`select pg_advisory_lock_shared(${useLock})`)
  return client
}

async function hasOtherUsers(use: Client): Promise<boolean> {
  try {
    const { rows } = await use.query<{ users: number }>(
      `select count(*)::int as users from pg_locks where locktype = 'advisory' and classid = ${lockSpace} and objid = 2 and database = (select oid from pg_database where datname = current_database())`,
    )
    return (rows[0]?.users ?? 0) > 1
  } catch (error) {
    // The session was lost with a server that went down: nobody else is on it either.
    if (codeOf(error)?.startsWith('57P') || /not queryable|terminated|closed/i.test(reasonOf(error))) return false
    throw error
  }
}

/** A session that has the hold, and takes it again when its connection was lost. */
class HeldSession implements Hold {
  readonly #url: string
  #client: Client | undefined
  #released = false

  constructor(url: string) {
    this.#url = url
  }

  /** False: somebody else has it. */
  async take(): Promise<boolean> {
    const client = newClient(this.#url, 'hold')
    client.on('error', () => undefined) // An end of the connection follows, and is dealt with there.
    await client.connect()
    const { rows } = await client.query<{ taken: boolean }>(`select pg_try_advisory_lock(${holdLock}) as taken`)
    if (!rows[0]?.taken) {
      await client.end()
      return false
    }
    this.#client = client
    client.once('end', () => void this.#retake())
    return true
  }

  async release(): Promise<void> {
    this.#released = true
    await this.#client?.end()
  }

  async #retake(): Promise<void> {
    while (!this.#released) {
      // Down for a moment, or another one was quicker: both are worth another try, and neither is ours to end.
      if (await this.take().catch(() => false)) break
      await sleep(500, undefined, { ref: false })
    }
    if (this.#released) await this.#client?.end()
  }
}

async function findHolder(url: string): Promise<string | undefined> {
  const client = newClient(url, 'check')
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>(
      `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.classid = ${lockSpace} and l.objid = 1 and l.granted`,
    )
    return /process \d+ on .*/.exec(rows[0]?.name ?? '')?.[0]
  } finally {
    await client.end()
  }
}

function newClient(url: string, purpose: string): Client {
  const name = `streambot ${purpose}: process ${process.pid} on ${hostname()}`
  return new Client({
    connectionString: url,
    application_name: name.slice(0, 63),
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  })
}
