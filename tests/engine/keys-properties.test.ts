/** Whatever is done with prize keys, in whatever order and by two engines at once: one key, one viewer (promise P5). */
import { cancelGiveaway } from '@streambot/shared/engine/manage.ts'
import { redrawWinner } from '@streambot/shared/engine/redraw.ts'
import { removeKeys } from '@streambot/shared/engine/keys.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { TestDatabase } from '../support/database.ts'
import { person, type TestEngine } from '../support/engine.ts'
import { signInAs } from '../support/people.ts'
import { addKeys, askForKey, drawAmong, fillPool, keysFrom } from '../support/prizes.ts'
import { withTwoEngines } from '../support/with-engine.ts'
import { expectHealthy } from './healthy.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
withTwoEngines((opened) => void ({ database, one, two } = opened))

const cause = { actor: 'test' }
const [crowd, pools] = [5, 2]

const step = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ what: fc.constant('add'), pool: fc.nat(pools - 1), count: fc.integer({ min: 1, max: 3 }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      what: fc.constant('draw'),
      pool: fc.nat(pools - 1),
      winners: fc.integer({ min: 1, max: 3 }),
    }),
  },
  { weight: 6, arbitrary: fc.record({ what: fc.constant('ask'), who: fc.nat(crowd - 1), giveaway: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ what: fc.constant('redraw'), giveaway: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('cancel'), giveaway: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ what: fc.constant('remove'), pool: fc.nat(pools - 1) }) },
)

type Step = { what: string; pool?: number; count?: number; winners?: number; who?: number; giveaway?: number }

let keys = 0
let people = 0

test('nobody sees a key that somebody else saw, a person sees one key of a pool, and the doctor finds nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, step), { minLength: 4, maxLength: 8 }), async (pairs) => {
      const streamerId = await one.store.addStreamer('streamer', { graceSeconds: 0, revealSeconds: 600 })
      const accounts = Array.from({ length: crowd }, () => person(++people))
      const users = await Promise.all(accounts.map((account) => signInAs(one, account)))
      const poolIds = [await fillPool(one, streamerId, []), await fillPool(one, streamerId, [])]
      const giveaways: { giveaway: Giveaway; poolId: number }[] = []
      const seen = new Map<string, string>()
      const act = async (engine: TestEngine, { what, ...at }: Step): Promise<void> => {
        const poolId = poolIds[at.pool ?? 0] ?? 0
        const meant = giveaways[(at.giveaway ?? 0) % Math.max(1, giveaways.length)]
        if (what === 'add') await addKeys(engine, streamerId, poolId, keysFrom((keys += 10), at.count ?? 1).join('\n'))
        if (what === 'remove') await removeKeys(engine.ports, { streamerId, poolId, keyId: undefined }, cause)
        if (what === 'draw') {
          const giveaway = await drawAmong(engine, streamerId, accounts, { poolId, winners: at.winners ?? 1 })
          giveaways.push({ giveaway, poolId })
        }
        if (!meant) return
        if (what === 'cancel') await cancelGiveaway(engine.ports, meant.giveaway.id, cause)
        if (what === 'redraw') await redrawWinner(engine.ports, meant.giveaway.id, { reason: 'test' }, cause)
        if (what !== 'ask') return
        const who = at.who ?? 0
        const told = await askForKey(engine, streamerId, users[who] ?? 0, meant.giveaway)
        if (!told.startsWith('KEY-')) return
        const holder = `${who} of ${meant.poolId}`
        expect(seen.get(told) ?? holder).toBe(holder)
        expect([...seen].find(([key, whose]) => whose === holder && key !== told)).toBeUndefined()
        seen.set(told, holder)
      }
      for (const [here, there] of pairs) await Promise.all([act(one, here), act(two, there)])
    }),
    { numRuns: 25 },
  )
  await expectHealthy(database.url)
}, 120_000)
