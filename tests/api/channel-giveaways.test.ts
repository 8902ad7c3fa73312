/** The giveaways of a channel, run over HTTP. */
import {
  auditRowSchema,
  channelEntrySchema,
  channelGiveawaySchema,
  channelWinnerSchema,
  pageOf,
  templateListSchema,
  templateSchema,
  winnerMessagesSchema,
} from '@streambot/shared/contract/channel.ts'
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { enter, open, people, startApi, type TestApi } from '../support/api.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const base = '/api/channel/giveaways'
const giveaways = pageOf(channelGiveawaySchema.strict())
const one = channelGiveawaySchema.strict()

let api: TestApi
let panel: Panel
beforeAll(async () => {
  api = await startApi({ revealSeconds: 600, limits: { requests: 10_000, writes: 10_000 } })
  panel = await openPanel(api)
})
/** A page behind a giveaway that was made at this time, as it may stand in an address. */
const behind = (createdAt: unknown) =>
  `after=${Buffer.from(JSON.stringify([createdAt, '00000000-0000-4000-8000-000000000000'])).toString('base64url')}`

afterAll(() => api.close())

const step = (id: string, name: string, body?: object) => panel.write(one, 'POST', `${base}/${id}/${name}`, body)
const statusOf = async (id: string): Promise<string> => (await panel.get(one, `${base}/${id}`)).status

