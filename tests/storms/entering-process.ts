/**
 * A process of its own that enters people until it is killed: `node entering-process.ts URL GIVEAWAY FROM TO`. Prints one line for each
 * acknowledged entry, the person's number, as soon as the engine has answered.
 */
import { createClock, openEngine, person, askOf } from '../support/engine.ts'

const [url = '', giveawayId = '', from = '0', to = '0'] = process.argv.slice(2)
const engine = openEngine(url, createClock())

async function enter(number: number): Promise<void> {
  const ask = askOf(person(number), engine.clock, { message: { platform: 'twitch', id: `storm-${number}` } })
  const decision = await engine.entering.enter(giveawayId, ask)
  if (decision.ok) process.stdout.write(`${number}\n`)
}

// Waves, so that many batches are in every state when the kill comes.
const wave = 100
for (let start = Number(from); start < Number(to); start += wave) {
  await Promise.all(Array.from({ length: Math.min(wave, Number(to) - start) }, (_, index) => enter(start + index)))
}
await engine.close()
