import { type BatchOptions, createBatches } from '@streambot/shared/engine/batch.ts'
import { OutageError } from '@streambot/shared/engine/ports/store.ts'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'

/** A commit that the test ends. */
interface Call {
  readonly key: string
  readonly asks: readonly number[]
  /** Commits: each ask is answered with `done N`. */
  finish(): void
  /** The batch has its place: the next one may start. */
  onward(): void
  answer(answers: readonly string[]): void
  fail(error: Error): void
}

/** Batches whose commits wait for the test. `call(1)` is the second one, as soon as it is made. */
function control(options: Partial<BatchOptions<number, string>> = {}) {
  const calls = Array.from({ length: 20 }, () => Promise.withResolvers<Call>())
  let made = 0
  const commit = (key: string, asks: readonly number[], onward: () => void) => {
    const { promise, resolve, reject } = Promise.withResolvers<readonly string[]>()
    calls[made++]?.resolve({
      key,
      asks,
      finish: () => resolve(asks.map((ask) => `done ${ask}`)),
      onward,
      answer: resolve,
      fail: reject,
    })
    return promise
  }
  const batches = createBatches<number, string>({ commit, size: 100, limit: 100, busy: 'busy', ...options })
  const call = (index: number): Promise<Call> => calls[index]?.promise ?? Promise.reject(new Error('too many calls'))
  return { batches, call, made: () => made }
}

describe('asks', () => {
  test('an idle key takes a batch of one at once', async () => {
    const { batches, call, made } = control()
    const answer = batches.ask('a', 1)
    expect(made()).toBe(1)
    const first = await call(0)
    expect(first).toMatchObject({ key: 'a', asks: [1] })
    first.finish()
    expect(await answer).toBe('done 1')
  })

  test('gather while a batch is in flight, and go together in their order', async () => {
    const { batches, call, made } = control()
    const answers = [1, 2, 3, 4].map((ask) => batches.ask('a', ask))
    expect(made()).toBe(1)
    ;(await call(0)).finish()
    const second = await call(1)
    expect(second.asks).toEqual([2, 3, 4])
    second.finish()
    expect(await Promise.all(answers)).toEqual(['done 1', 'done 2', 'done 3', 'done 4'])
    expect(made()).toBe(2)
  })

  test('a whole batch starts once the one before has its place, and those after it wait for that one’s commit', async () => {
    const { batches, call, made } = control({ size: 2 })
    const answers = [1, 2, 3].map((ask) => batches.ask('a', ask))
    const first = await call(0)
    first.onward()
    const second = await call(1)
    expect(second.asks).toEqual([2, 3])
    answers.push(...[4, 5].map((ask) => batches.ask('a', ask)))
    second.onward()
    await new Promise((resolve) => setImmediate(resolve))
    expect(made()).toBe(2)
    first.finish()
    const third = await call(2)
    expect(third.asks).toEqual([4, 5])
    third.finish()
    second.finish()
    expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5].map((ask) => `done ${ask}`))
  })

  test('fewer wait for others to join them, until a batch is whole or the one before is committed', async () => {
    const { batches, call, made } = control({ size: 3 })
    const answers = [1, 2].map((ask) => batches.ask('a', ask))
    const first = await call(0)
    first.onward()
    await new Promise((resolve) => setImmediate(resolve))
    expect(made()).toBe(1)
    answers.push(...[3, 4].map((ask) => batches.ask('a', ask)))
    const second = await call(1)
    expect(second.asks).toEqual([2, 3, 4])
    answers.push(batches.ask('a', 5))
    first.finish()
    second.finish()
    const third = await call(2)
    expect(third.asks).toEqual([5])
    third.finish()
    expect(await Promise.all(answers)).toEqual([1, 2, 3, 4, 5].map((ask) => `done ${ask}`))
  })

  test('draining waits for a batch whose place is sure but whose commit is not', async () => {
    const { batches, call } = control()
    const answer = batches.ask('a', 1)
    const first = await call(0)
    first.onward()
    let drained = false
    const draining = batches.drain().then(() => (drained = true))
    await new Promise((resolve) => setImmediate(resolve))
    expect(drained).toBe(false)
    first.finish()
    await draining
    expect(await answer).toBe('done 1')
  })

  test('are answered only after their commit', async () => {
    const { batches, call } = control()
    const heard: string[] = []
    const first = batches.ask('a', 1).then((answer) => heard.push(answer))
    const second = batches.ask('a', 2).then((answer) => heard.push(answer))
    ;(await call(0)).finish()
    await first
    const next = await call(1)
    expect(heard).toEqual(['done 1'])
    next.finish()
    await second
    expect(heard).toEqual(['done 1', 'done 2'])
  })

  test('of another key do not wait', async () => {
    const { batches, call } = control()
    const answers = [batches.ask('a', 1), batches.ask('b', 2)]
    const [a, b] = [await call(0), await call(1)]
    expect([a.key, b.key]).toEqual(['a', 'b'])
    b.finish()
    expect(await answers[1]).toBe('done 2')
    a.finish()
    expect(await answers[0]).toBe('done 1')
  })

  test('more than a batch may hold take several batches', async () => {
    const { batches, call } = control({ size: 3 })
    const answers = Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map((ask) => batches.ask('a', ask)))
    const sizes: number[] = []
    for (const index of [0, 1, 2, 3]) {
      const made = await call(index)
      sizes.push(made.asks.length)
      made.finish()
    }
    expect(sizes).toEqual([1, 3, 3, 1])
    expect(await answers).toHaveLength(8)
  })

  test('past the limit of the queue are busy at once, and the key recovers', async () => {
    const { batches, call } = control({ limit: 2 })
    const [inFlight, ...waiting] = [1, 2, 3].map((ask) => batches.ask('a', ask))
    expect(await batches.ask('a', 4)).toBe('busy')
    const other = batches.ask('b', 5)
    ;(await call(1)).finish()
    expect(await other).toBe('done 5')
    ;(await call(0)).finish()
    expect(await inFlight).toBe('done 1')
    const second = await call(2)
    const late = batches.ask('a', 6)
    second.finish()
    expect(await Promise.all(waiting)).toEqual(['done 2', 'done 3'])
    ;(await call(3)).finish()
    expect(await late).toBe('done 6')
  })
})

