/** `/api/openapi.json`: the API described by OpenAPI 3.1, made from the contracts that check its requests and answers. */
import swagger from '@fastify/swagger'
import { problemSchema } from '@streambot/shared/contract/http.ts'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { findRole, findScope } from './auth.ts'
import { describedWebhooks } from './openapi-webhooks.ts'

const problem = { description: 'A problem', content: { 'application/problem+json': { schema: problemSchema } } }

/** The answer of a route that did what it was asked, and has nothing to say of it. */
export const nothingSaid = { 204: z.undefined().describe('Done.') }

/** A route that becomes a WebSocket; the messages stand in the contract. */
export const becomesSocket = { 101: z.null().describe('A WebSocket: its messages are JSON texts.') }

/** Comes before the routes: it sees those that are added after it. */
export async function addOpenApi(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'StreamBot', version: '1', description: 'The HTTP API of this StreamBot.' },
      webhooks: describedWebhooks,
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'streambot',
            description: 'From signing in; under https its name begins with `__Host-`.',
          },
          key: {
            type: 'http',
            scheme: 'bearer',
            description: 'A key for a tool of the streamer, with the scope named.',
          },
        },
      },
    },
    transform: ({ schema, url, route, ...document }) => {
      const method = [route.method].flat()[0] ?? 'GET'
      const isOpen = findRole(method, url) === 'anybody'
      const scope = findScope(method, url)
      const described = {
        ...schema,
        hide: !url.startsWith('/api/'),
        response: { ...(schema?.response as object | undefined), default: problem }, // by status, as fastify takes it
        ...(!isOpen && { security: [{ session: [] }, ...(scope ? [{ key: [scope] }] : [])] }),
      }
      return jsonSchemaTransform({ ...document, schema: described, url, route })
    },
  })
  const response = { 200: z.looseObject({ openapi: z.string(), paths: z.looseObject({}) }) }
  app.get('/api/openapi.json', { schema: { response } }, async () => app.swagger())
}
