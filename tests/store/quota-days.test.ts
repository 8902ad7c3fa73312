import { createQuotaStore } from '@streambot/shared/store/quota-days.ts'
import { expect, onTestFinished, test } from 'vitest'
import { makeDatabase } from '../support/database.ts'
import { openPool } from '../support/pool.ts'

async function open() {
  const database = await makeDatabase()
  const pool = openPool(database.url)
  onTestFinished(async () => {
    await pool.end()
    await database.drop()
  })
  return createQuotaStore(pool)
}

test('units of a day add up; days, projects and platforms do not', async () => {
  const store = await open()
  expect(await store.spend('youtube', '1', '2026-11-21', 5)).toBe(5)
  expect(await store.spend('youtube', '1', '2026-11-21', 50)).toBe(55)
  expect(await store.spend('youtube', '1', '2026-11-22', 1)).toBe(1)
  expect(await store.spend('youtube', '2', '2026-11-21', 1)).toBe(1)
  expect(await store.spend('kick', '1', '2026-11-21', 1)).toBe(1)
  expect(await store.spend('youtube', '1', '2026-11-21', 0)).toBe(55)
})

test('of many who count at once none is lost', async () => {
  const store = await open()
  const sums = await Promise.all(Array.from({ length: 40 }, () => store.spend('youtube', '1', '2026-11-21', 5)))
  expect(sums.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => 5 * (index + 1)))
})
