/** The web server on an engine that runs already, and on a real port. */
import { fileURLToPath } from 'node:url'
import { createApi } from '@streambot/api/app.ts'
import type { ApiOptions } from '@streambot/api/options.ts'
import type { StreamerId } from '@streambot/shared/giveaway/words.ts'
import { createKeySeals } from '@streambot/shared/runtime/key-seals.ts'
import { makeLogTo } from '@streambot/shared/runtime/log.ts'
import { createOverlaySeals } from '@streambot/shared/runtime/overlay-tokens.ts'
import { createWebhookSecrets } from '@streambot/shared/runtime/webhook-secrets.ts'
import { createTokenSeals } from '@streambot/shared/store/platform-connections.ts'
import { createCourier } from '@streambot/shared/webhooks/courier.ts'
import { type TestClock, type TestEngine, vault } from './engine.ts'

/** What webhooks are posted with, also to this computer, and what is sealed. */
export const post = {
  overlaySeals: createOverlaySeals(vault),
  courier: createCourier({ allowsPrivate: true }),
  secrets: createWebhookSecrets(vault),
  keySeals: createKeySeals(vault),
}

/** Real time, for pages that count down. */
export const realClock: TestClock = { now: () => new Date(), turn: () => undefined }

export interface ServeOptions extends Partial<ApiOptions> {
  readonly port?: number
}

export interface Served {
  /** `http://127.0.0.1:PORT`. */
  readonly address: string
  readonly port: number
  /** What was logged. */
  readonly logged: string[]
  /** Live connections that the server holds. */
  countConnections(): number
  /** Ends the server and leaves the database. */
  stop(): Promise<void>
}

/** A server on an engine that runs already, such as another one after the first was stopped. */
export async function serve(
  engine: TestEngine,
  streamerId: StreamerId,
  { port = 0, ...options }: ServeOptions = {},
): Promise<Served> {
  const logged: string[] = []
  const log = makeLogTo('warn', { write: (line) => void logged.push(line) })
  const pageFolder = fileURLToPath(new URL('no-page', import.meta.url))
  const tokens = createTokenSeals(vault)
  const app = await createApi({
    ...engine.ports,
    ...post,
    clock: realClock,
    streamerId,
    tokens,
    log,
    pageFolder,
    overlayFolder: pageFolder,
    ...options,
  })
  const address = await app.listen({ port, host: '127.0.0.1' })
  return {
    address,
    port: Number(new URL(address).port),
    logged,
    countConnections: () => app.websocketServer.clients.size,
    stop: () => app.close(),
  }
}
