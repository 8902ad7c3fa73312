import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, inject, onTestFinished, test, vi } from 'vitest'
import { holdDatabase, openDatabase } from '@streambot/shared/store/database.ts'
import { ask } from '../support/content.ts'
import { isServed, makeFilledFolder, start } from '../support/data-folder.ts'
import { makeDatabase } from '../support/database.ts'

const databaseFile = fileURLToPath(new URL('../../shared/store/database.ts', import.meta.url))
const openEmbedded = (dataFolder: string) => openDatabase({ databaseUrl: undefined, dataFolder })

async function makeUrl(): Promise<string> {
  const database = await makeDatabase({ empty: true })
  onTestFinished(() => database.drop())
  return database.url
}

test('a second StreamBot on the same database is refused, and the sentence names the first', async () => {
  const url = await makeUrl()
  const first = await holdDatabase(url)
  await expect(holdDatabase(url, 'this data folder, /data', 200)).rejects.toThrow(
    new RegExp(`StreamBot already runs on this data folder, /data \\(process ${process.pid} on .*\\)`),
  )
  await first.release()
  await (await holdDatabase(url)).release()
})

test('holds on two databases of one server are two holds', async () => {
  const holds = [await holdDatabase(await makeUrl()), await holdDatabase(await makeUrl())]
  for (const hold of holds) await hold.release()
  expect(holds).toHaveLength(2)
})

test('a hold comes back by itself after its connection was cut', async () => {
  const url = await makeUrl()
  const hold = await holdDatabase(url)
  onTestFinished(() => hold.release())
  await ask(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'streambot hold%' and datname = current_database()`,
  )
  await vi.waitFor(async () => {
    const held = await ask(
      url,
      `select from pg_locks l join pg_database d on d.oid = l.database where locktype = 'advisory' and datname = current_database() and granted`,
    )
    expect(held).toHaveLength(1)
  }, 5000)
  await expect(holdDatabase(url, 'it', 100)).rejects.toThrow('already runs on it')
})

test('a tool that runs beside the app leaves the server to it; the app ends the server', async () => {
  const folder = await makeFilledFolder()
  const app = await openEmbedded(folder)
  await app.hold()
  const tool = await openEmbedded(folder)
  await tool.stop()
  expect(await ask(app.url, 'select 1 as one')).toEqual([{ one: 1 }])
  await app.stop()
  expect(isServed(folder)).toBe(false)
})

test('a tool that started the server ends it, unless an app came to hold it', async () => {
  const folder = await makeFilledFolder()
  const tool = await openEmbedded(folder)
  const app = await openEmbedded(folder)
  await app.hold()
  await tool.stop()
  expect(isServed(folder)).toBe(true)
  await app.stop()
  expect(isServed(folder)).toBe(false)
  const alone = await openEmbedded(folder)
  await alone.stop()
  expect(isServed(folder)).toBe(false)
})

test('a tool that found a server without an owner leaves it as it found it', async () => {
  const folder = await makeFilledFolder()
  await start(folder)
  await (await openEmbedded(folder)).stop()
  expect(isServed(folder)).toBe(true)
})

test('an app that ends lets a tool finish, and the server ends after it', async () => {
  const folder = await makeFilledFolder()
  const app = await openEmbedded(folder)
  await app.hold()
  const tool = await openEmbedded(folder)
  await app.stop()
  expect(isServed(folder)).toBe(true)
  await tool.stop()
  await vi.waitFor(() => expect(isServed(folder)).toBe(false), 10_000)
})

test('after kill -9 of the app the next one adopts its server at once, and ends it', async () => {
  const folder = await makeFilledFolder()
  const script = `
    const { openDatabase } = await import(${JSON.stringify(databaseFile)})
    const database = await openDatabase({ dataFolder: ${JSON.stringify(folder)} })
    await database.hold()
    console.log(database.url)
    setInterval(() => {}, 1000)`
  const app = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [url] = await once(createInterface(app.stdout), 'line')
  app.kill('SIGKILL')
  await once(app, 'exit')
  const next = await openEmbedded(folder)
  await next.hold()
  expect(next.url).toBe(url)
  await next.stop()
  expect(isServed(folder)).toBe(false)
})

test("a server of one's own is used as it is, and never stopped", async () => {
  const database = await openDatabase({ databaseUrl: inject('postgresUrl'), dataFolder: '/nowhere' })
  expect(database).toMatchObject({ url: inject('postgresUrl'), kind: 'server' })
  await database.stop()
  expect(await ask(database.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('a server that cannot be reached is a plain sentence without the password', async () => {
  const opening = openDatabase({ databaseUrl: 'postgres://me:hush@127.0.0.1:1/streambot', dataFolder: '/nowhere' })
  await expect(opening).rejects.toThrow(
    'The database of DATABASE_URL (127.0.0.1:1/streambot) cannot be reached: connect ECONNREFUSED',
  )
  await expect(opening).rejects.not.toThrow('hush')
})

test('a server that is too old is a plain sentence', async () => {
  const url = await fakeServer('14.9')
  await expect(openDatabase({ databaseUrl: url, dataFolder: '/nowhere' })).rejects.toThrow(
    'DATABASE_URL leads to PostgreSQL 14.9, and StreamBot needs 15 or newer.',
  )
})

/** Speaks as much of PostgreSQL's protocol as it takes to say its version: no server that old is at hand. */
async function fakeServer(version: string): Promise<string> {
  const answer = Buffer.concat([
    message(
      'T',
      Buffer.from([0, 1]),
      Buffer.from('version\0'),
      Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0]),
    ),
    message('D', Buffer.from([0, 1, 0, 0, 0, version.length]), Buffer.from(version)),
    message('C', Buffer.from('SHOW\0')),
    message('Z', Buffer.from('I')),
  ])
  const server = createServer((socket: Socket) => {
    socket.once('data', () => {
      socket.write(Buffer.concat([message('R', Buffer.from([0, 0, 0, 0])), message('Z', Buffer.from('I'))]))
      socket.once('data', () => socket.write(answer))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  // A TCP server always has an address and a port.
  return `postgres://me@127.0.0.1:${(server.address() as AddressInfo).port}/streambot`
}

function message(type: string, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  const length = Buffer.alloc(4)
  length.writeInt32BE(body.length + 4)
  return Buffer.concat([Buffer.from(type), length, body])
}
