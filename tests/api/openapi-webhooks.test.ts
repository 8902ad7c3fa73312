/** The description of what webhooks are sent, held against what they are sent. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { serve } from '../support/serve.ts'
import { openTelling, type Telling } from '../support/telling.ts'

const content = z.object({ 'application/json': z.object({ schema: z.record(z.string(), z.unknown()) }) })
const post = z.object({ parameters: z.array(z.looseObject({ name: z.string() })), requestBody: z.object({ content }) })
const documentSchema = z.object({ webhooks: z.object({ event: z.object({ post }), test: z.object({ post }) }) })

let stage: Telling
beforeEach(async () => {
  stage = await openTelling()
})
afterEach(() => stage.close())

test('every event is exactly as described, and has the headers that are', async () => {
  const server = await serve(stage.engine, stage.streamerId)
  const answer = await fetch(new URL('/api/openapi.json', server.address))
  const { event } = documentSchema.parse(await answer.json()).webhooks
  await server.stop()
  const { id } = await stage.register()
  stage.work()
  await stage.run()
  await stage.receiver.count(3)
  await stage.until(id, { waiting: 0 })
  const shape = z.fromJSONSchema(event.post.requestBody.content['application/json'].schema)
  for (const { body, headers } of stage.receiver.came) {
    expect(shape.safeParse(JSON.parse(body))).toMatchObject({ success: true })
    for (const { name } of event.post.parameters) expect(headers[name]).toBeTypeOf('string')
  }
  expect(shape.safeParse({ type: 'giveaway.opened', surprise: true }).success).toBe(false)
})