describe('a commit that fails', () => {
  /** Commits in memory, but refuses any batch that holds a culprit. */
  function createStrict(isCulprit: (ask: number) => boolean, size = 100) {
    const committed: number[] = []
    const tried: number[][] = []
    const commit = async (_: string, asks: readonly number[]) => {
      tried.push([...asks])
      if (asks.some(isCulprit)) throw new Error(`cannot commit ${asks.filter(isCulprit).join()}`)
      committed.push(...asks)
      return asks.map((ask) => `done ${ask}`)
    }
    return { batches: createBatches<number, string>({ commit, size, limit: 1_000, busy: 'busy' }), committed, tried }
  }

  test('is halved until the culprit stands alone, and the others go through', async () => {
    const { batches, tried } = createStrict((ask) => ask === 6)
    const settled = await Promise.allSettled([0, 1, 2, 3, 4, 5, 6, 7, 8].map((ask) => batches.ask('a', ask)))
    expect(tried).toEqual([[0], [1, 2, 3, 4, 5, 6, 7, 8], [1, 2, 3, 4], [5, 6, 7, 8], [5, 6], [5], [6], [7, 8]])
    expect(settled.map((one) => one.status === 'fulfilled')).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8].map((n) => n !== 6))
    expect(settled[6]).toMatchObject({ reason: new Error('cannot commit 6') })
  })

  test('whoever breaks it, exactly those are refused, and each other ask is committed once, in order', async () => {
    const someAsks = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(someAsks, fc.integer({ min: 1, max: 10 }), async (culprits, size) => {
        const { batches, committed } = createStrict((ask) => culprits[ask] === true, size)
        const settled = await Promise.allSettled(culprits.map((_, ask) => batches.ask('a', ask)))
        const good = [...culprits.keys()].filter((ask) => !culprits[ask])
        expect(committed).toEqual(good)
        expect(settled.map((one) => (one.status === 'fulfilled' ? one.value : 'broken'))).toEqual(
          culprits.map((isCulprit, ask) => (isCulprit ? 'broken' : `done ${ask}`)),
        )
      }),
      { seed: 1 },
    )
  })

  test('by an outage fails all its asks without splitting, and the next batch is tried', async () => {
    const { batches, call, made } = control()
    const answers = [1, 2, 3, 4].map((ask) => batches.ask('a', ask))
    ;(await call(0)).finish()
    const outage = new OutageError('The database has been away for half a minute.')
    const second = await call(1)
    const late = batches.ask('a', 5)
    second.fail(outage)
    const settled = await Promise.allSettled(answers)
    expect(settled.slice(1)).toEqual([2, 3, 4].map(() => ({ status: 'rejected', reason: outage })))
    const third = await call(2)
    expect(third.asks).toEqual([5])
    third.finish()
    expect(await late).toBe('done 5')
    expect(made()).toBe(3)
  })

  test('before it returns a promise is a failure like any other', async () => {
    const commit = (): never => {
      throw new Error('no commit')
    }
    const batches = createBatches<number, string>({ commit, size: 1, limit: 1, busy: 'busy' })
    await expect(batches.ask('a', 1)).rejects.toThrow('no commit')
    await expect(batches.ask('a', 2)).rejects.toThrow('no commit')
  })

  test('to answer all is told to those without an answer, and not repeated', async () => {
    const { batches, call, made } = control()
    const answers = Promise.allSettled([1, 2, 3].map((ask) => batches.ask('a', ask)))
    ;(await call(0)).finish()
    ;(await call(1)).answer(['done 2'])
    const settled = await answers
    expect(settled.map((one) => one.status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(settled[2]).toMatchObject({ reason: { message: expect.stringContaining('number 2 got no answer') } })
    expect(made()).toBe(2)
  })
})

describe('draining', () => {
  test('an idle engine is drained at once', async () => {
    await expect(control().batches.drain()).resolves.toBeUndefined()
  })

  test('waits for what is in flight, what waits, and what is asked meanwhile under any key', async () => {
    const { batches, call } = control()
    const heard: string[] = []
    const ask = (key: string, number: number) => void batches.ask(key, number).then((answer) => heard.push(answer))
    ask('a', 1)
    ask('b', 2)
    ask('a', 3)
    const drained = batches.drain().then(() => heard.push('drained'))
    ;(await call(0)).finish()
    ;(await call(1)).finish()
    const third = await call(2)
    ask('a', 4)
    ask('c', 5)
    third.finish()
    const fifth = await call(3)
    ;(await call(4)).finish()
    await vi.waitFor(() => expect(heard).toContain('done 4'))
    expect(fifth.asks).toEqual([5])
    expect(heard).not.toContain('drained')
    fifth.finish()
    await drained
    expect(heard).toEqual(['done 1', 'done 2', 'done 3', 'done 4', 'done 5', 'drained'])
  })

  test('a failure does not keep it from ending', async () => {
    const { batches, call } = control()
    const answer = batches.ask('a', 1)
    const drained = batches.drain()
    ;(await call(0)).fail(new Error('broken'))
    await expect(answer).rejects.toThrow('broken')
    await drained
  })
})
