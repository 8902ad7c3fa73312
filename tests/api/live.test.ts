import type { LiveMessage, NewsMessage, SnapshotMessage } from '@streambot/shared/contract/live.ts'
import { cancelGiveaway } from '@streambot/shared/engine/manage.ts'
import { createLocalLive } from '@streambot/shared/queue/local.ts'
import { afterEach, expect, test } from 'vitest'
import { type ClientOptions, WebSocket } from 'ws'
import { draw, enter, listen, open, people, startApi, type TestApi } from '../support/api.ts'
import { serve } from '../support/serve.ts'
import { person } from '../support/engine.ts'

const hostile = '<img src=x onerror=alert(1)>\u202Egnirts'
const quick = { sendEvery: 5, readEvery: 50 }

const opened: TestApi[] = []
async function start(...options: Parameters<typeof startApi>): Promise<TestApi> {
  const api = await startApi(...options)
  opened.push(api)
  return api
}
afterEach(async () => {
  for (const api of opened.splice(0)) await api.close()
})

const isSnapshot = (message: LiveMessage): message is SnapshotMessage => message.type === 'snapshot'
const newsOf =
  (kind: NewsMessage['news']['kind']) =>
  (message: LiveMessage): message is NewsMessage =>
    message.type === 'news' && message.news.kind === kind
const counting = (count: number) => (message: LiveMessage) =>
  message.type === 'news' && 'entryCount' in message.news && message.news.entryCount === count

test('a page gets a snapshot first, then the news in order, down to the revealed seed', async () => {
  const api = await start({ limits: quick })
  const giveaway = await open(api, { title: hostile, winners: 2 })
  await enter(api, giveaway, { ...person(1), name: hostile })
  const client = await listen(api)
  const snapshot = await client.find(isSnapshot)
  expect(client.messages[0]).toBe(snapshot)
  expect(snapshot.giveaways).toMatchObject([{ id: giveaway.id, title: hostile, status: 'open', entryCount: 1 }])
  expect(snapshot.activity).toMatchObject([
    { giveawayId: giveaway.id, latest: [{ platform: 'twitch', name: hostile, tickets: 1 }] },
  ])

  await enter(api, giveaway, ...people(2, 4))
  await client.find(counting(4))
  await draw(api, giveaway)
  const { news, giveaway: completed } = await client.find(newsOf('completed'))
  expect(completed).toMatchObject({ status: 'completed', seed: 'seed' in news ? news.seed : 'missing' })
  expect(completed?.winners).toHaveLength(2)
  const kinds = client.messages.flatMap((message) => (message.type === 'news' ? [message.news.kind] : []))
  expect(kinds.filter((kind) => kind !== 'entered').slice(-4)).toEqual(['closed', 'sealed', 'drawn', 'completed'])
  expectAscending(client.messages)
})

test('a snapshot tells how the count grew', async () => {
  const api = await start({ limits: { sendEvery: 0, readEvery: 50 } })
  const early = await listen(api)
  await early.find(isSnapshot)
  const giveaway = await open(api)
  await enter(api, giveaway, ...people(1, 3))
  await early.find(counting(3))
  const { activity } = await (await listen(api)).find(isSnapshot)
  expect(activity[0]?.growth[0]?.entryCount).toBe(0)
  expect(activity[0]?.growth.at(-1)?.entryCount).toBe(3)
})

test('a page sees an opening with the giveaway in it', async () => {
  const api = await start({ limits: quick })
  const client = await listen(api)
  expect((await client.find(isSnapshot)).giveaways).toEqual([])
  const giveaway = await open(api, { title: 'Art book' })
  expect(await client.find(newsOf('opened'))).toMatchObject({
    giveawayId: giveaway.id,
    giveaway: { title: 'Art book', commitment: giveaway.commitment },
  })
})