describe('a giveaway', () => {
  test('opens with the usual rules, is paused, resumed, extended, closed and reopened, each time as it stands then', async () => {
    const { id, rules, status } = await panel.write(one, 'POST', base, { word: '!steps', title: 'Key' })
    expect(status).toBe('open')
    expect(rules).toMatchObject({ kind: 'keyword', cost: 0, winners: 1 })
    expect(await step(id, 'pause')).toMatchObject({ status: 'paused', pausedAt: expect.any(String) })
    expect(await panel.refused('POST', `${base}/${id}/pause`)).toMatchObject({ status: 409, code: 'wrong-status' })
    expect(await step(id, 'resume')).toMatchObject({ status: 'open', pausedAt: null })
    expect((await step(id, 'extend', { minutes: 5 })).closesAt).not.toBeNull()
    expect((await step(id, 'close')).status).toBe('closed')
    expect((await step(id, 'reopen')).status).toBe('open')
    expect(await statusOf(id)).toBe('open')
  })

  test('is drafted, changed, planned and opened before its time', async () => {
    const draft = await panel.write(one, 'POST', base, { word: '!plan', title: 'Key', draft: true })
    expect(draft).toMatchObject({ status: 'draft', commitment: null })
    const rules = { ...draft.rules, winners: 3 }
    const changed = await panel.write(one, 'PATCH', `${base}/${draft.id}`, { title: 'Keys', rules, minutes: 30 })
    expect(changed).toMatchObject({ title: 'Keys', word: '!plan', winnersAsked: 3, minutes: 30 })
    const opensAt = new Date(Date.now() + 3_600_000).toISOString()
    expect(await step(draft.id, 'schedule', { opensAt })).toMatchObject({ status: 'scheduled', opensAt })
    expect(await panel.refused('PATCH', `${base}/${draft.id}`, { title: 'Late' })).toMatchObject({
      code: 'wrong-status',
    })
    expect(await step(draft.id, 'open')).toMatchObject({ status: 'open', closesAt: expect.any(String) })
  })

  test('is planned at once, and refused where its time is over or its settings make no sense', async () => {
    const opensAt = new Date(Date.now() + 60_000).toISOString()
    expect(await panel.write(one, 'POST', base, { word: '!soon', title: 'Key', opensAt })).toMatchObject({ opensAt })
    const over = { word: '!soon2', title: 'Key', opensAt: '2020-01-01T00:00:00Z' }
    expect(await panel.refused('POST', base, over)).toMatchObject({ status: 422, code: 'bad-time' })
    const bad = { word: '!soon3', title: 'Key', rules: { ...usualRules, maxTickets: 7 } }
    expect(await panel.refused('POST', base, bad)).toMatchObject({ status: 422, code: 'bad-rules' })
    expect(await panel.refused('POST', base, { word: '!soon4' })).toMatchObject({ code: 'bad-rules' })
    expect(await panel.refused('POST', base, { word: '!giveaway', title: 'Key' })).toMatchObject({ code: 'bad-word' })
    expect(await panel.refused('POST', base, { ...bad, rules: { ...usualRules, cost: 'none', x: 1 } })).toMatchObject({
      status: 400,
      code: 'bad-request',
      faults: expect.arrayContaining([expect.objectContaining({ where: 'body/rules/cost' })]),
    })
  })

  test('is drawn, drawn again with a reason, and shows its entries, its winners and its audit page by page', async () => {
    const giveaway = await open(api, { word: '!drawn', winners: 3 })
    await enter(api, giveaway, ...people(1, 25))
    await step(giveaway.id, 'draw', {})
    await advanceGiveaway(api.engine.ports, giveaway.id)
    const [first] = (await panel.get(pageOf(channelWinnerSchema.strict()), `${base}/${giveaway.id}/winners`)).items
    await step(giveaway.id, 'redraw', { viewerId: first?.viewerId, reason: 'not here' })
    const winners = await panel.get(pageOf(channelWinnerSchema.strict()), `${base}/${giveaway.id}/winners?limit=2`)
    expect(winners.items[0]).toMatchObject({
      pick: 1,
      state: 'set-aside',
      reason: 'not here',
      decidedBy: `user:${api.streamerId}`,
    })
    const rest = await panel.get(pageOf(channelWinnerSchema), `${base}/${giveaway.id}/winners?after=${winners.next}`)
    expect([...winners.items, ...rest.items].map(({ pick }) => pick)).toEqual([1, 2, 3, 4])
    expect(rest.next).toBeNull()
    expect(await panel.get(winnerMessagesSchema, `${base}/${giveaway.id}/winners/1/messages`)).toEqual({ messages: [] })
    const seen = await readAll(pageOf(channelEntrySchema.strict()), `${base}/${giveaway.id}/entries`, 7)
    expect(seen.map(({ name }) => name).toSorted()).toEqual(
      people(1, 25)
        .map(({ name }) => name)
        .toSorted(),
    )
    const audit = await readAll(pageOf(auditRowSchema.strict()), `${base}/${giveaway.id}/audit`, 2)
    expect(audit.map(({ action }) => action)).toEqual(expect.arrayContaining(['winner set aside', 'giveaway opened']))
    expect(audit.map(({ id }) => id)).toEqual(audit.map(({ id }) => id).toSorted((a, b) => b - a))
    expect(new Set(audit.map(({ giveawayId }) => giveawayId))).toEqual(new Set([giveaway.id]))
  })

  test('without anybody is drawn without a winner; nobody is set aside there', async () => {
    const giveaway = await open(api, { word: '!nobody' })
    await step(giveaway.id, 'draw', { count: 2 })
    await advanceGiveaway(api.engine.ports, giveaway.id)
    expect(await panel.refused('POST', `${base}/${giveaway.id}/redraw`, { reason: 'x' })).toMatchObject({
      code: 'no-such-winner',
    })
    expect(
      await panel.refused('POST', `${base}/${giveaway.id}/redraw`, { reason: 'x', viewerId: 999_999 }),
    ).toMatchObject({ code: 'no-such-winner' })
    expect(await panel.refused('POST', `${base}/${giveaway.id}/draw-without-beacon`, {})).toMatchObject({
      code: 'beacon-not-late',
    })
  })

  test('of another channel is not there, whatever is asked of it', async () => {
    const streamerId = await api.engine.store.addStreamer('Other')
    const { id } = await open({ engine: api.engine, streamerId }, { word: '!other' })
    const asked: ['GET' | 'POST' | 'PATCH', string, object?][] = [
      ['GET', ''],
      ['PATCH', '', { title: 'Mine' }],
      ...['open', 'pause', 'resume', 'close', 'reopen'].map((name): ['POST', string] => ['POST', `/${name}`]),
      ['POST', '/schedule', { opensAt: new Date(Date.now() + 60_000).toISOString() }],
      ['POST', '/extend', { minutes: 1 }],
      ['POST', '/draw', {}],
      ['POST', '/draw-without-beacon', {}],
      ['POST', '/redraw', { reason: 'x' }],
      ...['entries', 'winners', 'winners/1/messages', 'audit'].map((name): ['GET', string] => ['GET', `/${name}`]),
    ]
    for (const [method, path, body] of asked)
      expect(await panel.refused(method, `${base}/${id}${path}`, body)).toMatchObject({ code: 'no-such-giveaway' })
    const put = await panel.refused('PUT', '/api/channel/templates/theirs', { giveawayId: id })
    expect(put.code).toBe('no-such-giveaway')
    expect((await api.engine.store.findGiveaway(id))?.status).toBe('open')
  })
})

