/** Overlays as the streamer has them: made, changed, given another address, removed; and what is refused. */
import { auditRowSchema, pageOf } from '@streambot/shared/contract/channel.ts'
import {
  newOverlaySchema,
  overlayListSchema,
  overlaySchema,
  type PublicOverlay,
} from '@streambot/shared/contract/overlay.ts'
import { languages } from '@streambot/shared/languages/all.ts'
import { overlayOptionsSchema } from '@streambot/shared/contract/overlay.ts'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { startApi, type TestApi } from '../support/api.ts'
import { serve } from '../support/serve.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const path = '/api/channel/overlays'
const nobody = '33333333-3333-4333-8333-333333333333'
const usual = overlayOptionsSchema.parse({})

let api: TestApi
let panel: Panel
beforeEach(async () => {
  api = await startApi({ limits: { writes: 1_000 } })
  panel = await openPanel(api)
})
afterEach(() => api.close())

const add = (body: object = { name: 'Main' }) => panel.write(overlaySchema.strict(), 'POST', path, body)
const list = async () => (await panel.get(overlayListSchema.strict(), path)).overlays
const tokenOf = ({ address }: PublicOverlay) => address?.split('/').at(-1) ?? ''
const view = (overlay: PublicOverlay) => fetch(`${api.address}/api/overlay/${tokenOf(overlay)}`)

describe('an overlay', () => {
  test('is made with the usual options and an address that nobody can guess, which is said again whenever it is asked for', async () => {
    const overlay = await add()
    expect(overlay).toMatchObject({ name: 'Main', options: usual, css: '', lastUsedAt: null })
    expect(overlay.address).toMatch(/^http:\/\/localhost:\d+\/overlay\/[\w-]{43}$/)
    expect(await list()).toEqual([overlay])
    expect(tokenOf(await add())).not.toBe(tokenOf(overlay))
  })

  test('keeps its token sealed and as a hash, and neither log nor audit has it', async () => {
    const overlay = await add()
    await panel.write(overlaySchema, 'POST', `${path}/${overlay.id}/new-address`)
    const moved = (await list())[0] ?? overlay
    const { pool } = api.engine.store
    const stored = JSON.stringify([
      (await pool.query('SELECT * FROM overlays')).rows,
      (await pool.query('SELECT * FROM audit_log')).rows,
      api.logged,
    ])
    expect(stored).toContain(overlay.id)
    for (const one of [overlay, moved]) expect(stored).not.toContain(tokenOf(one))
  })

  test('is changed in what is named, and each change is in the audit', async () => {
    const { id } = await add()
    const change = (body: object) => panel.write(overlaySchema.strict(), 'PATCH', `${path}/${id}`, body)
    expect(await change({ name: 'Second' })).toMatchObject({ name: 'Second', options: usual })
    const options = { theme: 'light', draw: 'reel', widgets: { code: { place: { x: 10, y: 90, width: 20 } } } }
    const changed = await change({ options })
    expect(changed).toMatchObject({ name: 'Second', options })
    expect(changed.options.widgets.counter).toEqual(usual.widgets.counter)
    expect(await change({ css: '.card { color: red }' })).toMatchObject({ options, css: '.card { color: red }' })
    expect(await change({})).toMatchObject({ name: 'Second', options, css: '.card { color: red }' })
    const { items } = await panel.get(pageOf(auditRowSchema), '/api/channel/audit')
    const actions = ['overlay added', 'overlay changed', 'overlay changed', 'overlay changed']
    expect(items.map(({ action }) => action).toReversed()).toEqual(actions)
    expect(items[0]).toMatchObject({ actor: `user:${api.streamerId}`, details: { id, css: 20 } })
  })

  test('with a new address opens under that one only, and is removed for good', async () => {
    const before = await add()
    const after = await panel.write(overlaySchema, 'POST', `${path}/${before.id}/new-address`)
    expect(after).toEqual({ ...before, address: after.address })
    expect((await view(before)).status).toBe(404)
    expect((await view(after)).status).toBe(200)
    expect((await list())[0]?.lastUsedAt).not.toBeNull()
    expect((await panel.ask('DELETE', `${path}/${before.id}`)).status).toBe(204)
    expect((await view(after)).status).toBe(404)
    expect(await list()).toEqual([])
    for (const [method, route, body] of [
      ['DELETE', before.id],
      ['PATCH', before.id, { name: 'x' }],
      ['POST', `${before.id}/new-address`],
      ['PATCH', nobody, { name: 'x' }],
    ] as const)
      expect(await panel.refused(method, `${path}/${route}`, body)).toMatchObject({ code: 'no-such-overlay' })
  })

  test('whose token cannot be opened any more has no address, until it gets another one', async () => {
    const { id } = await add()
    await api.engine.store.pool.query(`UPDATE overlays SET sealed_token = 'v1.gone.AAAA'`)
    expect(await list()).toMatchObject([{ id, address: null }])
    expect((await view(await panel.write(overlaySchema, 'POST', `${path}/${id}/new-address`))).status).toBe(200)
  })

  test('of another channel is not there, and its address opens nothing here', async () => {
    const stranger = await api.engine.store.addStreamer('stranger')
    const other = await serve(api.engine, stranger)
    onTestFinished(() => other.stop())
    const theirs = await openPanel({ ...other, engine: api.engine, streamerId: stranger })
    const overlay = await add()
    for (const [method, route] of [
      ['PATCH', overlay.id],
      ['POST', `${overlay.id}/new-address`],
      ['DELETE', overlay.id],
    ] as const)
      expect(
        await theirs.refused(method, `${path}/${route}`, method === 'PATCH' ? { name: 'x' } : undefined),
      ).toMatchObject({ code: 'no-such-overlay' })
    expect((await theirs.get(overlayListSchema, path)).overlays).toEqual([])
    expect((await fetch(`${other.address}/api/overlay/${tokenOf(overlay)}`)).status).toBe(404)
    expect(await list()).toMatchObject([{ name: 'Main', address: overlay.address }])
  })

  test('cannot be the twenty-first, not even when many are made at once', async () => {
    const answers = await Promise.all(Array.from({ length: 24 }, () => panel.ask('POST', path, { name: 'Many' })))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(20)
    expect(await panel.refused('POST', path, { name: 'More' })).toMatchObject({ code: 'too-many-overlays' })
    expect(await list()).toHaveLength(20)
  })
})

