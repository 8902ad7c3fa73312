import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { examine } from '@streambot/shared/store/doctor.ts'
import { type Embedded, startEmbedded } from '@streambot/shared/store/embedded.ts'
import { migrateUp } from '@streambot/shared/store/migrate.ts'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { openStage, type Stage } from '../support/stage.ts'

const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url))

let folder: string
let server: Embedded
let stage: Stage

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'streambot-restart-'))
  server = await startEmbedded(folder)
  await migrateUp({ url: server.url, migrationsFolder, backupFolder: folder, say: () => undefined })
  stage = await openStage(server.url, { people: 200 })
})
afterAll(async () => {
  await stage.close()
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

test('PostgreSQL stopped at once and started again in the middle: the bot goes on by itself within ten seconds', async () => {
  stage.says('host', '!giveaway open !enter Mug')
  await stage.hears(/Mug/)
  for (let who = 0; who < 100; who++) stage.says(who, '!enter')
  await server.stopImmediately()
  for (let who = 100; who < 150; who++) stage.says(who, '!enter')
  server = await startEmbedded(folder)
  const startedAt = Date.now()
  for (let who = 150; who < 200; who++) stage.says(who, '!enter')
  // What was said before, during and after the outage is all in: an ask waits in its batch while the database is away.
  await vi.waitFor(
    async () => expect((await stage.store.findLatest(stage.streamerId, 1))[0]).toMatchObject({ entryCount: 200 }),
    { timeout: 20_000, interval: 100 },
  )
  expect(Date.now() - startedAt, 'milliseconds until the bot had caught up').toBeLessThan(10_000)
  stage.says('host', '!giveaway draw')
  await stage.hears(/winner/i, 20_000)
  expect((await examine(server.url)).flatMap((finding) => finding.broken)).toEqual([])
})
