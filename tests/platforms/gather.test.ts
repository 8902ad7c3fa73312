import { createGathering, patienceMs } from '@streambot/shared/platforms/gather.ts'
import { expect, test, vi } from 'vitest'

/** A gathering whose calls the test answers one by one. */
function open(size: number, calls: number) {
  let time = 0
  const asked: { readonly ids: readonly string[]; answer(): void; fail(error: Error): void }[] = []
  const find = createGathering({
    size,
    calls,
    now: () => time,
    ask: (ids) =>
      new Promise((resolve, reject) => {
        const answer = () => resolve(new Map(ids.filter((id) => id !== 'nobody').map((id) => [id, `${id}!`])))
        asked.push({ ids, answer, fail: reject })
      }),
  })
  return { find, asked, turn: (ms: number) => void (time += ms) }
}

test('questions gather while the calls that are allowed are under way, and each gets its own answer', async () => {
  const { find, asked } = open(3, 1)
  const all = ['a', 'b', 'nobody', 'd', 'e'].map((id) => find(id))
  expect(asked.map(({ ids }) => ids)).toEqual([['a']])
  asked[0]?.answer()
  expect(await all[0]).toBe('a!')
  await vi.waitFor(() => expect(asked.map(({ ids }) => ids)).toEqual([['a'], ['b', 'nobody', 'd']]))
  asked[1]?.answer()
  expect(await Promise.all(all.slice(1, 4))).toEqual(['b!', undefined, 'd!'])
  await vi.waitFor(() => expect(asked).toHaveLength(3))
  asked[2]?.answer()
  expect(await all[4]).toBe('e!')
})

test('no more calls are under way than allowed', async () => {
  const { find, asked } = open(1, 2)
  const all = ['a', 'b', 'c'].map((id) => find(id))
  expect(asked).toHaveLength(2)
  asked[1]?.answer()
  await all[1]
  await vi.waitFor(() => expect(asked.map(({ ids }) => ids)).toEqual([['a'], ['b'], ['c']]))
})

test('a call that fails fails its own questions only', async () => {
  const { find, asked } = open(1, 1)
  const [first, second] = [find('a'), find('b')]
  asked[0]?.fail(new Error('away'))
  await expect(first).rejects.toThrow('away')
  await vi.waitFor(() => expect(asked).toHaveLength(2))
  asked[1]?.answer()
  expect(await second).toBe('b!')
})

test('whoever waited too long is not asked about any more', async () => {
  const { find, asked, turn } = open(1, 1)
  const [first, second] = [find('a'), find('b')]
  turn(patienceMs + 1)
  asked[0]?.answer()
  expect(await first).toBe('a!')
  await expect(second).rejects.toThrow('Too many people')
  expect(asked).toHaveLength(1)
})

test('questions gather before each call where that is asked for', async () => {
  const waits: (() => void)[] = []
  const asked: (readonly string[])[] = []
  const find = createGathering({
    size: 2,
    calls: 1,
    now: () => 0,
    gather: () => new Promise((resolve) => waits.push(resolve)),
    ask: async (ids) => (asked.push(ids), new Map(ids.map((id) => [id, `${id}!`]))),
  })
  const all = ['a', 'b', 'c'].map((id) => find(id))
  expect(asked).toEqual([])
  waits[0]?.()
  expect(await Promise.all(all.slice(0, 2))).toEqual(['a!', 'b!'])
  expect(asked).toEqual([['a', 'b']])
  await vi.waitFor(() => expect(waits).toHaveLength(2))
  waits[1]?.()
  expect(await all[2]).toBe('c!')
})
