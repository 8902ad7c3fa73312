/** Why a webhook is refused, as an answer. The codes are the engine's own. */
import type { WebhookRefusal } from '@streambot/shared/engine/webhooks.ts'

export const webhookProblems = {
  'no-such-webhook': 404,
  'too-many-webhooks': 409,
  'bad-address': 422,
  'not-encrypted': 422,
  'odd-port': 422,
  'private-address': 422,
  'unknown-address': 422,
} as const satisfies Record<WebhookRefusal, number>
