import { countEntries } from '@streambot/shared/engine/count-entries.ts'
import type { DrawEntry } from '@streambot/shared/engine/ports/rows.ts'
import { digestEntries } from '@streambot/shared/giveaway/draw.ts'
import { expect, test } from 'vitest'

const id = '5f0d2f1a-7a41-4a8e-9b1f-6f2f9f1a0b3c'
const entries = Array.from({ length: 25 }, (_, index): DrawEntry => ({
  viewerId: 7_000_000_000 + index,
  platform: 'twitch',
  userId: `u${String(index).padStart(2, '0')}`,
  name: `Somebody ${index}`,
  tickets: 2 ** 31 - 1 - index,
}))

async function* inPagesOf(size: number) {
  for (let start = 0; start < entries.length; start += size) yield entries.slice(start, start + size)
}

test.each([
  ['as many as were counted', 25, 10],
  ['more than were counted, as when some came meanwhile', 3, 7],
  ['all new, where none was counted', 0, 1],
  ['fewer than were counted, as when some left', 40, 25],
])('entries in pages give one digest, and every ticket and viewer: %s', async (_, entryCount, size) => {
  const found = await countEntries({ id, entryCount }, [], inPagesOf(size))
  expect(found.digest).toBe(digestEntries(id, entries))
  expect([...found.tickets]).toEqual(entries.map(({ tickets }) => tickets))
  expect([...found.viewers]).toEqual(entries.map(({ viewerId }) => viewerId))
  expect(found.picked).toEqual([])
})

test('who was picked before is known by the account, also when somebody else is behind it now', async () => {
  const won = { ...entries[4], pick: 1, viewerId: 1, state: 'confirmed', drawnAt: new Date(), claimDeadline: undefined }
  const winners = [{ ...won, platform: 'twitch', userId: 'u04', decidedAt: undefined }] as never // only the account counts
  expect((await countEntries({ id, entryCount: 25 }, winners, inPagesOf(3))).picked).toEqual([4])
})

test('entries that stand out of order across two pages are refused', async () => {
  async function* turned() {
    yield entries.slice(10)
    yield entries.slice(0, 10)
  }
  await expect(countEntries({ id, entryCount: 25 }, [], turned())).rejects.toThrow('not in canonical order')
})
