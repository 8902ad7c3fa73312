import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startEmbedded } from '@streambot/shared/store/embedded.ts'
import { ask } from '../support/content.ts'
import { clusterOf, isServed, makeDataFolder, makeFilledFolder, start } from '../support/data-folder.ts'
import { runOn } from '../support/postgres.ts'

const isRoot = process.getuid?.() === 0
const embeddedFile = fileURLToPath(new URL('../../shared/store/embedded.ts', import.meta.url))

test('a first start makes a database that keeps what it is told, for this machine and its owner only', async () => {
  const folder = await makeDataFolder()
  const server = await startEmbedded(folder)
  expect(server.started).toBe(true)
  const settings = await ask<{ name: string; setting: string }>(
    server.url,
    `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'jit', 'listen_addresses', 'server_encoding', 'unix_socket_directories') order by 1`,
  )
  expect(settings.map(({ name, setting }) => `${name}=${setting}`)).toEqual([
    'fsync=on',
    'full_page_writes=on',
    'jit=off',
    'listen_addresses=127.0.0.1',
    'server_encoding=UTF8',
    'unix_socket_directories=',
  ])
  expect((await stat(join(folder, 'postgres', 'password'))).mode & 0o777).toBe(0o600)
  const stranger = new Client({ connectionString: server.url.replace(/:[^:@]+@/, ':guess@') })
  await expect(stranger.connect()).rejects.toThrow('password authentication failed')
  await server.stop()
  expect(isServed(folder)).toBe(false)
})

test('a second start adopts the server that runs', async () => {
  const folder = await makeFilledFolder()
  const first = await start(folder)
  const second = await start(folder)
  expect([second.started, second.url]).toEqual([false, first.url])
})

test('two first starts at the same moment share one server', async () => {
  const folder = await makeDataFolder()
  const both = await Promise.all([start(folder), start(folder)])
  expect(both.map(({ started }) => started).toSorted()).toEqual([false, true])
  expect(both[0].url).toBe(both[1].url)
  expect(await readdir(folder)).toEqual(['postgres'])
})

test('a folder is the same one by way of a link', async () => {
  const folder = await makeFilledFolder()
  const first = await start(folder)
  await symlink(folder, join(dirname(folder), 'link'))
  expect((await start(join(dirname(folder), 'link'))).url).toBe(first.url)
})

test('after a sudden end the next start has the same port and everything that was committed', async () => {
  const folder = await makeFilledFolder()
  const first = await start(folder)
  await runOn(first.url, 'create table kept (id int)', 'insert into kept values (7)')
  await first.stopImmediately()
  expect(isServed(folder)).toBe(false)
  const second = await start(folder)
  expect([second.started, second.url]).toEqual([true, first.url])
  expect(await ask(second.url, 'select id from kept')).toEqual([{ id: 7 }])
})

