import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FindAccounts } from '@streambot/shared/engine/ports/chat.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ImportCommand, readCommand } from '../../../services/app/import/command.ts'
import { runImport, runUndo } from '../../../services/app/import/run.ts'
import { makeDatabase, type TestDatabase } from '../../support/database.ts'
import { openEngine, pay, person, type TestEngine } from '../../support/engine.ts'
import { expectHealthy } from '../../engine/healthy.ts'

const folder = mkdtempSync(join(tmpdir(), 'streambot-import-'))
afterAll(() => rmSync(folder, { recursive: true }))

let database: TestDatabase
let engine: TestEngine
let streamerId: number
let said: string[] = []

beforeAll(async () => {
  database = await makeDatabase()
  engine = openEngine(database.url)
  streamerId = await engine.store.addStreamer('streamer')
})
beforeEach(() => void (said = []))
afterEach(() => expectHealthy(database.url))
afterAll(async () => {
  await engine.close()
  await database.drop()
})

/** A platform that knows these accounts. */
const knows =
  (...accounts: readonly Account[]): FindAccounts =>
  async (by, values) =>
    accounts.filter((account) => values.includes(by === 'id' ? account.userId : account.login))

let files = 0
function save(text: string): string {
  const path = join(folder, `points-${++files}.csv`)
  writeFileSync(path, text)
  return path
}

function run(args: readonly string[], platform?: FindAccounts): Promise<boolean> {
  const command = readCommand(args)
  const world = { ...engine, streamerId, platform, say: (line: string) => void said.push(line) }
  return command.kind === 'undo' ? runUndo(world, command) : runImport(world, command)
}

