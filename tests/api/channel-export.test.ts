/** Rows to take along over HTTP: whole, of one moment, no faster than they are taken, and harmless in a spreadsheet. */
import { once } from 'node:events'
import http from 'node:http'
import { parse } from 'csv-parse/sync'
import type { Page } from '@streambot/shared/engine/ports/exports.ts'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { draw, enter, open, startApi, type TestApi } from '../support/api.ts'
import { serve } from '../support/serve.ts'
import { costedTickets, pay, person } from '../support/engine.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

let api: TestApi
let panel: Panel
let giveawayId: string
const hostile = { ...person(1), name: '=HYPERLINK("http://evil")' }

beforeAll(async () => {
  api = await startApi({ limits: { requests: 10_000 } })
  panel = await openPanel(api)
  await pay(api.engine, api.streamerId, [hostile, person(2)], 100)
  const giveaway = await open(api, { ...costedTickets, word: '!export' })
  giveawayId = giveaway.id
  await enter(api, giveaway, hostile, person(2))
  await draw(api, giveaway)
})
afterAll(() => api.close())

const base = '/api/channel/export'

async function download(what: string, query = ''): Promise<{ text: string; response: Response }> {
  const response = await panel.ask('GET', `${base}/${what}${query}`)
  expect(response.status).toBe(200)
  return { text: await response.text(), response }
}

const rowsOf = (csv: string) => parse(csv, { columns: true }) as Record<string, string>[] // the parser gives an object a row

test('entries of a giveaway come as a file, and no name is a formula', async () => {
  const { text, response } = await download('entries', `?giveawayId=${giveawayId}`)
  expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="streambot-entries-\d{4}-\d\d-\d\d\.csv"$/,
  )
  expect(rowsOf(text).map(({ name, paid }) => [name, paid])).toEqual([
    [`'${hostile.name}`, '10'],
    [person(2).name, '10'],
  ])
})

test.each([
  ['winners', 1],
  ['balances', 2],
  ['viewers', 2],
  ['ledger', 4],
] as const)('%s come in all three formats, with the same rows', async (what, count) => {
  const [csv, json, lines] = await Promise.all(
    ['csv', 'json', 'jsonl'].map(async (format, index) => {
      // One at a time for a user.
      const own = await openPanel(api, api.streamerId)
      for (;;) {
        const response = await own.ask('GET', `${base}/${what}?format=${format}`)
        if (response.status === 200) return response.text()
        expect([response.status, index >= 0]).toEqual([409, true])
        await response.text()
      }
    }),
  )
  const objects = JSON.parse(json ?? '') as Record<string, unknown>[]
  expect(objects).toHaveLength(count)
  expect(
    (lines ?? '')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual(objects)
  expect(rowsOf(csv ?? '').map((row) => Object.keys(row))).toEqual(objects.map((row) => Object.keys(row)))
})

test('the audit log says who did what', async () => {
  const { text } = await download('audit', '?format=jsonl')
  expect(text).toContain('"action":"giveaway opened"')
})

test('what makes no sense, is not there, or belongs to somebody else is refused', async () => {
  const streamerId = await api.engine.store.addStreamer('Other')
  const theirs = await open({ engine: api.engine, streamerId }, { word: '!theirs' })
  for (const [path, code] of [
    ['entries', 'export-of-what'],
    [`ledger?giveawayId=${giveawayId}`, 'export-of-what'],
    [`entries?giveawayId=${theirs.id}`, 'no-such-giveaway'],
    [`winners?giveawayId=${theirs.id}`, 'no-such-giveaway'],
    ['everything', 'bad-request'],
    ['ledger?format=xml', 'bad-request'],
  ] as const)
    expect(await panel.refused('GET', `${base}/${path}`), path).toMatchObject({ code })
  const { text } = await download('viewers')
  expect(text).not.toContain('Other')
})

/** A server whose exports never end, and that counts the pages it reads. */
async function serveEndless() {
  const pages = { read: 0, ended: 0 }
  async function* readExport(): AsyncGenerator<Page> {
    try {
      for (; pages.read < 100_000; pages.read++) {
        yield { columns: ['text'], rows: Array.from({ length: 1_000 }, () => ['x'.repeat(100)]) }
        await new Promise((resolve) => setImmediate(resolve))
      }
    } finally {
      pages.ended++
    }
  }
  const store = { ...api.engine.store, readExport }
  const server = await serve(api.engine, api.streamerId, { store })
  onTestFinished(() => server.stop())
  return { pages, ...server }
}

test('no more is read than the browser takes; nobody has two downloads at once; and one that is given up ends', async () => {
  const { address, pages } = await serveEndless()
  const ask = (): http.ClientRequest =>
    http.get(new URL(`${base}/ledger`, address), { headers: { cookie: panel.cookie }, agent: false })
  const first = ask()
  const [response] = (await once(first, 'response')) as [http.IncomingMessage] // what the event brings
  expect(response.statusCode).toBe(200)
  response.pause()
  // Until what lies between here and there is full: then as many looks in a row see nothing more being read.
  for (let [before, quiet] = [-1, 0]; quiet < 2_000; quiet = before === pages.read ? quiet + 1 : 0) {
    before = pages.read
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(pages.read).toBeLessThan(1_000)
  const again = await openPanel({ ...api, address })
  expect(await again.refused('GET', `${base}/ledger`)).toMatchObject({ status: 409, code: 'export-busy' })
  first.destroy()
  await expect.poll(() => pages.ended).toBe(1)
  const next = ask()
  const [after] = (await once(next, 'response')) as [http.IncomingMessage] // as above
  expect(after.statusCode).toBe(200)
  next.destroy()
})
