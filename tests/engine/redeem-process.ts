/**
 * Redeems a reward for many people, one order each, when it is told to: at the first instant of a day, all at once. With `stop` it stands
 * still within its transaction, its numbers taken and nothing committed, until it is killed.
 */
import { once } from 'node:events'
import { writeSync } from 'node:fs'
import { createRedeeming } from '@streambot/shared/engine/redeem.ts'
import { readRedeem } from '@streambot/shared/giveaway/rewards.ts'
import type { Store } from '@streambot/shared/engine/ports/store.ts'
import { createClock, newMessage, openEngine, person } from '../support/engine.ts'

const [, , url = '', streamerId = '', at = '', from = '', count = '', stop] = process.argv
const engine = openEngine(url, createClock(new Date(at)))
const { ports, clock } = engine

/** Everything is done but the commit. */
const standStill: Store['transact'] = (work) =>
  ports.store.transact(async (tx) => {
    const answers = await work(tx)
    await tx.findSettings(Number(streamerId))
    writeSync(1, 'numbered')
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
    return answers
  })
const store: Store = stop === 'stop' ? { ...ports.store, transact: standStill } : ports.store
const { redeem } = createRedeeming({ ...ports, store })

await engine.store.findSettings(Number(streamerId))
writeSync(1, 'ready')
await once(process.stdin, 'data')
const answers = await Promise.all(
  Array.from({ length: Number(count) }, (_, index) => {
    const account = person(Number(from) + index)
    const message = { platform: account.platform, id: newMessage() }
    return redeem(Number(streamerId), { message, account, named: readRedeem('!redeem song'), sentAt: clock.now() })
  }),
)
writeSync(1, JSON.stringify(answers.map((answer) => (answer.ok ? answer.value.ticket : answer.code))))
await engine.close()
process.exit(0)
