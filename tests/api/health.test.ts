import { problemSchema } from '@streambot/shared/contract/http.ts'
import { openStore } from '@streambot/shared/store/open.ts'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { listen, startApi, type TestApi } from '../support/api.ts'
import { serve } from '../support/serve.ts'

let api: TestApi
beforeEach(async () => {
  api = await startApi()
})
afterEach(() => api.close())

test('a server that reaches its database is well', async () => {
  const response = await fetch(`${api.address}/health`)
  expect(response.status).toBe(200)
  expect(await response.json()).toEqual({ status: 'ok' })
})

test('a server whose database is locked says so instead of waiting', async () => {
  const { pool } = api.engine.store
  const client = await pool.connect()
  await client.query('BEGIN')
  await client.query('LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE')
  const response = await fetch(`${api.address}/health`)
  await client.query('ROLLBACK')
  client.release()
  expect(response.status).toBe(503)
  expect(problemSchema.parse(await response.json()).code).toBe('database-away')
  expect(api.logged.join()).toContain('did not answer within')
})

test('a lost database is told in a sentence, without its address', async () => {
  const store = openStore({ url: 'postgres://somebody:secret@127.0.0.1:1/lost' })
  const lost = await serve(api.engine, api.streamerId, { store })
  for (const path of ['/health', '/api/giveaways']) {
    const response = await fetch(lost.address + path)
    expect(response.status).toBe(503)
    const text = await response.text()
    expect(problemSchema.parse(JSON.parse(text)).code).toBe('database-away')
    expect(text).not.toMatch(/127\.0\.0\.1|secret|lost/)
  }
  expect(lost.logged.join()).toContain('/api/giveaways')
  expect(lost.logged.join()).not.toContain('secret')
  await lost.stop()
  await store.close()
})

test('a page that connects while the database is lost is asked to come again', async () => {
  const store = openStore({ url: 'postgres://somebody:secret@127.0.0.1:1/lost' })
  const lost = await serve(api.engine, api.streamerId, { store })
  const client = await listen(lost)
  expect(await client.closed).toBe(1013)
  expect(client.messages).toEqual([])
  await lost.stop()
  await store.close()
})
