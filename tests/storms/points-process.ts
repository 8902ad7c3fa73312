/**
 * A process of its own that adds 10 points to one viewer for each number, each under the number's key, until it is killed:
 * `node points-process.ts URL STREAMER FROM TO`. Prints `NUMBER BALANCE` for each answer, as soon as it is there.
 */
import { randomUUID } from 'node:crypto'
import { changePoints } from '@streambot/shared/engine/points.ts'
import { createClock, openEngine, person } from '../support/engine.ts'

const [url = '', streamer = '', from = '0', to = '0'] = process.argv.slice(2)
const engine = openEngine(url, createClock())
const streamerId = Number(streamer)

async function add(number: number): Promise<void> {
  const request = { id: randomUUID(), userId: streamerId, key: `storm-${number}`, fingerprint: 'the same' }
  const ask = { streamerId, to: person(1), change: 'add', amount: { kind: 'points', points: 10 } } as const
  const added = await changePoints(engine.ports, ask, { actor: `user:${streamerId}`, request })
  if (!added.ok) throw new Error(`Number ${number} was refused: ${added.code}`)
  process.stdout.write(`${number} ${added.value.balance}\n`)
}

for (let number = Number(from); number < Number(to); number += 5) {
  await Promise.all([0, 1, 2, 3, 4].map((more) => add(number + more)))
}
await engine.close()
