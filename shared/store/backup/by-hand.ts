/** A dump without `pg_dump`: the text of the applied migrations makes the tables, `COPY` blocks fill them. */
import type { Client } from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { bookkeeping, listApplied } from '../migrate/record.ts'
import { listSequences, listTables, type Table } from './tables.ts'
import type { Write } from './wrapping.ts'

/** Writes the dump; everything in it is from one moment, and rows stream through without being held. */
export async function dumpByHand(client: Client, write: Write): Promise<void> {
  await client.query('begin isolation level repeatable read read only')
  // The file must mean the same on every server: no setting of this session may show in it.
  await client.query(
    `set local datestyle = 'ISO, MDY'; set local intervalstyle = 'postgres'; set local timezone = 'UTC'; set local extra_float_digits = 1; set local bytea_output = 'hex'`,
  )
  await write(`${settings}${bookkeeping}\n`)
  for (const { name, sql } of await listApplied(client)) await write(`\n-- Migration ${name}\n${sql}\n`)
  const tables = await listTables(client)
  await write(`\n${tables.map(({ name }) => toggleTriggers(client, name, 'DISABLE')).join('')}`)
  // Rows that a migration itself put in come again below.
  await write(`TRUNCATE ${tables.map(({ name }) => `public.${client.escapeIdentifier(name)}`).join(', ')};\n`)
  for (const table of tables) await dumpTable(client, table, write)
  await write(`${tables.map(({ name }) => toggleTriggers(client, name, 'ENABLE')).join('')}\n`)
  for (const { name } of await listSequences(client)) await write(await setSequence(client, name))
  await client.query('commit')
}

const settings = `SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SET datestyle = 'ISO, MDY';
SET intervalstyle = 'postgres';
SET timezone = 'UTC';
SET client_min_messages = warning;
`

/** The rows were right when they were written: what keeps the app from changing the past would refuse them now. */
const toggleTriggers = (client: Client, name: string, verb: 'DISABLE' | 'ENABLE'): string =>
  `ALTER TABLE public.${client.escapeIdentifier(name)} ${verb} TRIGGER USER;\n`

async function dumpTable(client: Client, { name, columns }: Table, write: Write): Promise<void> {
  // Who holds the lock at this moment does not hold it in the restored database.
  if (name === 'migration_lock') return
  const target = `public.${client.escapeIdentifier(name)} (${columns.map((column) => client.escapeIdentifier(column)).join(', ')})`
  await write(`\nCOPY ${target} FROM stdin;\n`)
  const rows: AsyncIterable<Buffer> = client.query(copyTo(`COPY ${target} TO STDOUT`))
  for await (const chunk of rows) await write(chunk)
  await write('\\.\n\n')
}

async function setSequence(client: Client, name: string): Promise<string> {
  const sequence = `public.${client.escapeIdentifier(name)}`
  const { rows } = await client.query<{ last: string; called: boolean }>(
    `select last_value as last, is_called as called from ${sequence}`,
  )
  return `SELECT pg_catalog.setval(${client.escapeLiteral(sequence)}, ${rows[0]?.last ?? 1}, ${rows[0]?.called ?? false});\n`
}
