import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { askOf, openEngine, openFor, person, type TestEngine } from '../support/engine.ts'

let database: TestDatabase
let engine: TestEngine
let giveawayId: string

beforeAll(async () => {
  database = await makeDatabase()
  engine = openEngine(database.url)
  const streamerId = await engine.store.addStreamer('streamer')
  const giveaway = await openFor(engine, streamerId)
  giveawayId = giveaway.id
  await engine.entering.enter(giveawayId, askOf(person(1), engine.clock))
})
afterAll(async () => {
  await engine.close()
  await database.drop()
})

const orphan = /names a viewer or a giveaway that is not there/

const rows = {
  entry: (giveaway: string, viewer: string) =>
    `INSERT INTO giveaway_entries (giveaway_id, viewer_id, platform, platform_user_id, display_name, tickets, evidence, entered_at)
     VALUES ('${giveaway}', ${viewer}, 'twitch', '1', 'name', 1, '{}', now())`,
  attempt: (giveaway: string, viewer: string) =>
    `INSERT INTO giveaway_entry_attempts (giveaway_id, viewer_id, platform, message_id, outcome, tickets, attempted_at)
     VALUES ('${giveaway}', ${viewer}, 'twitch', '${randomUUID()}', 'entered', 1, now())`,
  movement: (giveaway: string, viewer: string) =>
    `INSERT INTO balance_ledger (streamer_id, viewer_id, amount, reason, key, giveaway_id)
     VALUES (1, ${viewer}, 1, 'refund', '${randomUUID()}', '${giveaway}')`,
}

test.each(Object.entries(rows))('no %s stands without its viewer and its giveaway', async (_name, insert) => {
  await expect(engine.store.pool.query(insert(giveawayId, '-1'))).rejects.toThrow(orphan)
  await expect(engine.store.pool.query(insert(randomUUID(), '(SELECT min(id) FROM viewers)'))).rejects.toThrow(orphan)
})

test('an entry cannot be handed to a viewer who is not there', async () => {
  await expect(engine.store.pool.query('UPDATE giveaway_entries SET viewer_id = -1')).rejects.toThrow(orphan)
})

test.each(['viewers', 'giveaways'])('%s are never deleted', async (table) => {
  await expect(engine.store.pool.query(`DELETE FROM ${table}`)).rejects.toThrow(/never deleted/)
  await expect(engine.store.pool.query(`TRUNCATE ${table} CASCADE`)).rejects.toThrow(/never deleted/)
})

test('the ledger is append-only', async () => {
  await expect(engine.store.pool.query('UPDATE balance_ledger SET amount = amount + 1')).rejects.toThrow(/append-only/)
  await expect(engine.store.pool.query('DELETE FROM balance_ledger')).rejects.toThrow(/append-only/)
})
