/** An ordinary pool on a test's database. */
import { type Reader, readerOf } from '@streambot/shared/store/statements.ts'
import { Pool } from 'pg'

/** The database may be dropped before the server has noticed that the pool ended; nobody minds. */
export function openPool(url: string, max = 10): Pool {
  const pool = new Pool({ connectionString: url, max })
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}

/** What the store's own reads run on. */
export function readerOn(pool: Pool): Reader {
  return readerOf((text, values) => pool.query(text, values as unknown[])) // pg only reads them
}
