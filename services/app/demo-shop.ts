/** What the streamer of the demo has beside people: prize keys, settings for what is given away, rewards for points, and an overlay. */
import { randomUUID } from 'node:crypto'
import { hashSecret, makeSecret } from '@streambot/api/secrets.ts'
import { overlayOptionsSchema } from '@streambot/shared/contract/overlay.ts'
import { importKeys, makePool } from '@streambot/shared/engine/keys.ts'
import { addOverlay } from '@streambot/shared/engine/overlays.ts'
import type { Ports } from '@streambot/shared/engine/ports.ts'
import type { KeySeals } from '@streambot/shared/engine/ports/keys.ts'
import type { OverlaySeals } from '@streambot/shared/engine/ports/overlays.ts'
import { addReward } from '@streambot/shared/engine/set-reward.ts'
import { readKeys } from '@streambot/shared/giveaway/keys.ts'
import { type RewardRules, usualReward } from '@streambot/shared/giveaway/rewards.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import type { PoolId, StreamerId } from '@streambot/shared/giveaway/words.ts'
import type { Prize } from '@streambot/simulator/host.ts'

type Needs = Ports & { readonly keySeals: KeySeals; readonly overlaySeals: OverlaySeals }

const cause = { actor: 'demo' }
const poolName = 'Game keys of the demo'
const keyCount = 60
const keysTemplate = 'keys'
const phonesTemplate = 'phones'

/** What the host of the demo types to give keys away: settings kept under a name say out of which pool. */
export const keyPrize: Prize = { word: '!key', title: 'A game key', options: `-template ${keysTemplate}` }

/** One that is joined by phone, also by guests. */
export const phonePrize: Prize = { word: '!poster', title: 'A signed poster', options: `-template ${phonesTemplate}` }

const rewards: readonly RewardRules[] = [
  { ...usualReward, name: 'Stretch', price: 0 },
  { ...usualReward, name: 'Song request', price: 20, prefix: 'S' },
  { ...usualReward, name: 'Next map', price: 50, stock: 5, prefix: 'M' },
]

/** Fills a demo that has no pool yet; another one stays as it is. Resolves with the token of the overlay it has. */
export async function stockDemo(ports: Needs, streamerId: StreamerId): Promise<string | undefined> {
  const made = await makePool(ports, { streamerId, name: poolName, prizeClass: undefined }, cause)
  if (made.ok) {
    await addKeys(ports, streamerId, made.value.id)
    await keepSettings(ports, streamerId, made.value.id)
    for (const reward of rewards) await addReward(ports, streamerId, reward, cause)
    await addDemoOverlay(ports, streamerId)
  }
  const [overlay] = await ports.store.findOverlays(streamerId)
  return overlay && ports.overlaySeals.open(overlay.id, overlay.sealedToken)
}

export function describeStock(): string {
  return `${keyCount} game keys to be won, and ${rewards.length} rewards for points (!store, !redeem, !myticket)`
}

/** Keys that open nothing anywhere. */
async function addKeys(ports: Needs, streamerId: StreamerId, poolId: PoolId): Promise<void> {
  const keys = Array.from({ length: keyCount }, () => `DEMO-${randomUUID().slice(0, 18).toUpperCase()}`)
  for await (const step of importKeys(ports, { streamerId, poolId, read: readKeys(keys.join('\n')) }, cause))
    if (step.faults?.length) throw new Error(`Keys of the demo were not taken: ${JSON.stringify(step.faults)}`)
}

/** Keys for two, who have to say something within half a minute; and a poster for one who is there. */
function keepSettings({ store }: Needs, streamerId: StreamerId, poolId: PoolId): Promise<void> {
  const keys = { ...usualRules, winners: 2, claimSeconds: 30, poolId }
  const phones = { ...usualRules, claimSeconds: 30, joinByCode: 'guests', presentMinutes: 5 } as const
  return store.transact(async (tx) => {
    tx.saveTemplate(streamerId, { name: keysTemplate, title: keyPrize.title, rules: keys, minutes: undefined })
    tx.saveTemplate(streamerId, { name: phonesTemplate, title: phonePrize.title, rules: phones, minutes: undefined })
  })
}

/** With the queue of rewards, which an overlay does not show unless it is wanted. */
async function addDemoOverlay(ports: Needs, streamerId: StreamerId): Promise<void> {
  const [id, token] = [randomUUID(), makeSecret()]
  const address = { tokenHash: hashSecret(token), sealedToken: ports.overlaySeals.seal(id, token) }
  const options = overlayOptionsSchema.parse({ widgets: { serving: { shown: true } } })
  await addOverlay(ports, { id, streamerId, name: 'Demo', options, css: '', ...address }, cause)
}
