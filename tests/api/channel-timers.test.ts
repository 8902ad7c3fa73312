/** What the bot says by itself, over HTTP. */
import { auditRowSchema, pageOf } from '@streambot/shared/contract/channel.ts'
import { timerListSchema, timerSchema } from '@streambot/shared/contract/timers.ts'
import { saveTimer } from '@streambot/shared/engine/timers.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const path = '/api/channel/timers'
const plan = { message: 'the plan', minutes: 20, isOn: true }

let api: TestApi
let panel: Panel
beforeAll(async () => {
  api = await startApi({ limits: { requests: 10_000, writes: 10_000 } })
  panel = await openPanel(api)
})
afterAll(() => api.close())

const list = async () => (await panel.get(timerListSchema, path)).timers

test('a text is made, changed and removed, and the audit log says each', async () => {
  const { id } = await panel.write(timerSchema, 'POST', path, plan)
  await panel.write(timerSchema, 'PUT', `${path}/${id}`, { ...plan, isOn: false })
  expect(await list()).toEqual([{ id, ...plan, isOn: false }])
  expect((await panel.ask('DELETE', `${path}/${id}`)).status).toBe(204)
  expect((await panel.refused('DELETE', `${path}/${id}`)).code).toBe('no-such-timer')
  expect((await panel.refused('PUT', `${path}/${id}`, plan)).code).toBe('no-such-timer')
  const { items } = await panel.get(pageOf(auditRowSchema), '/api/channel/audit')
  expect(items.slice(0, 3).map(({ action }) => action)).toEqual(['timer removed', 'timer changed', 'timer added'])
})

test.for([
  [{ ...plan, message: '' }, 'bad-text'],
  [{ ...plan, message: '/ban all' }, 'bad-text'],
  [{ ...plan, message: 'hello {name}' }, 'bad-text'],
  [{ ...plan, minutes: 0 }, 'bad-minutes'],
  [{ ...plan, minutes: 1_441 }, 'bad-minutes'],
] as const)('%j is refused', async ([ask, code]) => {
  expect(await panel.refused('POST', path, ask)).toMatchObject({ status: 422, code })
  expect(await list()).toEqual([])
})

test('twenty are the most, however many come at the same moment', async () => {
  const { engine, streamerId } = api
  const made = await Promise.all(
    Array.from({ length: 25 }, () => saveTimer(engine.ports, streamerId, plan, { actor: 'test' })),
  )
  expect(made.filter(({ ok }) => ok)).toHaveLength(20)
  expect(await list()).toHaveLength(20)
})