describe.each([
  ['a name of nothing', { name: ' ' }],
  ['a name of two lines', { name: 'a\nb' }],
  ['a name that is too long', { name: 'x'.repeat(61) }],
  ['a color that is more than a color', { options: { accent: '#fff;}body{display:none' } }],
  ['a place that there is not', { options: { widgets: { counter: { place: 'outside' } } } }],
  ['a box outside of the picture', { options: { widgets: { counter: { place: { x: 101, y: 0, width: 10 } } } } }],
  ['a box of nothing', { options: { widgets: { counter: { place: { x: 0, y: 0, width: 0 } } } } }],
  ['a scale without end', { options: { scale: 1e9 } }],
  ['a draw that takes an hour', { options: { drawSeconds: 3_600 } }],
  ['a language that nobody wrote', { options: { language: 'xx' } }],
  ['an option that there is not', { options: { html: '<b>' } }],
  ['a widget that there is not', { options: { widgets: { clock: {} } } }],
  ['CSS without end', { css: 'x'.repeat(20_001) }],
  ['CSS with a NUL', { css: 'a\0b' }],
  ['CSS with half a character', { css: '\ud800' }],
])('%s', (_what, body) => {
  test('is refused, says where it is wrong, and changes nothing', async () => {
    const overlay = await add()
    const refused = await panel.refused('PATCH', `${path}/${overlay.id}`, body)
    expect(refused).toMatchObject({ status: 400, code: 'bad-request' })
    expect(refused.faults?.[0]?.where).toMatch(/^body\//)
    expect((await panel.ask('POST', path, { name: 'Other', ...body })).status).toBe(400)
    expect(await list()).toEqual([overlay])
  })
})

test('options that another version wrote are read as the usual ones', async () => {
  await add()
  await api.engine.store.pool.query(`UPDATE overlays SET options = '{"theme":"glow"}'`)
  expect(await list()).toMatchObject([{ options: usual }])
})

test('an overlay can speak every language that there is', () => {
  for (const language of Object.keys(languages))
    expect(newOverlaySchema.parse({ name: 'x', options: { language } }).options.language).toBe(language)
})