test('a page that comes back again and again misses nothing and gets nothing twice', async () => {
  const api = await start({ limits: quick })
  const steady = await listen(api)
  await steady.find(isSnapshot)
  const ids: number[] = []
  let reached: number | undefined
  for (let round = 0; round < 5; round++) {
    const client = await listen(api, reached)
    if (round === 0) reached = (await client.find(isSnapshot)).id
    const giveaway = await open(api, { word: `!round${round}` })
    await client.find((message) => message.type === 'news' && message.giveawayId === giveaway.id)
    ids.push(...client.messages.filter(({ type }) => type === 'news').map(({ id }) => id))
    expect(client.messages.filter(isSnapshot)).toHaveLength(round === 0 ? 1 : 0)
    reached = client.reached()
    await client.close()
    await cancelGiveaway(api.engine.ports, giveaway.id, { actor: 'test' })
    const missed = await open(api, { word: `!missed${round}` })
    await cancelGiveaway(api.engine.ports, missed.id, { actor: 'test' })
  }
  const last = await listen(api, reached)
  const end = await open(api, { word: '!end' })
  const isEnd = (message: LiveMessage) => message.type === 'news' && message.giveawayId === end.id
  await Promise.all([last.find(isEnd), steady.find(isEnd)])
  ids.push(...last.messages.map(({ id }) => id))
  expect(ids).toEqual(steady.messages.filter(({ type }) => type === 'news').map(({ id }) => id))
  expect(ids).toHaveLength(5 * 4 + 1)
})

test('pages that join in the middle of a storm all arrive at the same count, and hear each name once', async () => {
  const api = await start({ limits: quick })
  const giveaway = await open(api)
  const clients = [await listen(api)]
  for (let from = 1; from <= 200; from += 10) {
    const entering = enter(api, giveaway, ...people(from, from + 9))
    if (from % 50 === 1) clients.push(await listen(api))
    await entering
  }
  for (const client of clients) {
    await client.find((message) =>
      isSnapshot(message) ? message.giveaways[0]?.entryCount === 200 : counting(200)(message),
    )
    expectAscending(client.messages)
    const named = client.messages.flatMap((message) =>
      message.type === 'news' && message.news.kind === 'entered' ? message.news.latest.map(({ name }) => name) : [],
    )
    expect(new Set(named).size).toBe(named.length)
  }
})

test('an id that the news does not have any more, or never had, is answered with a snapshot', async () => {
  const api = await start({ limits: quick })
  for (const word of ['!one', '!two', '!three']) await open(api, { word })
  const { rows } = await api.engine.store.pool.query<{ id: string }>('SELECT id FROM outbox ORDER BY id')
  const first = Number(rows[0]?.id)
  await api.engine.store.pool.query('DELETE FROM outbox WHERE id = $1', [first])
  for (const after of [0, first, 999_999_999]) {
    const client = await listen(api, after)
    expect((await client.find(isSnapshot)).giveaways).toHaveLength(3)
  }
})

test('news that commits after later news is told to a page that joined in between', async () => {
  const api = await start({ limits: quick })
  const giveaway = await open(api)
  const [written, told] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const slow = api.engine.store.transact(async (tx) => {
    tx.addNews(giveaway, { kind: 'left', entryCount: 41, ticketCount: 41 })
    await tx.lockGiveaway(giveaway.id) // answered after what was sent before
    written.resolve()
    await told.promise
  })
  await written.promise
  const later = await open(api, { word: '!later' })
  const client = await listen(api)
  await client.find(isSnapshot)
  told.resolve()
  await slow
  expect((await client.find(counting(41))).type).toBe('news')
  await client.find((message) => message.type === 'news' && message.giveawayId === later.id)
  expectAscending(client.messages)
})

test('news of another process is told without a nudge', async () => {
  const api = await start({ live: createLocalLive(), limits: quick })
  const client = await listen(api)
  await client.find(isSnapshot)
  await open(api)
  expect(await client.find(newsOf('opened'))).toMatchObject({ type: 'news' })
})

test('news of another streamer is not told', async () => {
  const api = await start({ limits: quick })
  const client = await listen(api)
  await client.find(isSnapshot)
  const streamerId = await api.engine.store.addStreamer('Somebody else')
  const theirs = await open({ engine: api.engine, streamerId }, { word: '!theirs' })
  const ours = await open(api, { word: '!ours' })
  await client.find(newsOf('opened'))
  const told = JSON.stringify(client.messages)
  expect(told).toContain(ours.id)
  expect(told).not.toContain(theirs.id)
})

test('a storm of batches reaches a page as at most five updates a second', async () => {
  const api = await start()
  const giveaway = await open(api)
  const client = await listen(api)
  await client.find(isSnapshot)
  const began = performance.now()
  for (let number = 1; number <= 150; number++) await enter(api, giveaway, person(number))
  await client.find(counting(150))
  const seconds = (performance.now() - began) / 1_000
  const updates = client.messages.filter(newsOf('entered')).length
  expect(updates).toBeGreaterThanOrEqual(1)
  expect(updates).toBeLessThanOrEqual(5 * seconds + 2)
})

