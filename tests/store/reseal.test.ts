import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addKey, createVault, loadKeys, type VaultKey } from '@streambot/shared/runtime/crypto.ts'
import { createOverlaySeals } from '@streambot/shared/runtime/overlay-tokens.ts'
import { importKeys, makePool } from '@streambot/shared/engine/keys.ts'
import { readKeys } from '@streambot/shared/giveaway/keys.ts'
import { createLocalLive } from '@streambot/shared/queue/local.ts'
import { createKeySeals } from '@streambot/shared/runtime/key-seals.ts'
import { createSeeds } from '@streambot/shared/runtime/seeds.ts'
import { createWebhookSecrets } from '@streambot/shared/runtime/webhook-secrets.ts'
import { type OpenStore, openStore } from '@streambot/shared/store/open.ts'
import { createTokenSeals, createTokenStore } from '@streambot/shared/store/platform-connections.ts'
import { countOldSeals, resealAll } from '@streambot/shared/store/reseal.ts'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { person } from '../support/engine.ts'
import { openPool } from '../support/pool.ts'

const makeKey = (id: string): VaultKey => ({ id, key: randomBytes(32) })
const [a, b] = [makeKey('a'), makeKey('b')]
const [before, both, after] = [createVault([a]), createVault([b, a]), createVault([b])]

let database: TestDatabase
let store: OpenStore
let streamerId: number

beforeEach(async () => {
  database = await makeDatabase()
  store = openStore({ url: database.url })
  streamerId = await store.addStreamer('streamer')
})
afterEach(async () => {
  await store.close()
  await database.drop()
})

async function addAccount(number: number, vault = before, refreshToken: string | undefined = `refresh-${number}`) {
  return store.transact(async (tx) => {
    const userId = await tx.addUser(`User ${number}`)
    const id = await tx.saveConnection(userId, 'streamer', person(number))
    const tokens = { accessToken: `access-${number}`, refreshToken, expiresAt: undefined, scopes: [] }
    tx.storeTokens(id, createTokenSeals(vault).seal(id, tokens))
    return id
  })
}

async function addGiveaway(status: string) {
  const seeds = createSeeds(before)
  const id = seeds.newId()
  const { sealed, commitment } = seeds.make(id)
  const times = {
    remindsAt: undefined,
    opensAt: undefined,
    openedAt: new Date(),
    minutes: undefined,
    closesAt: undefined,
  }
  await store.transact((tx) =>
    tx.addGiveaway({
      id,
      streamerId,
      title: 'Mug',
      word: id,
      rules: usualRules,
      status: 'open',
      sealedSeed: sealed,
      commitment,
      ...times,
    }),
  )
  if (status === 'sealed')
    await store.pool.query(`UPDATE giveaways SET status = 'closed', sealed_at = now(), digest = 'd' WHERE id = $1`, [
      id,
    ])
  return { id, seed: seeds.open(id, sealed) }
}

async function openSeed(id: string, vault = after): Promise<string> {
  const { rows } = await store.pool.query<{ sealed_seed: string }>('SELECT sealed_seed FROM giveaways WHERE id = $1', [
    id,
  ])
  return createSeeds(vault).open(id, rows[0]?.sealed_seed ?? '')
}

async function accessTokenOf(id: number, vault = after): Promise<string | undefined> {
  const pool = openPool(database.url)
  try {
    return (await createTokenStore(pool, vault).find(id))?.accessToken
  } finally {
    await pool.end()
  }
}

test('tokens, seeds, secrets and addresses of overlays open with the new key alone, the seeds of sealed giveaways among them', async () => {
  const ids = [await addAccount(1), await addAccount(2, before, undefined)]
  const seeds = [await addGiveaway('open'), await addGiveaway('sealed')]
  const { id: webhookId, secret, sealed } = createWebhookSecrets(before).make()
  const webhook = {
    id: webhookId,
    streamerId,
    url: 'https://a.test/',
    events: ['opened'],
    sealedSecret: sealed,
  } as const
  await store.transact(async (tx) => tx.addWebhook(webhook))
  const overlayId = '44444444-4444-4444-8444-444444444444'
  const sealedToken = createOverlaySeals(before).seal(overlayId, 'token')
  const overlay = { id: overlayId, streamerId, name: 'Main', tokenHash: 'h', sealedToken, options: {}, css: '' }
  await store.transact((tx) => tx.addOverlay(overlay))
  expect(await countOldSeals(store.pool, both)).toBe(6)
  expect(await resealAll(store.pool, both)).toEqual({ rows: 6, lost: [] })
  const [shown] = await store.findOverlays(streamerId)
  expect(createOverlaySeals(after).open(overlayId, shown?.sealedToken ?? '')).toBe('token')
  expect(createOverlaySeals(before).open(overlayId, shown?.sealedToken ?? '')).toBeUndefined()
  const [stored] = await store.findWebhooks(streamerId)
  expect(createWebhookSecrets(after).open(webhookId, stored?.sealedSecret ?? '')).toBe(secret)
  expect(await countOldSeals(store.pool, both)).toBe(0)
  expect(await Promise.all(ids.map((id) => accessTokenOf(id)))).toEqual(['access-1', 'access-2'])
  for (const { id, seed } of seeds) expect(await openSeed(id)).toBe(seed)
  await expect(accessTokenOf(ids[0] ?? 0, before)).rejects.toThrow('sealed under the key "b"')
})

