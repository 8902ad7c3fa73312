/** Points from other bots over HTTP: looked at, imported once, undone; and files that mean harm. */
import { pageOf } from '@streambot/shared/contract/channel.ts'
import {
  importedSchema,
  importPreviewSchema,
  importSchema,
  importUndoneSchema,
} from '@streambot/shared/contract/imports.ts'
import type { Problem } from '@streambot/shared/contract/http.ts'
import type { FindAccounts } from '@streambot/shared/engine/ports/chat.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { expectHealthy } from '../engine/healthy.ts'
import { startApi, type TestApi } from '../support/api.ts'
import { pay, person } from '../support/engine.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

let api: TestApi
let panel: Panel
/** Whom Twitch knows besides those seen in the chat, and what it is asked. */
let known: Account[] = []
let asked = 0
let wait: Promise<unknown> = Promise.resolve()
const findAccounts: FindAccounts = async (by, values) => {
  asked += values.length
  await wait
  return known.filter((account) => values.includes(by === 'id' ? account.userId : account.login))
}

beforeAll(async () => {
  api = await startApi({ limits: { requests: 10_000, writes: 10_000 }, lookUps: { twitch: { findAccounts } } })
  panel = await openPanel(api)
})
afterAll(async () => {
  await expectHealthy(api.databaseUrl)
  await api.close()
})

const base = '/api/channel/imports'

function send(path: string, file: string | Uint8Array<ArrayBuffer>, type = 'text/csv'): Promise<Response> {
  const headers = { cookie: panel.cookie, origin: api.address, 'content-type': type }
  return fetch(new URL(`${base}${path}`, api.address), { method: 'POST', headers, body: file })
}

async function read<Shape extends z.ZodType>(shape: Shape, response: Response): Promise<z.infer<Shape>> {
  const body: unknown = await response.json()
  expect(response.status, JSON.stringify(body)).toBe(200)
  return shape.parse(body)
}

const preview = async (file: string, query = '') =>
  read(importPreviewSchema.strict(), await send(`/preview${query}`, file))
const apply = async (file: string, query = '') => read(importedSchema.strict(), await send(query, file))
const problemOf = async (response: Response): Promise<Problem> => (await response.json()) as Problem // a test reads it
const balanceOf = (who: Account) => api.engine.store.findBalance(api.streamerId, who)

/** Somebody whom no other test has; without points Twitch knows them, and the chat does not. */
let numbers = 100
const someone = (): Account => person(numbers++)
async function seen(points: number): Promise<Account> {
  const who = someone()
  if (points > 0) await pay(api.engine, api.streamerId, [who], points)
  else known.push(who)
  return who
}

test('a file is looked at before: what is read, who is found, and what they would have; nothing changes', async () => {
  const [old, fresh] = [await seen(10), someone()]
  known = [fresh]
  const file = `name,points\n${old.login},1500\n${fresh.login},70\nghost,3\nnightbot,9\nmira,-1\n`
  expect(await preview(file)).toEqual({
    source: 'csv',
    mode: 'add',
    hasHeader: true,
    cells: ['name', 'points'],
    columns: { name: 1, points: 2, id: null },
    rows: 5,
    known: 1,
    newcomers: 1,
    points: 1570,
    people: [
      { name: old.name, login: old.login, points: 1500, before: 10, after: 1510, isTooRich: false },
      { name: fresh.name, login: fresh.login, points: 70, before: 0, after: 70, isTooRich: false },
    ],
    bad: { count: 1, first: [{ line: 6, why: '"-1" points are less than none' }] },
    notFound: { count: 1, first: [{ line: 4, name: 'ghost', points: 3 }] },
    excluded: { count: 1, first: [{ line: 5, name: 'nightbot', points: 9 }] },
    askedTwitch: true,
    imported: null,
  })
  expect((await preview(file, '?mode=set')).people[0]).toMatchObject({ before: 10, after: 1500 })
  expect(await balanceOf(old)).toBe(10)
  expect((await panel.get(pageOf(importSchema.strict()), base)).items).toEqual([])
})

