import { createPositionStore } from '@streambot/shared/store/chat-positions.ts'
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
  return createPositionStore(pool)
}

const position = { chatId: 'chat-1', pageToken: 'page-1', readUntil: new Date('2026-11-21T12:00:00.123Z') }
const later = { chatId: 'chat-2', pageToken: 'page-9', readUntil: new Date('2026-11-22T12:00:00Z') }

test('a channel has the position that was kept last', async () => {
  const store = await open()
  expect(await store.find('youtube', 'UC1')).toBeUndefined()
  await store.save('youtube', 'UC1', position)
  expect(await store.find('youtube', 'UC1')).toEqual(position)
  await store.save('youtube', 'UC1', later)
  expect(await store.find('youtube', 'UC1')).toEqual(later)
})

test('channels do not share a position, nor do platforms', async () => {
  const store = await open()
  await store.save('youtube', 'UC1', position)
  await store.save('youtube', 'UC2', later)
  expect(await store.find('youtube', 'UC1')).toEqual(position)
  expect(await store.find('kick', 'UC1')).toBeUndefined()
})
