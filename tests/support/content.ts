/** What is in a database, in a form that two of them can be compared by. */
import { Client } from 'pg'

export async function ask<Row extends object>(url: string, sql: string, values: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Row>(sql, values)).rows
  } finally {
    await client.end()
  }
}

/** Every row of every table as text, and the state of every sequence. */
export async function readRows(url: string): Promise<Record<string, string[]>> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows: tables } = await client.query<{ name: string; kind: string }>(
    `select relname as name, relkind as kind from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S') order by 1`,
  )
  const all: Record<string, string[]> = {}
  for (const { name, kind } of tables) {
    const what = kind === 'S' ? 'concat(t.last_value, t.is_called)' : 't::text'
    const { rows } = await client.query<{ row: string }>(`select ${what} as row from "${name}" t order by 1`)
    all[name] = rows.map(({ row }) => row)
  }
  await client.end()
  return all
}

/** A chain of AND or OR that went through a dump is grouped in another way by PostgreSQL, and means the same. */
const brackets = /[()]/g

/** Tables, columns, constraints and indexes, one line each. */
export async function describeTables(url: string): Promise<string[]> {
  const rows = await ask<{ line: string }>(
    url,
    `
    select format('column %s.%s %s %s default=%s identity=%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
                  case when a.attnotnull then 'not null' else 'null' end, coalesce(pg_get_expr(d.adbin, d.adrelid), ''), a.attidentity) as line
      from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
    union all
    select format('constraint %s.%s %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
      from pg_constraint k join pg_class c on c.oid = k.conrelid
     where c.relnamespace = 'public'::regnamespace and k.contype <> 'n'
    union all
    select 'index ' || indexdef from pg_indexes where schemaname = 'public'
    order by 1`,
  )
  return rows.map(({ line }) => line.replace(brackets, ''))
}

/** Functions and triggers, which the description in `schema.ts` does not know. */
export async function describePrograms(url: string): Promise<string[]> {
  const rows = await ask<{ line: string }>(
    url,
    `select pg_get_functiondef(oid) as line from pg_proc where pronamespace = 'public'::regnamespace
      union all
     select concat(pg_get_triggerdef(t.oid), ' ', t.tgenabled) from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
      order by 1`,
  )
  return rows.map(({ line }) => line.replace(brackets, ''))
}
