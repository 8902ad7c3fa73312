import { shareDemo } from '@streambot/app/demo-people.ts'
import { beforeEach, expect, test } from 'vitest'
import { person, type TestEngine } from '../support/engine.ts'
import { withEngine } from '../support/with-engine.ts'

let engine: TestEngine
let streamerId: number
withEngine((opened) => void ({ engine } = opened))
beforeEach(async () => {
  streamerId = await engine.store.addStreamer('streamer')
})

test('the streamer of the demo has one moderator, however often it is started', async () => {
  for (let start = 1; start <= 2; start++) await shareDemo(engine.ports, streamerId, [[person(1)], [person(2)]])
  const grants = await engine.store.listGrants(streamerId, engine.clock.now())
  expect(grants).toMatchObject([{ role: 'moderator', status: 'active', helperName: person(1).name }])
})

test('where nobody linked an account nobody helps', async () => {
  await shareDemo(engine.ports, streamerId, [])
  expect(await engine.store.listGrants(streamerId, engine.clock.now())).toEqual([])
})