describe('the list of giveaways', () => {
  test('comes page by page, the newest first, each once, drafts too, while new ones come', async () => {
    const words = Array.from({ length: 7 }, (_, index) => `!list${index}`)
    const made = []
    for (const word of words) made.push((await panel.write(one, 'POST', base, { word, title: 'Key', draft: true })).id)
    const first = await panel.get(giveaways, `${base}?limit=3`)
    await panel.write(one, 'POST', base, { word: '!between', title: 'Key', draft: true })
    const rest = await readAll(giveaways, `${base}`, 3, first.next)
    const ids = [...first.items, ...rest].map(({ id }) => id)
    expect(ids.slice(0, 7)).toEqual(made.toReversed())
    expect(new Set(ids).size).toBe(ids.length)
  })

  test.each([
    'after=x',
    'after=WzFd',
    'after=WyJpbmZpbml0eSIsIngiXQ',
    behind('2026-99-99 00:00:00+00'),
    behind(2 ** 60),
    'limit=0',
    'limit=101',
    'limit=x',
  ])('refuses %s', async (query) => {
    expect(await panel.refused('GET', `${base}?${query}`)).toMatchObject({ status: 400, code: 'bad-request' })
  })
})

test('a template is kept from a giveaway, opens another one, and goes', async () => {
  const giveaway = await open(api, { word: '!model', winners: 4, title: 'Mug' })
  const path = '/api/channel/templates/weekly'
  expect(await panel.write(templateSchema.strict(), 'PUT', path, { giveawayId: giveaway.id })).toMatchObject({
    name: 'weekly',
  })
  const { templates } = await panel.get(templateListSchema.strict(), '/api/channel/templates')
  expect(templates).toMatchObject([{ name: 'weekly', title: 'Mug', rules: { winners: 4 } }])
  const made = await panel.write(one, 'POST', base, { word: '!again', template: 'weekly' })
  expect(made).toMatchObject({ title: 'Mug', winnersAsked: 4 })
  expect((await panel.ask('DELETE', path)).status).toBe(204)
  expect(await panel.refused('DELETE', path)).toMatchObject({ status: 404, code: 'no-such-template' })
  expect(await panel.refused('POST', base, { word: '!gone', template: 'weekly' })).toMatchObject({
    code: 'no-such-template',
  })
})

test('the audit of the channel names who did what', async () => {
  const { id } = await panel.write(one, 'POST', base, { word: '!audited', title: 'Key' })
  const [newest] = (await panel.get(pageOf(auditRowSchema), '/api/channel/audit?limit=1')).items
  expect(newest).toMatchObject({ actor: `user:${api.streamerId}`, action: 'giveaway opened', giveawayId: id })
  const [path, shape] = ['/api/channel/audit', pageOf(auditRowSchema)]
  const opened = await panel.get(shape, `${path}?topic=giveaways&by=user&limit=1`)
  expect(opened.items).toEqual([newest])
  expect((await panel.get(shape, `${path}?topic=giveaways&limit=1&after=${opened.next}`)).items).not.toContainEqual(
    newest,
  )
  expect(await panel.get(shape, `${path}?topic=keys`)).toEqual({ items: [], next: null })
  expect(await panel.refused('GET', `${path}?topic=weather`)).toMatchObject({ status: 400, code: 'bad-request' })
})

/** Every item of a list, so many at a time. */
async function readAll<Item extends z.ZodType>(
  shape: ReturnType<typeof pageOf<Item>>,
  path: string,
  limit: number,
  from: string | null = null,
): Promise<z.infer<Item>[]> {
  const items: z.infer<Item>[] = []
  let after = from
  do {
    const page: z.infer<typeof shape> = await panel.get(
      shape,
      `${path}?limit=${limit}${after ? `&after=${after}` : ''}`,
    )
    expect(page.items.length).toBeLessThanOrEqual(limit)
    items.push(...page.items)
    after = page.next
  } while (after !== null)
  return items
}