test('prize keys open with the new key alone, and a key that is there is still known', async () => {
  const add = async (vault: typeof before, text: string) => {
    const ports = { store, clock: { now: () => new Date() }, live: createLocalLive(), keySeals: createKeySeals(vault) }
    const made = await makePool(ports, { streamerId, name: text, prizeClass: undefined }, { actor: 'test' })
    const ask = { streamerId, poolId: made.ok ? made.value.id : 0, read: readKeys(text) }
    const steps = []
    for await (const step of importKeys(ports, ask, { actor: 'test' })) steps.push(step)
    return { poolId: ask.poolId, added: steps.at(-1)?.added }
  }
  const { poolId } = await add(before, 'FIRST-KEY-001\nSECOND-KEY-002')
  expect(await resealAll(store.pool, both)).toEqual({ rows: 3, lost: [] })
  const listed = await store.listKeys(streamerId, { poolId }, { after: undefined, count: 10 })
  for (const [index, key] of ['FIRST-KEY-001', 'SECOND-KEY-002'].entries()) {
    const id = listed[index]?.id ?? 0
    const sealed = await store.transact((tx) => tx.findSealedKey(streamerId, poolId, id))
    expect(createKeySeals(after).open(id, sealed ?? '')).toBe(key)
    expect(createKeySeals(before).open(id, sealed ?? '')).toBeUndefined()
  }
  expect(await add(after, 'THIRD-KEY-003\nFIRST-KEY-001')).toMatchObject({ added: 1 })
})

test('two runs at once seal every row once', async () => {
  const ids = await Promise.all(Array.from({ length: 30 }, (_, number) => addAccount(number)))
  await Promise.all(Array.from({ length: 5 }, () => addGiveaway('open')))
  const other = openStore({ url: database.url })
  onTestFinished(() => other.close())
  const runs = await Promise.all([
    resealAll(store.pool, both),
    resealAll(other.pool, both),
    resealAll(other.pool, both),
  ])
  expect(runs.reduce((sum, { rows }) => sum + rows, 0)).toBe(35)
  for (const [number, id] of ids.entries()) expect(await accessTokenOf(id)).toBe(`access-${number}`)
})

test('a run that was stopped half way goes on, over more rows than a page has', async () => {
  await store.pool.query(`INSERT INTO users (display_name) SELECT 'many' FROM generate_series(1, 1100)`)
  const { rows } = await store.pool.query<{ id: string }>(
    `INSERT INTO platform_connections (user_id, platform, platform_user_id, login, display_name)
     SELECT id, 'kick', id, 'x', 'X' FROM users WHERE display_name = 'many' RETURNING id`,
  )
  const ids = rows.map(({ id }) => Number(id))
  await store.pool.query(
    `UPDATE platform_connections c SET access_token = blob FROM unnest($1::bigint[], $2::text[]) AS s (id, blob) WHERE c.id = s.id`,
    [
      ids,
      ids.map((id, index) => (index % 3 === 0 ? both : before).seal(`t${id}`, `platform_connections:${id}:access`)),
    ],
  )
  expect((await resealAll(store.pool, both)).rows).toBe(ids.length - Math.ceil(ids.length / 3))
  expect(await accessTokenOf(ids.at(-1) ?? 0)).toBe(`t${ids.at(-1)}`)
  expect(await resealAll(store.pool, both)).toEqual({ rows: 0, lost: [] })
})

test('what no key opens is named, stays as it is, and holds nothing else up', async () => {
  const gone = await addAccount(1, createVault([makeKey('gone')]))
  const id = await addAccount(2)
  const { rows, lost } = await resealAll(store.pool, both)
  expect(rows).toBe(1)
  expect(lost).toEqual([expect.stringContaining(`platform_connections:${gone}:access was sealed under the key "gone"`)])
  expect(await accessTokenOf(id)).toBe('access-2')
})

test('a fresh key stands in front of the others in the file, under an id of its own', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'streambot-keys-'))
  onTestFinished(() => rm(dataFolder, { recursive: true }))
  const first = await loadKeys({ dataFolder })
  const second = await addKey(dataFolder)
  const third = await addKey(dataFolder)
  expect(third.slice(1)).toEqual(second)
  expect(second.slice(1)).toEqual(first)
  expect(new Set(third.map(({ id }) => id)).size).toBe(3)
  expect(await loadKeys({ dataFolder })).toEqual(third)
  expect(await readdir(dataFolder)).toEqual(['keys.json'])
  const blob = createVault(first).seal('old', 'here')
  expect(createVault(third).open(blob, 'here')).toBe('old')
})