test('a client that stops reading is cut off, others are not, and it goes on where it was', async () => {
  const api = await start({ limits: { ...quick, waitingBytes: 2_000_000 } })
  const [slow, healthy] = [await listen(api), await listen(api)]
  await Promise.all([slow.find(isSnapshot), healthy.find(isSnapshot)])
  const giveaway = await open(api)
  await Promise.all([slow.find(newsOf('opened')), healthy.find(newsOf('opened'))])
  slow.socket.pause()
  const before = slow.reached()
  const name = 'x'.repeat(100_000)
  let count = 0
  while (api.countConnections() === 2 && count < 100) {
    count++
    const latest = Array.from({ length: 10 }, () => ({ platform: 'kick' as const, name, tickets: 1 }))
    await api.engine.store.transact(async (tx) =>
      tx.addNews(giveaway, { kind: 'entered', entryCount: count, ticketCount: count, latest }),
    )
    api.engine.ports.live.nudge()
    await healthy.find(counting(count))
  }
  expect(api.countConnections()).toBe(1)
  slow.socket.resume()
  expect(await slow.closed).toBe(1006)
  const back = await listen(api, before)
  await back.find(counting(count))
  expect(back.messages.filter(isSnapshot)).toEqual([])
})

test('a page without a sign of life is cut off, and a living one is pinged on', async () => {
  const api = await start({ limits: { ...quick, pingEvery: 1_000 } })
  const [dead, living] = [await listen(api), await listen(api)]
  dead.socket.pause()
  while (api.countConnections() === 2) await new Promise((resolve) => living.socket.once('message', resolve))
  expect(api.countConnections()).toBe(1)
  expect(living.pings).toBeGreaterThanOrEqual(1)
  dead.socket.resume()
  expect(await dead.closed).toBe(1006)
})

test.for([
  ['a foreign origin', { origin: 'http://evil.example' }, 403, 'wrong-origin'],
  ['no origin', {}, 403, 'wrong-origin'],
  ['a foreign host', { origin: 'http://evil.example', headers: { host: 'evil.example' } }, 403, 'wrong-host'],
] as const)('a connection with %s is refused', async ([, options, status, code]) => {
  const api = await start()
  expect(await refusalOf(api, '/api/live', options)).toEqual([status, code])
})

test('a bad id is refused in a sentence and changes nothing', async () => {
  const api = await start()
  for (const after of ['x', '-1', '1.5', '1e9', '9'.repeat(30)])
    expect(await refusalOf(api, `/api/live?after=${after}`, { origin: api.address })).toEqual([400, 'bad-after'])
  expect(api.countConnections()).toBe(0)
})

test('past the limit of connections a page is told to wait, and gets in when another leaves', async () => {
  const api = await start({ limits: { ...quick, connections: 2 } })
  const [first] = [await listen(api), await listen(api)]
  expect(await refusalOf(api, '/api/live', { origin: api.address })).toEqual([503, 'too-many-connections'])
  await first.close()
  const next = await listen(api)
  expect(await next.find(isSnapshot)).toBeDefined()
})

test('what a client says is not listened to, and too much of it ends the connection', async () => {
  const api = await start({ limits: quick })
  const client = await listen(api)
  await client.find(isSnapshot)
  client.socket.send('{"type":"news"}')
  const giveaway = await open(api)
  await client.find(newsOf('opened'))
  client.socket.send('x'.repeat(10_000))
  expect(await client.closed).toBe(1009)
  expect(giveaway.entryCount).toBe(0)
})

test('a server that stops lets its pages go', async () => {
  const api = await start({ limits: quick })
  const client = await listen(api)
  await client.find(isSnapshot)
  await api.stop()
  expect([1001, 1005, 1006]).toContain(await client.closed)
  const again = await serve(api.engine, api.streamerId)
  const back = await listen(again)
  expect(await back.find(isSnapshot)).toBeDefined()
  await again.stop()
})

function expectAscending(messages: readonly { id: number }[]): void {
  const ids = messages.map(({ id }) => id)
  expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => a - b))
}

/** Status and code of the answer to an upgrade that is refused. */
function refusalOf({ port }: TestApi, path: string, options: ClientOptions): Promise<[number, string]> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, options)
    socket.on('open', () => reject(new Error('The connection was not refused.')))
    socket.on('error', reject)
    socket.on('unexpected-response', (_request, response) => {
      let body = ''
      response.on('data', (part) => (body += String(part)))
      response.on('end', () => resolve([response.statusCode ?? 0, JSON.parse(body).code]))
    })
  })
}