const balanceOf = (who: Account) => engine.store.findBalance(streamerId, who)
async function countRows(): Promise<number[]> {
  const { rows } = await engine.store.pool.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM point_imports UNION ALL SELECT count(*)::int FROM balance_ledger
      UNION ALL SELECT count(*)::int FROM viewers UNION ALL SELECT count(*)::int FROM audit_log`,
  )
  return rows.map(({ n }) => n)
}

test('a dry run says what would be, and changes nothing', async () => {
  const [old, fresh] = [person(1), person(2)]
  await pay(engine, streamerId, [old], 10)
  const file = save(`name,points\n${old.login},1500\n${fresh.login},70\nghost,3\nnightbot,9\nmira,-1\n`)
  const before = await countRows()
  expect(await run([file], knows(old, fresh))).toBe(true)
  expect(await countRows()).toEqual(before)
  expect(said).toEqual([
    'rows       5, of which 1 cannot be used',
    'people     2 found, 1 of them new to StreamBot',
    'points     1,570 in all, on top of what people have',
    'top 10                 1,500  Viewer1',
    '                          70  Viewer2',
    'bad rows (1):',
    '  line 6 "-1" points are less than none',
    'not found, and left out (1):',
    '  line 4: ghost, 3 points',
    'bots, and left out (1):',
    '  line 5: nightbot, 9 points',
    'This was a dry run, and nothing is changed. With --apply it is imported.',
  ])
})

test('applied it moves the points, once: the same file is refused with the day, until it is undone', async () => {
  const who = person(11)
  const file = save(`name,points\n${who.login},30\n`)
  expect(await run([file, '--apply'], knows(who))).toBe(true)
  const [, id = ''] = /Import (\d+): 30 points for 1 people/.exec(said.at(-1) ?? '') ?? []
  const before = await countRows()
  said = []
  expect(await run([file, '--apply', '--set'], knows(who))).toBe(false)
  expect(said).toEqual([expect.stringMatching(/^This file was imported already, on \d{4}-\d\d-\d\d at .*--undo \d+$/)])
  expect([await countRows(), await balanceOf(who)]).toEqual([before, 30])
  expect(await run(['--undo', id])).toBe(true)
  expect(await run(['--undo', id])).toBe(false)
  expect(said.at(-1)).toMatch(/^Import \d+ was undone already, on /)
  expect(await run([file, '--apply'], knows(who))).toBe(true)
  expect(await balanceOf(who)).toBe(30)
})

test('two runs of one file at once import it once', async () => {
  const who = person(21)
  const file = save(`name,points\n${who.login},30\n`)
  const done = await Promise.all([run([file, '--apply'], knows(who)), run([file, '--apply'], knows(who))])
  expect(done.sort()).toEqual([false, true])
  expect(await balanceOf(who)).toBe(30)
})

test('bad rows stop it, and nothing is changed, unless they are to be left out', async () => {
  const who = person(31)
  const file = save(`name,points\n${who.login},30\nother,1.5\n`)
  const before = await countRows()
  expect(await run([file, '--apply'], knows(who))).toBe(false)
  expect(said.at(-1)).toBe('Nothing is imported: put the bad rows right, or leave them out with --skip-bad.')
  expect(await countRows()).toEqual(before)
  expect(await run([file, '--apply', '--skip-bad'], knows(who))).toBe(true)
  expect(await balanceOf(who)).toBe(30)
})

test('in the place of what people have, with --set', async () => {
  const [more, less] = [person(41), person(42)]
  await pay(engine, streamerId, [more, less], 10)
  const file = save(`name,points\n${more.login},25\n${less.login},0\n`)
  expect(await run([file, '--apply', '--set'], knows(more, less))).toBe(true)
  expect([await balanceOf(more), await balanceOf(less)]).toEqual([25, 0])
})

test('without credentials people are found who were seen in the chat, which is said', async () => {
  const who = person(51)
  await pay(engine, streamerId, [who], 1)
  expect(await run([save(`id,name,points\n${who.userId},,5\n,viewer52,5\n`), '--apply'])).toBe(true)
  expect(said[0]).toBe('Without Twitch credentials in the settings only people are found who were seen in your chat.')
  expect(said).toContain('  line 3: viewer52, 5 points')
  expect(await balanceOf(who)).toBe(6)
})

test('whom Twitch no longer knows by this name may have been seen under it', async () => {
  const before = person(61)
  await pay(engine, streamerId, [before], 1)
  expect(await run([save(`name,points\n${before.login},5\n`), '--apply'], knows())).toBe(true)
  expect(await balanceOf(before)).toBe(6)
})

test('a name that somebody took over gets the points of who has it today', async () => {
  const before = person(71)
  await pay(engine, streamerId, [before], 1)
  const now = { ...person(72), login: before.login }
  expect(await run([save(`name,points\n${before.login},5\n`), '--apply'], knows(now))).toBe(true)
  expect([await balanceOf(before), await balanceOf(now)]).toEqual([1, 5])
})

test('more than a hundred are looked up in batches, and it is said how far it is', async () => {
  const people = Array.from({ length: 5_200 }, (_, index) => person(10_000 + index))
  const batches: number[] = []
  const find: FindAccounts = (by, values) => {
    batches.push(values.length)
    return knows(...people)(by, values)
  }
  const rows = people.map(({ login }) => `${login},1\n`).join('')
  expect(await run([save(`name,points\n${rows}`), '--apply'], find)).toBe(true)
  expect(new Set(batches)).toEqual(new Set([100]))
  expect(said).toContain('looked 5,000 of 5,200 people up ...')
  expect(said).toContain('writing the points of 5,200 people in one transaction ...')
})

test('points that were spent are named, and stay unless what is left is to be taken', async () => {
  const who = { ...person(81), name: 'Evil\u001b[2J' }
  const file = save(`name,points\n${who.login},30\n`)
  await run([file, '--apply'], knows(who))
  const id = /Import (\d+):/.exec(said.at(-1) ?? '')?.[1] ?? ''
  await run([save(`name,points\n${who.login},12\n`), '--apply', '--set'], knows(who))
  said = []
  expect(await run(['--undo', id])).toBe(false)
  expect(said).toEqual([
    'people who have spent some of these points (1):',
    '  Evil[2J: 12 left of 30',
    'Nothing is taken back. With --as-far-as-possible what these people have left is taken.',
  ])
  expect(await balanceOf(who)).toBe(12)
  expect(await run(['--undo', id, '--as-far-as-possible'])).toBe(true)
  expect(await balanceOf(who)).toBe(0)
})

test('a file that is not there, and an import that is not, are said', async () => {
  await expect(run([join(folder, 'none.csv')])).rejects.toThrow(/none\.csv cannot be read: .*ENOENT/)
  expect(await run(['--undo', '999999'])).toBe(false)
  expect(said).toEqual(['There is no import 999999.'])
})

test('arguments say what is asked', () => {
  const asked: ImportCommand = {
    kind: 'import',
    file: 'a.csv',
    source: 'firebot',
    mode: 'set',
    mapping: { name: undefined, points: 'Gold', id: undefined },
    apply: true,
    skipBad: false,
  }
  expect(readCommand(['a.csv', '--from', 'firebot', '--set', '--apply', '--points-column', 'Gold'])).toEqual(asked)
  expect(readCommand(['--undo', '7'])).toEqual({ kind: 'undo', importId: 7, spent: 'refuse' })
})

test.each([
  [[]],
  [['a.csv', 'b.csv']],
  [['a.csv', '--set', '--add']],
  [['a.csv', '--from', 'nightbot']],
  [['a.csv', '--as-far-as-possible']],
  [['a.csv', '--undo', '1']],
  [['--undo', 'x']],
  [['--undo', '1', '--apply']],
  [['a.csv', '--force']],
])('%j is answered with the usage', (args) => {
  expect(() => readCommand(args)).toThrow(/Use: npm run import:points -- FILE/)
})