test('what was just looked at is imported without asking again, once, and listed; undone it may come again', async () => {
  const who = await seen(10)
  const file = `name,points\n${who.login},30\n`
  await preview(file)
  const before = asked
  const done = await apply(file)
  expect(done).toMatchObject({ isNew: true, tooRich: [], import: { people: 1, points: 30, undoneAt: null } })
  expect(asked).toBe(before)
  expect(await apply(file, '?mode=set')).toEqual({ ...done, isNew: false })
  expect((await preview(file)).imported).toEqual(done.import)
  expect(await balanceOf(who)).toBe(40)
  const { id } = done.import
  const undone = await panel.write(importUndoneSchema.strict(), 'POST', `${base}/${id}/undo`, {})
  expect(undone).toEqual({ people: 1, points: 30, spent: { count: 0, first: [] } })
  expect(await balanceOf(who)).toBe(10)
  expect(await panel.refused('POST', `${base}/${id}/undo`, {})).toMatchObject({ status: 409, code: 'import-undone' })
  const { items } = await panel.get(pageOf(importSchema.strict()), base)
  expect(items[0]).toMatchObject({ id, undoneAt: expect.any(String) })
  expect(await apply(file)).toMatchObject({ isNew: true })
  const audit = await (await panel.ask('GET', '/api/channel/audit?limit=3')).text()
  expect(audit).toContain('points imported')
})

