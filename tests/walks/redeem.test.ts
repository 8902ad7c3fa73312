import { addReward } from '@streambot/shared/engine/set-reward.ts'
import { usualReward } from '@streambot/shared/giveaway/rewards.ts'
import { examine } from '@streambot/shared/store/doctor.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { openStage, type Stage } from '../support/stage.ts'

let database: TestDatabase
let stage: Stage

beforeEach(async () => {
  database = await makeDatabase()
  stage = await openStage(database.url)
})
afterEach(async () => {
  await stage.close()
  await database.drop()
})

const listed = async () =>
  (await stage.store.listOrders(stage.streamerId, undefined, { after: undefined, count: 10 })).toReversed()

test('two viewers redeem, one is served, the other gets the points back: sockets, rows, replies', async () => {
  const rules = { ...usualReward, name: 'Song request', price: 0 }
  const clock = { now: () => new Date(Date.now() - 60_000) }
  const added = await addReward({ store: stage.store, clock }, stage.streamerId, rules, { actor: 'test' })
  expect(added.ok).toBe(true)
  stage.says(0, '!redeem song request Africa')
  await stage.hears(/your ticket for Song request is A-001/)
  stage.says(1, '!redeem song request')
  await stage.hears(/your ticket for Song request is A-002/)
  expect(await listed()).toMatchObject([
    { number: 1, said: 'Africa', status: 'pending' },
    { number: 2, said: '', status: 'pending' },
  ])
  stage.says('host', '!next')
  await stage.hears(/Now serving A-001: @.*, Song request\./)
  stage.says('host', '!refund A-002')
  await stage.hears(/Ticket A-002 of @.* is cancelled\./)
  await vi.waitFor(async () => expect((await listed()).map(({ status }) => status)).toEqual(['serving', 'refunded']))
  expect((await examine(database.url)).flatMap((finding) => finding.broken)).toEqual([])
  expect(stage.faults).toEqual([])
}, 60_000)
