/** Why a webhook is refused, as an answer. The codes are the engine's own. */
import type { WebhookRefusal } from '@streambot/shared/engine/webhooks.ts'

export const webhookProblems = {
  'no-such-webhook': [404, 'There is no such webhook here. Nothing changed.'],
  'too-many-webhooks': [409, 'There are 20 webhooks already. Remove one first.'],
  'bad-address': [422, 'That is not the address of a web server, or a name or password stands in it. Nothing changed.'],
  'not-encrypted': [422, 'The address has to begin with https://, so that nobody can read along. Nothing changed.'],
  'odd-port': [422, 'Nothing is sent to that port: it has to be 443, or 1024 or above. Nothing changed.'],
  'private-address': [
    422,
    'That address leads to this computer or into a private network. Only who runs this server can allow that, in its settings. Nothing changed.',
  ],
  'unknown-address': [422, 'The name in that address cannot be found. Check it, or try again later. Nothing changed.'],
} as const satisfies Record<WebhookRefusal, readonly [status: number, detail: string]>
