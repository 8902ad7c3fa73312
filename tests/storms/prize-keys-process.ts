/**
 * A process of its own that asks for the keys of users until it is killed: `node prize-keys-process.ts URL STREAMER KEY GIVEAWAY USER ...`.
 * KEY is what prize keys are sealed with, in base64. Prints `USER KEY`, or `USER CODE` for a no, as soon as the answer is there.
 */
import { claimKey } from '@streambot/shared/engine/keys.ts'
import { createVault } from '@streambot/shared/runtime/crypto.ts'
import { createKeySeals } from '@streambot/shared/runtime/key-seals.ts'
import { createClock, openEngine } from '../support/engine.ts'

const [url = '', streamer = '', secret = '', giveawayId = '', ...users] = process.argv.slice(2)
const { ports, close } = openEngine(url, createClock())
const keySeals = createKeySeals(createVault([{ id: 'storm', key: Buffer.from(secret, 'base64') }]))

async function claim(userId: number): Promise<void> {
  const ask = { streamerId: Number(streamer), userId, giveawayId }
  const claimed = await claimKey({ ...ports, keySeals }, ask, { actor: `user:${userId}` })
  process.stdout.write(`${userId} ${claimed.ok ? claimed.value.key : claimed.code}\n`)
}

for (let from = 0; from < users.length; from += 5)
  await Promise.all(users.slice(from, from + 5).map((userId) => claim(Number(userId))))
await close()
