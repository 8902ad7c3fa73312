import { Client } from 'pg'
import { expect, onTestFinished, test } from 'vitest'
import { makeDatabase } from './database.ts'

async function countTables(url: string): Promise<number> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int from information_schema.tables where table_schema = 'public'`,
  )
  await client.end()
  return rows[0]?.count ?? -1
}

test('a test database has the tables, and its own rows', async () => {
  const [one, other] = [await makeDatabase(), await makeDatabase()]
  onTestFinished(() => one.drop())
  onTestFinished(() => other.drop())
  expect(one.url).not.toBe(other.url)
  expect(await countTables(one.url)).toBeGreaterThan(10)
})

test('an empty test database has no tables', async () => {
  const empty = await makeDatabase({ empty: true })
  onTestFinished(() => empty.drop())
  expect(await countTables(empty.url)).toBe(0)
})
