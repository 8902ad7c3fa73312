/** Connections to PostgreSQL, and how it plans for them. */
import { Pool, type PoolConfig, types } from 'pg'

/** bigint as a number: ids and points stay below 2^53, which the rules see to. */
const int8 = 20

/** Connects with the first query. `onError` is told of broken idle connections; the next query opens a new one. */
export function openPool(url: string, max: number, onError: (error: Error) => void): Pool {
  const parsers = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === int8 ? Number : types.getTypeParser(oid, format as 'text'), // the overloads name each format alone
  }
  const pool = new Pool({
    connectionString: url,
    max,
    types: parsers,
    // Statements of a transaction go out without waiting for each other's answers.
    pipeline: true,
    connectionTimeoutMillis: 10_000,
    // Each row of a batch is looked up by an index: statistics from when a table was small, or one pass over all viewers for a batch of
    // some, turn quadratic as tables grow. Statements have no name, so each is planned for its own values; the checks of foreign keys
    // keep their plans, which `force_custom_plan` would make anew for each row.
    options:
      '-c jit=off -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_bitmapscan=off -c enable_memoize=off -c random_page_cost=1.1',
    application_name: 'streambot',
  } as PoolConfig) // the published types lack `pipeline`
  pool.on('error', onError)
  // A connection that breaks while it is lent out also emits an error, which would end the process if nobody listened.
  pool.on('connect', (client) => client.on('error', onError))
  return pool
}
