import type { ChatPosition, PositionStore } from '@streambot/shared/engine/ports/chat.ts'
import { createBookmark } from '@streambot/shared/platforms/youtube/bookmark.ts'
import { createPositionStore } from '@streambot/shared/store/chat-positions.ts'
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { makeDatabase } from '../../support/database.ts'
import { createInbox } from '../../support/inbox.ts'
import { openPool } from '../../support/pool.ts'

const at = (page: number): ChatPosition => ({ chatId: 'chat', pageToken: `page-${page}`, readUntil: new Date(page) })
const lagMs = 10_000
const saved = createInbox<string>()
let warnings = 0

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

async function open() {
  const database = await makeDatabase()
  const pool = openPool(database.url)
  onTestFinished(async () => {
    await pool.end()
    await database.drop()
  })
  return createPositionStore(pool)
}

/** Tells what is saved, once it is. */
function watched(store: PositionStore): PositionStore {
  return {
    ...store,
    async save(platform, channelId, position) {
      await store.save(platform, channelId, position)
      saved.add(position.pageToken)
    },
  }
}

const make = (store: PositionStore) =>
  createBookmark({ channelId: 'UC1', store, lagMs, log: { warn: () => void warnings++ } })

test('a position is kept once its messages have had time to be committed, not before', async () => {
  const store = await open()
  const bookmark = make(watched(store))
  bookmark.note(at(1))
  vi.advanceTimersByTime(lagMs - 1)
  bookmark.note(at(2))
  expect(await store.find('youtube', 'UC1')).toBeUndefined()
  vi.advanceTimersByTime(1)
  await saved.until((page) => page === 'page-1')
  expect(await make(store).find('chat')).toEqual(at(1))
  vi.advanceTimersByTime(lagMs)
  await saved.until((page) => page === 'page-2')
  expect(await make(store).find('chat')).toEqual(at(2))
})

test('what is not old enough at the end is not kept: its messages come once more', async () => {
  const store = await open()
  const bookmark = make(store)
  bookmark.note(at(1))
  await bookmark.close()
  vi.advanceTimersByTime(lagMs)
  expect(await store.find('youtube', 'UC1')).toBeUndefined()
})

test('a process goes on where it was itself, another chat begins anew', async () => {
  const store = await open()
  const bookmark = make(store)
  bookmark.note(at(7))
  expect(await bookmark.find('chat')).toEqual(at(7))
  expect(await bookmark.find('another chat')).toBeUndefined()
  await bookmark.close()
})

test('a database that is away is a warning, and the next position is kept', async () => {
  const store = await open()
  let isAway = true
  const bookmark = make(
    watched({
      ...store,
      save: (...asked) => (isAway ? Promise.reject(new Error('The database is away.')) : store.save(...asked)),
    }),
  )
  warnings = 0
  bookmark.note(at(3))
  vi.advanceTimersByTime(lagMs)
  await bookmark.close()
  expect(warnings).toBe(1)
  isAway = false
  bookmark.note(at(4))
  vi.advanceTimersByTime(lagMs)
  await saved.until((page) => page === 'page-4')
})
