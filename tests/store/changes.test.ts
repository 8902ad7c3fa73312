import type { Changes, ChangesPlace } from '@streambot/shared/engine/ports/channel.ts'
import type { Tx } from '@streambot/shared/engine/ports/store.ts'
import type { StreamerId } from '@streambot/shared/giveaway/words.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { openEngine, type TestEngine } from '../support/engine.ts'
import { begin } from '../support/slow.ts'

let database: TestDatabase
let engine: TestEngine
let streamerId: StreamerId

beforeAll(async () => {
  database = await makeDatabase()
  engine = openEngine(database.url)
  streamerId = await engine.store.addStreamer('streamer')
})
afterAll(async () => {
  await engine.close()
  await database.drop()
})

const does = (action: string) => (tx: Tx) => tx.addAudit(streamerId, 'test', action, undefined, {})

function look(after?: ChangesPlace): Promise<Changes & { readonly place: ChangesPlace }> {
  return engine.store.findChanges(streamerId, engine.clock.now(), after)
}

/** Goes on from a place, look after look. */
async function follow() {
  let { place } = await look()
  return async (): Promise<readonly string[]> => {
    const found = await look(place)
    place = found.place
    return found.actions
  }
}

test('what a slow transaction did is told when it commits, though a quick one was faster', async () => {
  const next = await follow()
  const slow = await begin(engine)
  await slow.does(does('slow'))
  const quick = await begin(engine)
  await quick.does(does('quick'))
  await quick.commits()
  expect(await next()).toEqual([])
  await slow.commits()
  expect([...(await next())].toSorted()).toEqual(['quick', 'slow'])
  expect(await next()).toEqual([])
})

test('who begins while a transaction is under way is told what it did', async () => {
  const slow = await begin(engine)
  await slow.does(does('under way'))
  const next = await follow()
  await slow.commits()
  expect(await next()).toEqual(['under way'])
})

test('what was done before is not told, and nothing of another channel', async () => {
  const other = await engine.store.addStreamer('other')
  await engine.store.transact(async (tx) => does('before')(tx))
  const next = await follow()
  await engine.store.transact(async (tx) => tx.addAudit(other, 'test', 'elsewhere', undefined, {}))
  expect(await next()).toEqual([])
})

test('twenty writers at once: a reader that follows is told each action once', async () => {
  const next = await follow()
  const actions = Array.from({ length: 200 }, (_, index) => `action ${index}`)
  const told: string[] = []
  const writers = Array.from({ length: 20 }, async (_, writer) => {
    for (let index = writer; index < actions.length; index += 20)
      await engine.store.transact(async (tx) => {
        does(actions[index] ?? '')(tx)
        await tx.isWordFree(streamerId, '!wait')
      })
  })
  const all = Promise.all(writers).then(() => true)
  const haveEnded = () => Promise.race([all, new Promise<boolean>((resolve) => setImmediate(resolve, false))])
  while (!(await haveEnded())) told.push(...(await next()))
  told.push(...(await next()))
  expect(told.toSorted()).toEqual(actions.toSorted())
})
