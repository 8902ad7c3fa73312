/** The web server with its overlays, in a process of its own. Lets people enter, and says when each was in. */
import { createApi } from '@streambot/api/app.ts'
import { hashSecret } from '@streambot/api/secrets.ts'
import { createKeySeals } from '@streambot/shared/runtime/key-seals.ts'
import { makeLogTo } from '@streambot/shared/runtime/log.ts'
import { createOverlaySeals } from '@streambot/shared/runtime/overlay-tokens.ts'
import { createWebhookSecrets } from '@streambot/shared/runtime/webhook-secrets.ts'
import { createTokenSeals } from '@streambot/shared/store/platform-connections.ts'
import { createCourier } from '@streambot/shared/webhooks/courier.ts'
import { askOf, openEngine, openFor, person, vault } from '../support/engine.ts'
import { readSettings, serve } from './child.ts'

export interface OverlaySettings {
  readonly url: string
  readonly token: string
}

export interface OverlayReady {
  readonly address: string
}

/** So many people enter, `together` at a time. */
export interface OverlayAsk {
  readonly people: number
  readonly together: number
}

/** How many are in, and when the last one was, in milliseconds by the clock of the machine. */
export interface OverlayAnswer {
  readonly count: number
  readonly at: number
}

const { url, token } = readSettings<OverlaySettings>()
const engine = openEngine(url)
const streamerId = await engine.store.addStreamer('bench', { graceSeconds: 0 })
const seals = createOverlaySeals(vault)
const id = '44444444-4444-4444-8444-444444444444'
const address = { tokenHash: hashSecret(token), sealedToken: seals.seal(id, token) }
await engine.store.transact((tx) => tx.addOverlay({ id, streamerId, name: 'Bench', options: {}, css: '', ...address }))
const giveaway = await openFor(engine, streamerId)
const app = await createApi({
  ...engine.ports,
  streamerId,
  tokens: createTokenSeals(vault),
  overlaySeals: seals,
  keySeals: createKeySeals(vault),
  courier: createCourier({ allowsPrivate: false }),
  secrets: createWebhookSecrets(vault),
  log: makeLogTo('error', process.stderr),
  pageFolder: import.meta.dirname,
  overlayFolder: import.meta.dirname,
  // All of them come from this machine.
  limits: { requests: 1_000_000, connections: 5_000, connectionsOfAddress: 5_000 },
})
let count = 0
serve<OverlayAsk>({ address: await app.listen({ port: 0, host: '127.0.0.1' }) } satisfies OverlayReady, enter)

async function enter({ people, together }: OverlayAsk): Promise<OverlayAnswer> {
  const group = Array.from({ length: Math.min(together, people) }, () => person(++count))
  await Promise.all(group.map((account) => engine.entering.enter(giveaway.id, askOf(account, engine.clock))))
  if (people > together) return enter({ people: people - together, together })
  return { count, at: performance.timeOrigin + performance.now() }
}
