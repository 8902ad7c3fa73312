/** Statements: built with Drizzle, or written where a built one would hide what matters; sent with `pg` in the order of the calls. */
import type { Query } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'

/** Builds statements. It has no connection: a Drizzle that has one sends only when awaited, too late where an order matters. */
export const build = drizzle.mock({ casing: 'snake_case' })

/** A statement as `build` makes it. */
export interface Built {
  toSQL(): Query
}

export interface Reader {
  /** Sends a statement at once and gives its rows as the server names their columns. */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>
  /** Sends a built statement at once and gives its rows. Selected keys are the columns' own names in camelCase. */
  queryBuilt<Row extends object>(statement: Built & PromiseLike<Row[]>): Promise<Row[]>
}

export type Run = (text: string, values?: readonly unknown[]) => Promise<pg.QueryResult>

export function readerOf(run: Run): Reader {
  return {
    query: async (text, values) => (await run(text, values)).rows,
    queryBuilt: async <Row extends object>(statement: Built & PromiseLike<Row[]>) => {
      const { rows } = await run(...textOf(statement))
      return rows.map(camelKeys) as Row[] // the statement's own row type, its keys being the columns' names
    },
  }
}

export function textOf(statement: Built): [text: string, values: unknown[]] {
  const { sql, params } = statement.toSQL()
  return [sql, params]
}

function camelKeys(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [camelCase(key), value]))
}

function camelCase(name: string): string {
  return name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase())
}
