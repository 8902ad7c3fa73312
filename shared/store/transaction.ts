/** One transaction on one connection, its statements sent without waiting between them, repeated where PostgreSQL says it may be. */
import type pg from 'pg'
import { OutageError } from '../engine/ports/store.ts'
import { copyIn } from './copy-in.ts'
import type { CopyRows } from './copy-rows.ts'
import { type Built, type Reader, readerOf, type Run, textOf } from './statements.ts'

/**
 * What SQL runs on within a transaction. Statements reach the server in the order of these calls, without waiting for each other: a lock
 * that is asked for first is held when the next statement takes its snapshot.
 */
export interface Session extends Reader {
  /** Sends a statement at once; the commit awaits it, and fails with it. */
  send(text: string, values?: readonly unknown[]): void
  /** The same for a built statement. */
  sendBuilt(statement: Built): void
  /** The same for rows in these columns of a table, as `COPY` names them. */
  copy(into: string, rows: CopyRows): void
  /** Calls `then` once the transaction is committed. */
  onCommit(then: () => void): void
  /** Whether this is not the first try: another transaction was in the way. */
  readonly repeated: boolean
}

/** The work rests on something that is no longer so; the transaction is repeated. */
export class RepeatError extends Error {
  override readonly name = 'RepeatError'
}

const repeats = 8
const outageMs = 30_000

/**
 * Runs the work in one transaction and repeats it after a serialization failure, a deadlock or a lost race for a unique key; and for
 * half a minute while the server is away. Then throws: `OutageError` for the latter, else PostgreSQL's own error.
 */
export async function transact<T>(pool: pg.Pool, work: (session: Session) => Promise<T>): Promise<T> {
  const until = Date.now() + outageMs
  // Tries while the server was away say nothing of races.
  let races = 0
  for (let attempt = 1; ; attempt++) {
    try {
      return await runOnce(pool, work, attempt > 1)
    } catch (error) {
      const away = isOutage(error)
      if (away && Date.now() > until)
        throw new OutageError('The database has been away for half a minute.', { cause: error })
      if (!away && (!isRace(error) || ++races >= repeats)) throw error
      await pause(Math.min(2 ** attempt * 5, 500))
    }
  }
}

/** What `read` gives, in one snapshot on a connection of its own; one that is broken, or left half way, is closed. */
export async function* readApart<T>(pool: pg.Pool, read: (reader: Reader) => AsyncIterable<T>): AsyncGenerator<T> {
  const client = await pool.connect()
  let isClean = false
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    yield* read(readerOf((text, values = []) => client.query(text, values as unknown[]))) // pg only reads them
    await client.query('COMMIT')
    isClean = true
  } finally {
    client.release(!isClean)
  }
}

/**
 * What `read` gives where it goes over all rows of a table, as lists by another order than an index has do: the connections' usual
 * settings are for rows by an index, and make that slow.
 */
export function readOver<T>(pool: pg.Pool, read: (reader: Reader) => Promise<T>): Promise<T> {
  const work = (session: Session): Promise<T> => {
    session.send(`SELECT set_config('enable_seqscan', 'on', true), set_config('enable_hashjoin', 'on', true)`)
    return read(session)
  }
  return runOnce(pool, work, false)
}

async function runOnce<T>(pool: pg.Pool, work: (session: Session) => Promise<T>, repeated: boolean): Promise<T> {
  const client = await pool.connect()
  const sent: Promise<unknown>[] = []
  const committed: (() => void)[] = []
  const keep = <R>(query: Promise<R>): Promise<R> => {
    // What was read is not kept until the commit, which asks only whether it went well.
    const ended = query.then(() => undefined)
    sent.push(ended)
    // It is awaited with the commit; until then a rejection must not count as unhandled.
    ended.catch(() => undefined)
    return query
  }
  let broken: Error | undefined
  try {
    keep(client.query('BEGIN'))
    const run: Run = (text, values = []) => keep(client.query(text, values as unknown[])) // pg only reads them
    const result = await work({
      ...readerOf(run),
      send: (text, values) => void run(text, values),
      sendBuilt: (statement) => void run(...textOf(statement)),
      copy: (into, rows) => void keep(copyIn(client, `COPY ${into} FROM STDIN (FORMAT binary)`, rows.end())),
      onCommit: (then) => void committed.push(then),
      repeated,
    })
    // PostgreSQL turns the COMMIT of a failed transaction into a ROLLBACK, so it may go out behind the writes without waiting.
    await Promise.all([...sent, client.query('COMMIT')])
    for (const then of committed) then()
    return result
  } catch (error) {
    const first = await findFirst(sent, error)
    broken = await rollBack(client, first)
    throw first
  } finally {
    client.release(broken)
  }
}

/** The error that failed a transaction: statements sent behind the one that broke only say that it is broken. */
async function findFirst(sent: readonly Promise<unknown>[], error: unknown): Promise<unknown> {
  if (isOutage(error)) return error
  const failed = (await Promise.allSettled(sent)).find((outcome) => outcome.status === 'rejected')
  return failed && codeOf(error) === inFailedTransaction ? failed.reason : error
}

/** Ends a failed transaction. Gives the error when the connection cannot be used again. */
async function rollBack(client: pg.PoolClient, error: unknown): Promise<Error | undefined> {
  if (isOutage(error)) return error as Error // isOutage admits errors only
  return client.query('ROLLBACK').then(
    () => undefined,
    (failure: Error) => failure,
  )
}

const inFailedTransaction = '25P02'
/** The last one: a lock for which nobody waits, because it is taken out of the usual order. */
const raceCodes = new Set(['40001', '40P01', '23505', '55P03'])
const outageCodes = /^(08...|57P0[1-5]|53300|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/
const outageWords =
  /connection terminated|terminated unexpectedly|timeout exceeded when trying to connect|not queryable|client was closed/i

/** A race that a repetition settles: the repeated read sees what the other transaction wrote, a balance that it spent among them. */
function isRace(error: unknown): boolean {
  if (error instanceof RepeatError || raceCodes.has(codeOf(error))) return true
  return error instanceof Error && 'constraint' in error && error.constraint === 'user_balances_balance_check'
}

/** The server is away, going down or not yet up, or the connection broke. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return outageCodes.test(codeOf(error)) || outageWords.test(error.message) || isOutage(error.cause)
}

/** A read that fails because the server is away says so in the engine's word. */
export function throwOutage(error: unknown): never {
  if (isOutage(error)) throw new OutageError('The database cannot be reached.', { cause: error })
  throw error
}

/** PostgreSQL's or the socket's code; Drizzle keeps it in the cause. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  return 'code' in error && typeof error.code === 'string' ? error.code : codeOf(error.cause)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
