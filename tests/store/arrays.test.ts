import { bigints, floats, integers, texts } from '@streambot/shared/store/arrays.ts'
import fc from 'fast-check'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'

let database: TestDatabase
let client: Client

beforeAll(async () => {
  database = await makeDatabase()
  client = new Client(database.url)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

async function readBack(type: string, values: Buffer): Promise<unknown> {
  const { rows } = await client.query<{ same: unknown }>(`SELECT $1::${type}[] AS same`, [values])
  return rows[0]?.same
}

/** Text as PostgreSQL can hold it: without NUL, and of whole characters. */
const text = fc.string({ unit: 'grapheme' }).filter((value) => !value.includes('\0'))
const sharp = fc.string({ unit: fc.constantFrom('"', '\\', ',', '{', '}', ' ', 'N', 'U', 'L', '\n', "'") })

test('texts arrive as they were, whatever they hold', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(text, sharp)), async (values) => {
      expect(await readBack('text', texts(values))).toEqual(values)
    }),
    { numRuns: 200 },
  )
})

test('whole and broken numbers arrive as they were', async () => {
  const whole = [0, 1, -1, 2 ** 31, -(2 ** 31), 2 ** 32, -(2 ** 32), -(2 ** 32) - 1, 2 ** 53 - 1, -(2 ** 53) + 1]
  expect(await readBack('bigint', bigints(whole))).toEqual(whole.map(String))
  expect(await readBack('integer', integers([0, 1, -1, 2 ** 31 - 1, -(2 ** 31)]))).toEqual([
    0,
    1,
    -1,
    2 ** 31 - 1,
    -(2 ** 31),
  ])
  expect(await readBack('float8', floats([0, 0.5, -1_763_726_400_123]))).toEqual([0, 0.5, -1_763_726_400_123])
})

test('an array of nothing is one', async () => {
  for (const [type, array] of [
    ['bigint', bigints([])],
    ['integer', integers([])],
    ['float8', floats([])],
    ['text', texts([])],
  ] as const) {
    expect(await readBack(type, array), type).toEqual([])
  }
})
