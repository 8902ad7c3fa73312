import { keyPrize, phonePrize, stockDemo } from '@streambot/app/demo-shop.ts'
import { overlayOptionsSchema } from '@streambot/shared/contract/overlay.ts'
import { hashSecret } from '@streambot/api/secrets.ts'
import { beforeEach, expect, test } from 'vitest'
import type { TestEngine } from '../support/engine.ts'
import { post } from '../support/serve.ts'
import { withEngine } from '../support/with-engine.ts'

let engine: TestEngine
let streamerId: number
withEngine((opened) => void ({ engine } = opened))
beforeEach(async () => {
  streamerId = await engine.store.addStreamer('streamer')
})

const stock = () => stockDemo({ ...engine.ports, ...post }, streamerId)

test('a new demo has keys, settings that give them away, rewards, and an overlay that shows the queue', async () => {
  const token = await stock()
  const [pool] = await engine.store.listPools(streamerId)
  expect(pool).toMatchObject({ available: 60, assigned: 0 })
  const [keys, phones] = await engine.store.findTemplates(streamerId)
  expect(keys?.rules).toMatchObject({ poolId: pool?.id, winners: 2, claimSeconds: 30 })
  expect(keyPrize.options).toBe(`-template ${keys?.name}`)
  expect(phones?.rules).toMatchObject({ joinByCode: 'guests', presentMinutes: 5, claimSeconds: 30 })
  expect(phonePrize.options).toBe(`-template ${phones?.name}`)
  const rewards = await engine.store.findRewards(streamerId)
  expect(rewards.map(({ name, price }) => [name, price])).toEqual([
    ['Stretch', 0],
    ['Song request', 20],
    ['Next map', 50],
  ])
  const overlay = await engine.store.useOverlay(hashSecret(token ?? ''), new Date())
  expect(overlayOptionsSchema.parse(overlay?.options).widgets.serving.shown).toBe(true)
})

test('a demo that is started again keeps what it has, and the address of its overlay', async () => {
  const token = await stock()
  const [pool] = await engine.store.listPools(streamerId)
  const [reward] = await engine.store.findRewards(streamerId)
  await engine.store.transact(async (tx) => tx.removeReward(streamerId, reward?.id ?? 0, new Date()))
  expect(await stock()).toBe(token)
  expect(await engine.store.listPools(streamerId)).toEqual([pool])
  expect(await engine.store.findRewards(streamerId)).toHaveLength(2)
  expect(await engine.store.findOverlays(streamerId)).toHaveLength(1)
})