test('sent eight times at once it is imported once', async () => {
  const who = await seen(0)
  const file = `name,points\n${who.login},7\n`
  const all = await Promise.all(Array.from({ length: 8 }, () => apply(file)))
  expect(all.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(new Set(all.map((one) => one.import.id)).size).toBe(1)
  expect(await balanceOf(who)).toBe(7)
})

test('while one file is read another one is refused, and the same one waits with it', async () => {
  const who = await seen(0)
  const file = `name,points\n${who.login},8\n`
  let go = (): void => undefined
  wait = new Promise<void>((resolve) => (go = resolve))
  const before = asked
  const first = preview(file)
  await expect.poll(() => asked).toBe(before + 1)
  expect(await problemOf(await send('/preview', 'name,points\nother,1\n'))).toMatchObject({ code: 'import-busy' })
  const second = preview(file)
  go()
  expect(await second).toEqual(await first)
  expect(asked).toBe(before + 1)
})

test('points that were spent are named, and what is left is taken where that is asked for', async () => {
  const who = await seen(0)
  const { import: made } = await apply(`name,points\n${who.login},30\n`)
  await apply(`name,points\n${who.login},12\n`, '?mode=set')
  const path = `${base}/${made.id}/undo`
  expect(await panel.refused('POST', path, {})).toMatchObject({
    code: 'import-spent',
    faults: [{ where: who.name, message: '12 left of 30' }],
  })
  expect(await balanceOf(who)).toBe(12)
  const undone = await panel.write(importUndoneSchema.strict(), 'POST', path, { spent: 'take-the-rest' })
  expect(undone).toEqual({
    people: 1,
    points: 12,
    spent: { count: 1, first: [{ name: who.name, amount: 30, balance: 12 }] },
  })
  expect(await balanceOf(who)).toBe(0)
})

test('columns are chosen by header or number, and whoever would have too much is said before', async () => {
  const who = await seen(5)
  const file = `Rang;Spieler;Taler\n1;${who.login};1000000000000\n`
  expect(await problemOf(await send('/preview', file))).toMatchObject({
    code: 'unreadable-file',
    faults: [{ where: 'columns', message: expect.stringContaining('"Rang", "Spieler", "Taler"') }],
  })
  const chosen = await preview(file, '?nameColumn=Spieler&pointsColumn=3')
  expect(chosen).toMatchObject({
    columns: { name: 2, points: 3, id: null },
    people: [{ before: 5, after: 5, isTooRich: true }],
  })
  expect(await apply(file, '?nameColumn=2&pointsColumn=3')).toMatchObject({
    tooRich: [who.name],
    import: { points: 0 },
  })
})

test('lines that cannot be used stop it, unless they are left out', async () => {
  const who = await seen(0)
  const file = `name,points\n${who.login},30\nother,1.5\n`
  expect(await problemOf(await send('', file))).toMatchObject({
    status: 422,
    code: 'bad-lines',
    faults: [{ where: 'line 3', message: '"1.5" is not a whole number' }],
  })
  expect(await balanceOf(who)).toBe(0)
  expect(await apply(file, '?skipBad=true')).toMatchObject({ import: { rows: 2, people: 1 } })
  expect(await balanceOf(who)).toBe(30)
})

describe('a file that means harm', () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>, RegExp]>([
    ['is empty', '', /empty/],
    ['has one line that never ends', 'x'.repeat(3_000_000), /far too long/],
    ['has NULs for text', new Uint8Array(1_000_000), /./],
    ['is in another encoding', Buffer.from('name,points\nzo\u00eb,5\n', 'latin1'), /Save it as UTF-8/],
    ['is an Excel workbook', Buffer.from('PK\u0003\u0004rest'), /Excel workbook/],
    ['is an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe, 0xfd]), /UTF-8/],
    ['has a million lines', `n,1\n`.repeat(1_000_000), /more than 100000 lines/],
  ])('that %s is refused in a sentence', async (_, file, sentence) => {
    const problem = await problemOf(await send('/preview?nameColumn=1&pointsColumn=2', file))
    expect(problem).toMatchObject({ status: 422, code: 'unreadable-file' })
    expect(problem.faults?.[0]?.message).toMatch(sentence)
  })

  test('that is too large is not read, and other routes take no more than before', async () => {
    expect(await problemOf(await send('', 'x'.repeat(10 * 1024 * 1024 + 1)))).toMatchObject({
      status: 413,
      code: 'too-large',
    })
    const body = { reason: 'x'.repeat(100_000) }
    expect(await panel.refused('PUT', '/api/channel/exclusions/1', body)).toMatchObject({
      status: 413,
      code: 'too-large',
    })
  })

  test('with formulas for names has bad lines, and nothing of it is written', async () => {
    const { bad, people } = await preview('name,points\n"=HYPERLINK(""http://evil"")",5\n\u001b[2Jx,1\n')
    expect(people).toEqual([])
    expect(bad.first).toEqual([
      { line: 2, why: '"=hyperlink(\\"http://evil\\")" is no name of a Twitch account' },
      { line: 3, why: '"[2jx" is no name of a Twitch account' },
    ])
  })

  test('sent as JSON or by a page elsewhere is no file of ours', async () => {
    expect((await send('', '{"a":1}', 'application/json')).status).toBe(422)
    const headers = { cookie: panel.cookie, origin: 'http://evil.example', 'content-type': 'text/plain' }
    const response = await fetch(new URL(base, api.address), { method: 'POST', headers, body: 'name,points\na,1\n' })
    expect(response.status).toBe(403)
  })
})

test('while a large file is read, others are answered', async () => {
  wait = Promise.resolve()
  const rows = Array.from({ length: 90_000 }, (_, index) => `nobody_${index},7\n`).join('')
  let isRead = false
  const reading = preview(`name,points\n${rows}`).finally(() => (isRead = true))
  let answered = 0
  while (!(await Promise.race([reading.then(() => true), panel.ask('GET', '/api/channel/imports').then(() => isRead)])))
    answered++
  expect(await reading).toMatchObject({ rows: 90_000, notFound: { count: 90_000 } })
  expect(answered).toBeGreaterThan(5)
})
