/**
 * Tables that are followed by the ids of their rows. Ids are given before the commit, so a row may become visible after one with a higher
 * id; who follows would pass it over.
 */
import type { Reader } from './statements.ts'

/** Each with the upper sixteen bits of the names of its locks. */
const lockSpaces = { outbox: 0x5b08, audit_log: 0x5b09 } as const

type Followed = keyof typeof lockSpaces

/** The id that was given last, of the sequence; 0 where none was. */
const newestId = 'last_value - (NOT is_called)::integer'

/**
 * Whoever adds a row takes a shared lock first that is named after the newest id of that moment, and holds it until the end of the
 * transaction: its own ids are higher.
 */
export const announce = (table: Followed): string =>
  `SELECT pg_advisory_xact_lock_shared((${lockSpaces[table]}::bigint << 48) + ${newestId}) FROM ${table}_id_seq`

/**
 * No row up to this id is still to come. A statement of its own, before the rows are read: who wrote up to here and holds no lock any
 * more has committed by then. The newest id is read before the locks: who takes one later gets a higher id.
 */
export const settledId = (table: Followed): string =>
  `WITH newest AS MATERIALIZED (SELECT ${newestId} AS id FROM ${table}_id_seq)
     SELECT least(newest.id, under_way.id) AS id
       FROM newest CROSS JOIN LATERAL (
              SELECT min(((classid::bigint << 32) + objid::bigint) & ((1::bigint << 48) - 1)) AS id FROM pg_locks
               WHERE locktype = 'advisory' AND objsubid = 1 AND classid::bigint >> 16 = ${lockSpaces[table]} AND newest.id >= 0
                 AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) under_way`

export async function findSettledId({ query }: Reader, table: Followed): Promise<number> {
  const [row] = await query<{ id: number }>(settledId(table))
  return row?.id ?? 0
}
