import { createRequire } from 'node:module'
import type * as DrizzleKit from 'drizzle-kit/api'
import { expect, onTestFinished, test } from 'vitest'
import * as schema from '@streambot/shared/schema.ts'
import { describeTables } from './support/content.ts'
import { makeDatabase } from './support/database.ts'
import { runOn } from './support/postgres.ts'

// drizzle-kit's programming interface; required, since its import form has no named exports.
const { generateDrizzleJson, generateMigration } = createRequire(import.meta.url)(
  'drizzle-kit/api',
) as typeof DrizzleKit

/** The statements that make the tables of the schema in an empty database. */
async function draft(tables: Record<string, unknown>): Promise<string[]> {
  return generateMigration(generateDrizzleJson({}), generateDrizzleJson(tables, undefined, undefined, 'snake_case'))
}

/** The tables as the description makes them, and as the migrations make them. */
async function makeBoth(tables: Record<string, unknown> = schema): Promise<{ drafted: string; migrated: string }> {
  const [drafted, migrated] = [await makeDatabase({ empty: true }), await makeDatabase()]
  onTestFinished(() => drafted.drop())
  onTestFinished(() => migrated.drop())
  await runOn(drafted.url, ...(await draft(tables)))
  return { drafted: drafted.url, migrated: migrated.url }
}

/** The migrations' own bookkeeping is no part of the description. */
const readTables = async (url: string): Promise<string[]> =>
  (await describeTables(url)).filter((line) => !/\b(drizzle_migrations|migration_lock)\b/.test(line))

test('the description of the tables and the migrated tables are the same', async () => {
  const { drafted, migrated } = await makeBoth()
  const described = await readTables(drafted)
  expect(described.length).toBeGreaterThan(150)
  expect(await readTables(migrated)).toEqual(described)
})

test.each([
  ['a column more', 'alter table users add column more text'],
  ['another type', 'alter table giveaways alter column max_tickets type bigint'],
  ['a column that may be empty', 'alter table users alter column display_name drop not null'],
  ['another default', `alter table bot_configs alter column language set default 'de'`],
  [
    'another check',
    'alter table timers drop constraint timers_every_seconds_check; alter table timers add constraint timers_every_seconds_check check (every_seconds >= 30)',
  ],
  ['no foreign key', 'alter table sessions drop constraint sessions_user_id_users_id_fk'],
  [
    'an index that is not unique',
    'drop index giveaways_open_word_unique; create index giveaways_open_word_unique on giveaways (streamer_id, word)',
  ],
  ['no identity', 'alter table users alter column id drop identity'],
])('the comparison sees %s in the migrated tables', async (_, change) => {
  const { drafted, migrated } = await makeBoth()
  await runOn(migrated, change)
  expect(await readTables(migrated)).not.toEqual(await readTables(drafted))
})

test('the comparison sees a table that only the description lacks', async () => {
  const { timers: _, ...fewer } = schema
  const { drafted, migrated } = await makeBoth(fewer)
  expect(await readTables(migrated)).not.toEqual(await readTables(drafted))
})
