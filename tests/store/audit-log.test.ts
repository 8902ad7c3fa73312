import { excludeViewer } from '@streambot/shared/engine/exclude.ts'
import { changePoints } from '@streambot/shared/engine/points.ts'
import type { AuditFilter, ListedAudit } from '@streambot/shared/engine/ports/channel.ts'
import type { StreamerId } from '@streambot/shared/giveaway/words.ts'
import { beforeAll, expect, test } from 'vitest'
import { newMessage, openFor, person, type TestEngine } from '../support/engine.ts'
import type { TestDatabase } from '../support/database.ts'
import { accountOn, link, signInAs } from '../support/people.ts'
import { openPool } from '../support/pool.ts'
import { withEngine } from '../support/with-engine.ts'

let database: TestDatabase
let engine: TestEngine
let streamerId: StreamerId

withEngine((opened) => void ({ database, engine } = opened))
beforeAll(async () => void (streamerId = await engine.store.addStreamer('Mira')))

const [anna, moderator] = [{ ...person(1), name: 'anna' }, person(2)]

function list(count: number, after?: number): Promise<ListedAudit[]> {
  return engine.store.listAudit(streamerId, {}, { after, count })
}

async function give(actor: string, to = anna): Promise<void> {
  const message = { platform: to.platform, id: newMessage() }
  const ask = { streamerId, to, change: 'add', amount: { kind: 'points', points: 5 } } as const
  expect(await changePoints(engine.ports, ask, { actor, message })).toMatchObject({ ok: true })
}

test('a line names who did it and whom it is about: by a chat account, at the panel, by a key, by itself', async () => {
  await give('twitch:1002', moderator)
  await give('twitch:1002')
  await give(`user:${streamerId}`)
  const { id } = await engine.store.transact((tx) =>
    tx.addApiKey({ streamerId, name: 'Deck', scopes: ['points:write'], secretHash: 'x', expiresAt: undefined }),
  )
  await engine.store.transact((tx) => tx.revokeApiKey(streamerId, id))
  await give(`key:${id}`)
  await give('timer')
  await give('user:999999999999999')
  await give('user:many')
  const rows = (await list(6)).map(({ actorName, about }) => [actorName, about])
  expect(rows).toEqual([
    [null, 'anna'],
    [null, 'anna'],
    [null, 'anna'],
    ['Deck', 'anna'],
    ['Mira', 'anna'],
    [moderator.name, 'anna'],
  ])
})

test('a line of a giveaway says what can be won there, and of a giveaway alone only its lines are given', async () => {
  const giveaway = await openFor(engine, streamerId)
  await give('timer')
  const ofOne = await engine.store.listAudit(streamerId, { giveawayId: giveaway.id }, { after: undefined, count: 10 })
  expect(ofOne).toMatchObject([{ action: 'giveaway opened', title: 'Steam key', giveawayId: giveaway.id, about: null }])
  const [newest, before] = await list(2)
  expect([newest?.title, before?.title]).toEqual([null, 'Steam key'])
  expect(await list(1, newest?.id)).toEqual([before])
})

test('whoever linked accounts since is still named, and the account is', async () => {
  const [first, second] = [accountOn('twitch', 30), accountOn('kick', 30)]
  await engine.store.transact((tx) => tx.ensureViewers(streamerId, [first]))
  const message = { platform: second.platform, id: newMessage() }
  await excludeViewer(engine.ports, { streamerId, account: second, reason: 'spam' }, { actor: 'timer', message })
  await link(engine, await signInAs(engine, first), second)
  const rows = await engine.store.listAudit(streamerId, {}, { after: undefined, count: 50 })
  const excluded = rows.find(({ action }) => action === 'viewer excluded')
  expect([first.name, second.name]).toContain(excluded?.about)
  await engine.store.transact(async (tx) =>
    tx.addAudit(streamerId, 'timer', 'account linked', undefined, { platform: 'kick', platformUserId: second.userId }),
  )
  expect((await list(1))[0]?.about).toBe(second.name)
})

test('what is about one thing, or was done one way, is left; both together, too', async () => {
  const quiet = await engine.store.addStreamer('Quiet')
  const write = (actor: string, action: string) =>
    engine.store.transact(async (tx) => tx.addAudit(quiet, actor, action, undefined, {}))
  for (const actor of ['user:1', 'key:2', 'kick:3', 'operator', 'timer']) {
    await write(actor, 'points changed')
    await write(actor, 'settings changed')
  }
  const find = async (filter: AuditFilter) =>
    (await engine.store.listAudit(quiet, filter, { after: undefined, count: 50 })).map(
      ({ actor, action }) => `${actor} ${action}`,
    )
  expect(await find({ topic: 'points' })).toEqual(
    ['timer', 'operator', 'kick:3', 'key:2', 'user:1'].map((actor) => `${actor} points changed`),
  )
  for (const [by, actor] of [
    ['user', 'user:1'],
    ['key', 'key:2'],
    ['chat', 'kick:3'],
    ['operator', 'operator'],
    ['bot', 'timer'],
  ] as const) {
    expect(await find({ by })).toEqual([`${actor} settings changed`, `${actor} points changed`])
    expect(await find({ by, topic: 'settings' })).toEqual([`${actor} settings changed`])
  }
  expect(await find({ actor: 'key:2', topic: 'points' })).toEqual(['key:2 points changed'])
  expect(await find({ actor: 'key:' })).toEqual([])
  expect(await find({ topic: 'keys' })).toEqual([])
})

test(
  'a page with a filter looks so far, says how far that was, and the next one goes on there',
  { timeout: 60_000 },
  async () => {
    const busy = await engine.store.addStreamer('Busy')
    await engine.store.transact(async (tx) => tx.addAudit(busy, 'user:1', 'settings changed', undefined, {}))
    const pool = openPool(database.url)
    await pool.query(
      `INSERT INTO audit_log (streamer_id, actor, action, details)
     SELECT $1, 'twitch:' || n, 'points gambled', '{}' FROM generate_series(1, 100000) n`,
      [busy],
    )
    await pool.end()
    const find = (after?: number) => engine.store.listAudit(busy, { topic: 'settings' }, { after, count: 50 })
    expect(await find()).toEqual([])
    const reach = await engine.store.findAuditReach(busy, undefined)
    expect(await find(reach)).toMatchObject([{ actor: 'user:1' }])
    expect(await engine.store.findAuditReach(busy, reach)).toBeUndefined()
  },
)
