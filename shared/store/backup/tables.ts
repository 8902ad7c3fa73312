/** What is in the database, from its catalogs: tables in the order in which they can be filled, and sequences. */
import type { ClientBase } from 'pg'

export interface Table {
  readonly name: string
  /** The columns that hold data, in order. */
  readonly columns: readonly string[]
  /** The tables that its rows refer to. */
  readonly parents: readonly string[]
}

export interface Sequence {
  readonly name: string
}

/** All tables of the schema `public`, each after the ones that it refers to. */
export async function listTables(client: ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select c.relname as name,
           coalesce((select array_agg(a.attname::text order by a.attnum) from pg_attribute a
                      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''), '{}') as columns,
           coalesce((select array_agg(distinct p.relname::text) from pg_constraint f join pg_class p on p.oid = f.confrelid
                      where f.conrelid = c.oid and f.contype = 'f' and p.oid <> c.oid), '{}') as parents
      from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
     order by c.relname`)
  return parentsFirst(rows)
}

export async function listSequences(client: ClientBase): Promise<Sequence[]> {
  const { rows } = await client.query<Sequence>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by relname`,
  )
  return rows
}

function parentsFirst(tables: readonly Table[]): Table[] {
  const ordered: Table[] = []
  while (ordered.length < tables.length) {
    const done = new Set(ordered.map(({ name }) => name))
    const next = tables.filter(({ name, parents }) => !done.has(name) && parents.every((parent) => done.has(parent)))
    if (next.length === 0) {
      const ring = tables.filter(({ name }) => !done.has(name)).map(({ name }) => name)
      throw new Error(
        `the tables ${ring.join(', ')} refer to each other in a ring, which a dump by hand cannot fill in any order`,
      )
    }
    ordered.push(...next)
  }
  return ordered
}
