import { CopyRows, uuidBytes } from '@streambot/shared/store/copy-rows.ts'
import { openStore, type OpenStore } from '@streambot/shared/store/open.ts'
import { type Session, transact } from '@streambot/shared/store/transaction.ts'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let store: OpenStore

beforeAll(async () => {
  database = await makeDatabase()
  store = openStore({ url: database.url, connections: 1 })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

const columns =
  'small integer, large bigint, at timestamptz, id uuid, said text CHECK (length(said) < 1000000), facts jsonb'

/** Text as PostgreSQL can hold it: without NUL, and of whole characters. */
const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'))
const row = fc.record({
  small: fc.integer(),
  large: fc.maxSafeInteger(),
  at: fc.date({ min: new Date('1970-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
  id: fc.uuid(),
  said: fc.oneof(
    text,
    fc.nat(70_000).map((length) => 'ä'.repeat(length)),
  ),
  facts: fc.dictionary(text, fc.oneof(text, fc.integer(), fc.constant(null))),
})
type Row = typeof row extends fc.Arbitrary<infer Value> ? Value : never

async function copyBack({ send, copy, query }: Session, rows: readonly Row[]): Promise<Row[]> {
  send(`CREATE TEMP TABLE copied (position serial, ${columns}) ON COMMIT DROP`)
  const copied = new CopyRows()
  for (const { small, large, at, id, said, facts } of rows)
    copied.row(6).integer(small).bigint(large).time(at).uuid(uuidBytes(id)).text(said).json(JSON.stringify(facts))
  copy('copied (small, large, at, id, said, facts)', copied)
  return query<Row>('SELECT small, large, at, id, said, facts FROM copied ORDER BY position')
}

test('rows arrive as they were, however many and however long', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 60 }), async (rows) => {
      expect(await transact(store.pool, (session) => copyBack(session, rows))).toEqual(
        rows.map((one) => ({ ...one, facts: { ...one.facts } })),
      )
    }),
    { numRuns: 100 },
  )
})

test.for([
  ['rows that break a rule', (one: CopyRows) => one.row(1).text('x'.repeat(1_000_000)), 'refused (said)', '23514'],
  ['rows for a table that is not there', (one: CopyRows) => one.row(1).text('x'), 'nowhere (said)', '42P01'],
  ['rows with too few fields', (one: CopyRows) => one.row(1).text('x'), 'refused (said, small)', '22P04'],
] as const)('%s fail the transaction, and the connection goes on', async ([, write, into, code]) => {
  const failing = transact(store.pool, async ({ send, copy, query }) => {
    send(`CREATE TABLE refused (${columns})`)
    copy(into, write(new CopyRows()))
    send('SELECT 1')
    await query('SELECT 2')
  })
  await expect(failing).rejects.toMatchObject({ code })
  const { rows } = await store.pool.query("SELECT to_regclass('refused') AS left")
  expect(rows).toEqual([{ left: null }])
})
