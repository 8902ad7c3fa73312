/** What reversing a migration takes away, said before it happens. */
import type { ClientBase } from 'pg'
import { hasTable } from './record.ts'

/** The `-- Loses:` lines of a down file, and how many rows that is today. */
export async function describeLosses(client: ClientBase, down: string): Promise<string[]> {
  const lines = readLosses(down)
  for (const table of findTables(down)) lines.push(...(await countTable(client, table)))
  for (const { table, column } of findColumns(down)) lines.push(...(await countColumn(client, table, column)))
  return lines
}

/** A loss may go on in the comment lines below it. */
function readLosses(down: string): string[] {
  const found = down.matchAll(/^-- (Loses:.*(?:\n--  .*)*)/gm)
  return [...found].map((match) => (match[1] ?? '').replaceAll(/\n--\s+/g, ' '))
}

function findTables(down: string): string[] {
  const lists = withoutComments(down).matchAll(
    /\b(?:drop\s+table(?:\s+if\s+exists)?|truncate(?:\s+table)?)\s+([^;]+);/gi,
  )
  return [...lists].flatMap((match) => splitNames((match[1] ?? '').replace(/\b(cascade|restrict)\b/gi, '')))
}

function findColumns(down: string): { table: string; column: string }[] {
  const changes = withoutComments(down).matchAll(/\balter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?([\w."]+)([^;]*);/gi)
  return [...changes].flatMap((match) =>
    [...(match[2] ?? '').matchAll(/\bdrop\s+column\s+(?:if\s+exists\s+)?([\w"]+)/gi)].map((column) => ({
      table: cleanName(match[1]),
      column: cleanName(column[1]),
    })),
  )
}

const withoutComments = (sql: string): string => sql.replaceAll(/--.*$/gm, '')
const splitNames = (list: string): string[] => list.split(',').map(cleanName)
const cleanName = (name = ''): string =>
  name
    .trim()
    .replaceAll('"', '')
    .replace(/^public\./, '')

async function countTable(client: ClientBase, table: string): Promise<string[]> {
  if (!(await hasTable(client, table))) return []
  const { rows } = await client.query<{ count: string }>(
    `select count(*) from public.${client.escapeIdentifier(table)}`,
  )
  return [`Will be lost: ${plural(rows[0]?.count)} of ${table}.`]
}

async function countColumn(client: ClientBase, table: string, column: string): Promise<string[]> {
  if (!(await hasTable(client, table))) return []
  const [from, name] = [client.escapeIdentifier(table), client.escapeIdentifier(column)]
  const { rows } = await client.query<{ count: string }>(`select count(${name}) from public.${from}`)
  return [`Will be lost: ${table}.${column} in ${plural(rows[0]?.count)}.`]
}

const plural = (count = '0'): string => `${count} ${count === '1' ? 'row' : 'rows'}`
