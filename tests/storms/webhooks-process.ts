/**
 * A process of its own that tells webhooks what happens, until it is killed: `node webhooks-process.ts URL KEY AHEAD`. KEY is that of the
 * vault, in base64; its clock is so many milliseconds ahead. Prints a line when it has begun.
 */
import { createVault } from '@streambot/shared/runtime/crypto.ts'
import { createWebhookSecrets } from '@streambot/shared/runtime/webhook-secrets.ts'
import { createCourier } from '@streambot/shared/webhooks/courier.ts'
import { createWebhooks } from '@streambot/worker/webhooks.ts'
import { openEngine } from '../support/engine.ts'

const [url = '', key = '', ahead = '0'] = process.argv.slice(2)
const clock = { now: () => new Date(Date.now() + Number(ahead)), turn: () => undefined }
const secrets = createWebhookSecrets(createVault([{ id: 'storm', key: Buffer.from(key, 'base64') }]))
const { ports } = openEngine(url, clock)
const onError = (error: unknown): void => console.error(error)
createWebhooks({
  ports: { ...ports, secrets, courier: createCourier({ allowsPrivate: true }) },
  everyMs: 20,
  onError,
}).start()
process.stdout.write('begun\n')
