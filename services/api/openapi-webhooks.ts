/** What webhooks are sent, for the description of the API. */
import { webhookEventSchema, webhookTestSchema } from '@streambot/shared/contract/webhooks.ts'
import { z } from 'zod'

export const describedWebhooks = {
  event: describe('What happened in a giveaway, to addresses that asked for it.', webhookEventSchema),
  test: describe('A test that the streamer sent.', webhookTestSchema),
}

function describe(summary: string, body: z.ZodType) {
  return {
    post: {
      summary,
      parameters: [
        header('webhook-id', 'The same for the same event, however often it comes.'),
        header('webhook-timestamp', 'When this try was made, in seconds since 1970.'),
        header('webhook-signature', 'As Standard Webhooks has it: `v1,` and a signature, several with spaces between.'),
      ],
      requestBody: { required: true, content: { 'application/json': { schema: toSchema(body) } } },
      responses: { '2XX': { description: 'Taken.' }, '410': { description: 'Nothing more is wanted.' } },
    },
  }
}

function header(name: string, description: string) {
  return { name, in: 'header', required: true, description, schema: { type: 'string' as const } }
}

/**
 * OpenAPI 3.1 takes JSON Schema as it is; `$schema` says which, and belongs at the top of a document. As of what is read: a receiver
 * that refused fields it does not know would fail when one is added.
 */
function toSchema(body: z.ZodType): object {
  const { $schema: _, ...schema } = z.toJSONSchema(body, { io: 'input' })
  return schema
}
