/** The tools as somebody runs them: processes of their own on a real database, Twitch simulated. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { requestDraw } from '@streambot/shared/engine/manage.ts'
import { readExport } from '@streambot/shared/store/exports.ts'
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { createDemoWorld } from '@streambot/simulator/demo.ts'
import { startTwitch } from '@streambot/simulator/twitch.ts'
import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { readAsk } from '../../../services/app/export/command.ts'
import { formatPages } from '@streambot/shared/files/formats.ts'
import { expectHealthy } from '../../engine/healthy.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { askOf, openEngine, openFor, pay, person, type TestEngine } from '../../support/engine.ts'

const tools = fileURLToPath(new URL('../../../services/app', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'streambot-export-'))
afterAll(() => rmSync(folder, { recursive: true }))

let database: TestDatabase
let engine: TestEngine
let streamerId: number
let giveawayId: string

const hostile = { ...person(1), name: '=HYPERLINK("http://evil")' }
const people = [hostile, { ...person(2), name: '@SUM(A1)\n"quoted", cell' }, person(3)]

beforeAll(async () => {
  database = await makeDatabase()
  engine = openEngine(database.url)
  streamerId = await engine.store.addStreamer('streamer', { graceSeconds: 0, revealSeconds: 0 })
  await pay(engine, streamerId, people, 100)
  const giveaway = await openFor(engine, streamerId, { kind: 'tickets', cost: 10, maxTickets: 5, winners: 2 })
  giveawayId = giveaway.id
  for (const who of people) await engine.entering.enter(giveaway.id, askOf(who, engine.clock, { tickets: 2 }))
  await requestDraw(engine.ports, giveaway.id, undefined, { actor: 'test' })
  await advanceGiveaway(engine.ports, giveaway.id)
})
afterAll(async () => {
  await engine.close()
  await database.drop()
})

interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

async function run(tool: string, args: readonly string[], settings: Record<string, string> = {}): Promise<Ran> {
  const env = { ...process.env, DATABASE_URL: database.url, STREAMBOT_DATA: folder, ...settings }
  const child = spawn(process.execPath, [join(tools, tool), ...args], { env })
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: Number(code), out, err }
}

const exported = (...args: string[]) => run('export.ts', args)
const giveawayLike = '22222222-2222-4222-8222-222222222222'

async function readBalances(): Promise<string> {
  let csv = ''
  for await (const piece of formatPages(readExport(database.url, streamerId, { kind: 'balances' }), 'csv')) csv += piece
  return csv
}

test('entries come as CSV, and no name of them is a formula', async () => {
  const { code, out } = await exported('entries', giveawayId)
  const rows = parse(out, { columns: true }) as Record<string, string>[] // the parser gives an object a row
  expect(code).toBe(0)
  expect(rows.map(({ name, tickets, paid, user_id: id }) => [name, tickets, paid, id])).toEqual([
    [`'${hostile.name}`, '2', '20', hostile.userId],
    // The line break of the name was taken out when it came in.
    [`'${people[1]?.name.replace('\n', ' ')}`, '2', '20', people[1]?.userId],
    [people[2]?.name, '2', '20', people[2]?.userId],
  ])
  expect(out).not.toMatch(/(^|,|\n)"?[=+@]/)
})

test('debits stay numbers, in CSV and in JSON', async () => {
  const csv = await exported('ledger')
  const json = await exported('ledger', '--format', 'jsonl')
  const lines = json.out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>) // our own lines
  expect(lines.map(({ amount }) => amount)).toEqual([100, 100, 100, -20, -20, -20])
  expect(lines[3]).toMatchObject({ name: hostile.name, reason: 'entry', giveaway: giveawayId, platform: 'twitch' })
  expect(csv.out).toContain(',-20,entry,')
})

test('winners come for one giveaway or for all', async () => {
  const [one, all] = [await exported('winners', giveawayId), await exported('winners')]
  expect(parse(one.out)).toHaveLength(3)
  expect(all.out).toBe(one.out)
})

test('a file is there whole or not at all', async () => {
  const file = join(folder, 'balances.csv')
  const { code, out } = await exported('balances', '--out', file)
  expect({ code, out }).toEqual({ code: 0, out: '' })
  expect(parse(readFileSync(file))).toHaveLength(4)
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
  const refused = await exported('balances', '--out', join(folder, 'nowhere', 'x.csv'))
  expect(refused).toMatchObject({ code: 1, err: expect.stringMatching(/cannot be written/) })
})

test('a giveaway that is not there is refused in words', async () => {
  const refused = await exported('entries', '22222222-2222-4222-8222-222222222222')
  expect(refused).toMatchObject({
    code: 1,
    out: '',
    err: 'There is no giveaway 22222222-2222-4222-8222-222222222222.\n',
  })
})

test.each([
  [['entries', 'x'], '"x" is no id of a giveaway'],
  [['entries'], 'Use: npm run export'],
  [['ledger', giveawayLike], 'Use: npm run export'],
  [['ledger', '--format', 'xml'], 'Use: npm run export'],
  [['everything'], 'Use: npm run export'],
  [['ledger', '--append'], 'Use: npm run export'],
])('%j is answered with what can be asked', (args, sentence) => {
  expect(() => readAsk(args)).toThrow(sentence)
})

test('balances that were exported are imported again by the tool, names asked for at the simulated Twitch, and undone', async () => {
  const demo = createDemoWorld({ people: 3 })
  const sim = await startTwitch({ world: demo.world })
  onTestFinished(() => sim.stop())
  const settings = {
    TWITCH_CHANNEL: demo.room.login,
    TWITCH_BOT_LOGIN: demo.bot.login,
    TWITCH_CLIENT_ID: demo.app.id,
    TWITCH_ACCESS_TOKEN: demo.botToken.access,
    TWITCH_IRC_URL: `ws://127.0.0.1:${sim.ircPort}`,
    TWITCH_ID_URL: sim.url,
    TWITCH_API_URL: sim.url,
    STREAMBOT_LOG_LEVEL: 'silent',
  }
  const file = join(folder, 'import.csv')
  const rows = demo.people.map(({ login, displayName }, index) => ({ login, displayName, points: 10 + index }))
  writeFileSync(file, `login,points\n${rows.map(({ login, points }) => `${login},${points}\n`).join('')}`)
  const { TWITCH_ACCESS_TOKEN: _, ...unlinked } = settings
  expect((await run('import-points.ts', [file], unlinked)).err).toBe('')
  expect(sim.requests).toEqual([])
  const before = await readBalances()
  const imported = await run('import-points.ts', [file, '--apply'], settings)
  expect(imported).toMatchObject({ code: 0, err: '' })
  const id = /Import (\d+): 33 points for 3 people/.exec(imported.out)?.[1] ?? ''
  const after = await readBalances()
  for (const { login, displayName, points } of rows)
    expect(after).toContain(`,${login},${displayName},${points},${points},0\r\n`)
  writeFileSync(file, after)
  const back = await run('import-points.ts', [file, '--set', '--apply'], settings)
  expect(back.out).toMatch(/: 0 points for 0 people/)
  expect(await readBalances()).toBe(after)
  expect((await run('import-points.ts', ['--undo', id])).out).toBe(
    `Import ${id} is undone: 33 points of 3 people were taken back.\n`,
  )
  expect((await readBalances()).startsWith(before)).toBe(true)
  await expectHealthy(database.url)
}, 120_000)

test('a reader who has enough, such as head, ends it quietly', async () => {
  const crowd = Array.from({ length: 20_000 }, (_, index) => person(50_000 + index))
  await pay(engine, streamerId, crowd, 1)
  const env = { ...process.env, DATABASE_URL: database.url, STREAMBOT_DATA: folder }
  const child = spawn(process.execPath, [join(tools, 'export.ts'), 'ledger'], { env })
  const ended = Promise.all([text(child.stderr), once(child, 'close')])
  await once(child.stdout, 'data')
  child.stdout.destroy()
  const [err, [code]] = await ended
  expect({ err, code: Number(code) }).toEqual({ err: '', code: 0 })
})