test('a port that somebody else took is given up', async () => {
  const folder = await makeFilledFolder()
  const first = await start(folder)
  await first.stop()
  const port = Number(new URL(first.url).port)
  const other = createServer().listen(port, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const second = await start(folder)
  expect(new URL(second.url).port).not.toBe(String(port))
  expect(await ask(second.url, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('the process number of a dead server that another process has now does not get in the way', async () => {
  const folder = await makeFilledFolder()
  await writeFile(
    join(clusterOf(folder), 'postmaster.pid'),
    `${process.pid}\n${clusterOf(folder)}\n1\n5432\n\n127.0.0.1\n\nready   \n`,
  )
  expect((await start(folder)).started).toBe(true)
})

test('a first start that is killed half way leaves nothing that stops the next one', async () => {
  const folder = await makeDataFolder()
  await mkdir(folder)
  const child = spawn(process.execPath, [
    '-e',
    `import(${JSON.stringify(embeddedFile)}).then((m) => m.startEmbedded(${JSON.stringify(folder)}))`,
  ])
  const watcher = watch(folder)
  await once(watcher, 'change')
  watcher.close()
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect((await readdir(folder))[0]).toMatch(/^postgres-making-/)
  expect((await start(folder)).started).toBe(true)
  expect(await readdir(folder)).toEqual(['postgres'])
})

test('a server that is asked to end when unused lets its client finish, takes no other, and ends with it', async () => {
  const folder = await makeFilledFolder()
  const server = await start(folder)
  const client = new Client({ connectionString: server.url })
  await client.connect()
  await server.stopWhenUnused()
  await expect.poll(() => ask(server.url, 'select 1').catch(String)).toMatch(/shutting down/)
  expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await client.end()
  await vi.waitFor(() => expect(isServed(folder)).toBe(false), 10_000)
})

test('stop waits four seconds for a client, and then ends its session', async () => {
  const folder = await makeFilledFolder()
  const server = await start(folder)
  const client = new Client({ connectionString: server.url })
  await client.connect()
  const cuts: string[] = []
  client.on('error', (error) => cuts.push(String(error)))
  const begin = performance.now()
  await server.stop()
  expect(performance.now() - begin).toBeGreaterThan(4000)
  expect(cuts.join()).toMatch(/terminat/)
})

test('a start while the server is ending waits for it and starts it again', async () => {
  const folder = await makeFilledFolder()
  const server = await start(folder)
  const client = new Client({ connectionString: server.url })
  await client.connect()
  await server.stopWhenUnused()
  const again = start(folder)
  await client.end()
  expect(await again).toMatchObject({ started: true, url: server.url })
})

test('a data folder that is a file is a plain sentence', async () => {
  const folder = await makeDataFolder()
  await writeFile(folder, '')
  await expect(start(folder)).rejects.toThrow(/The data folder .* cannot be written .* STREAMBOT_DATA/)
})

test('a database of another major version is a plain sentence', async () => {
  const folder = await makeFilledFolder()
  await writeFile(join(clusterOf(folder), 'PG_VERSION'), '14\n')
  await expect(start(folder)).rejects.toThrow(/made by PostgreSQL 14, and this StreamBot carries PostgreSQL 18/)
})

test.skipIf(!isRoot)('a database of another user is a plain sentence (tried where the tests run as root)', async () => {
  const folder = await makeFilledFolder()
  await chown(clusterOf(folder), 12_345, 12_345)
  await expect(start(folder)).rejects.toThrow(/belongs to another user \(number 12345, and this is 0\)/)
})

test('a server that cannot start gives the end of its log', async () => {
  const folder = await makeFilledFolder()
  await expect(start(folder, { settings: { shared_buffers: 'nonsense' } })).rejects.toThrow(
    /ends right after its start.*\n[^]*invalid value for parameter "shared_buffers"/,
  )
})

test.skipIf(!isRoot)(
  'where root may not use user namespaces, the server runs as nobody, from a copy of its programs (tried as root)',
  async () => {
    const folder = await makeDataFolder()
    await chmod(dirname(folder), 0o755)
    const server = await start(folder, { namespaces: false })
    expect(await ask(server.url, 'select 1 as one')).toEqual([{ one: 1 }])
    expect((await stat(clusterOf(folder))).uid).toBe(65_534)
    await server.stop()
    // And back: a machine may allow them later.
    expect((await start(folder)).url).toBe(server.url)
    expect((await stat(clusterOf(folder))).uid).toBe(0)
  },
)

test.skipIf(!isRoot)(
  'where it then cannot reach the data folder, the sentence says what to do (tried as root)',
  async () => {
    const folder = await makeFilledFolder()
    await chmod(dirname(folder), 0o700)
    await expect(start(folder, { namespaces: false })).rejects.toThrow(/must be open to others/)
  },
)

test.skipIf(!isRoot)('an ordinary user starts it, too (tried as root, who can become one)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'streambot-ordinary-'))
  await chown(folder, 65_534, 65_534)
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(embeddedFile)})
    const server = await startEmbedded(${JSON.stringify(join(folder, 'data'))})
    console.log('started', server.started)
    await server.stop()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    uid: 65_534,
    gid: 65_534,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stdout.on('data', (text) => (said += String(text)))
  child.stderr.on('data', (text) => (said += String(text)))
  await once(child, 'close')
  expect(said.trim()).toBe('started true')
  expect(await readFile(join(folder, 'data', 'postgres', 'cluster', 'PG_VERSION'), 'utf8')).toBe('18\n')
})
