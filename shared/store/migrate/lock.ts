/** One runner at a time: the row of `migration_lock`, which says who works, and since when. */
import { hostname } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type ClientBase } from 'pg'
import { codeOf, SetupError } from '../../runtime/setup-error.ts'
import { ensureBookkeeping, hasTable } from './record.ts'

export interface HeldLock {
  /** Whom: host and process number. */
  readonly by: string
  readonly at: Date
  /** Its holder is gone, so the next runner takes it over. */
  readonly abandoned: boolean
}

/** How long others wait for the lock, in milliseconds, and who this runner is. Tests shorten and rename. */
export interface LockOptions {
  readonly patience?: number
  readonly heartbeat?: number
}

/** A holder that has not been heard of for so long is gone. */
const staleAfter = `interval '10 minutes'`

/** Runs the work while holding the lock; lets go of it whatever comes. `check` throws when the lock was lost meanwhile. */
export async function withMigrationLock<T>(
  url: string,
  say: (line: string) => void,
  { patience = 30_000, heartbeat = 30_000 }: LockOptions,
  work: (check: () => void) => Promise<T>,
): Promise<T> {
  // A connection of its own: the row must stay fresh while a long migration keeps the other one busy.
  const client = new Client({ connectionString: url, application_name: 'streambot migration lock' })
  client.on('error', () => undefined) // The next query on it fails with the same error.
  await client.connect()
  try {
    await ensureBookkeeping(client)
    await take(client, say, patience)
    const beat = startHeartbeat(client, heartbeat)
    try {
      return await work(beat.check)
    } finally {
      beat.stop()
      await client.query('delete from migration_lock where locked_by = $1', [me])
    }
  } finally {
    await client.end()
  }
}

/** Who holds the lock now, if anybody. */
export async function findLock(client: ClientBase): Promise<HeldLock | undefined> {
  if (!(await hasTable(client, 'migration_lock'))) return undefined
  const { rows } = await client.query<{ by: string; at: Date; stale: boolean }>(
    `select locked_by as by, locked_at as at, locked_at < now() - ${staleAfter} as stale from migration_lock where lock_id = 1`,
  )
  const [row] = rows
  return row && { by: row.by, at: row.at, abandoned: row.stale || isDeadHere(row.by) }
}

const me = `${hostname()} ${process.pid}`

async function take(client: ClientBase, say: (line: string) => void, patience: number): Promise<void> {
  let told = ''
  for (const end = Date.now() + patience; ; await sleep(100)) {
    const { rowCount } = await client.query(
      'insert into migration_lock (lock_id, locked_by) values (1, $1) on conflict (lock_id) do nothing',
      [me],
    )
    if (rowCount === 1) return
    const held = await findLock(client)
    if (!held) continue
    if (held.abandoned && (await takeOver(client, held, say))) return
    if (Date.now() > end) throw new SetupError(`${describe(held)} Nothing was changed. Run this again when it is done.`)
    if (told !== held.by) say(`${describe(held)} Waiting for it.`)
    told = held.by
  }
}

/** False: another runner was quicker, so the row is not the one that was seen. A date of ours is cut to milliseconds. */
async function takeOver(client: ClientBase, held: HeldLock, say: (line: string) => void): Promise<boolean> {
  const { rowCount } = await client.query(
    `update migration_lock set locked_by = $1, locked_at = now() where lock_id = 1 and locked_by = $2 and date_trunc('milliseconds', locked_at) = $3`,
    [me, held.by, held.at],
  )
  if (rowCount === 1) say(`The migration lock of ${held.by} was left behind and is taken over.`)
  return rowCount === 1
}

const describe = (held: HeldLock): string =>
  `Another run (process ${held.by.split(' ').at(-1)} on ${held.by.split(' ')[0]}, since ${held.at.toISOString()}) is changing the tables.`

/** Whether the holder was a process of this machine that does not run any more. */
function isDeadHere(by: string): boolean {
  const [host, pid] = by.split(' ')
  if (host !== hostname() || !(Number(pid) > 0)) return false
  try {
    process.kill(Number(pid), 0)
    return false
  } catch (error) {
    return codeOf(error) === 'ESRCH'
  }
}

function startHeartbeat(client: ClientBase, every: number): { check(): void; stop(): void } {
  let lost: string | undefined
  const timer = setInterval(() => {
    client.query('update migration_lock set locked_at = now() where lock_id = 1 and locked_by = $1', [me]).then(
      ({ rowCount }) => (lost ??= rowCount === 0 ? 'another run took it over' : undefined),
      (error: unknown) => (lost ??= String(error)),
    )
  }, every)
  return {
    check: () => {
      if (lost)
        throw new SetupError(`The migration lock was lost: ${lost}. What was applied until now stays. Run this again.`)
    },
    stop: () => clearInterval(timer),
  }
}
