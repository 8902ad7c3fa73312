import { verifyProof } from '@streambot/shared/giveaway/proof.ts'
import { examine } from '@streambot/shared/store/doctor.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { listEntries } from '../support/engine.ts'
import { openStage, type Stage } from '../support/stage.ts'

let database: TestDatabase
let stage: Stage

beforeEach(async () => {
  database = await makeDatabase()
  stage = await openStage(database.url)
})
afterEach(async () => {
  await stage.close()
  await database.drop()
})

async function latest() {
  const [giveaway] = await stage.store.findLatest(stage.streamerId, 1)
  if (!giveaway) throw new Error('No giveaway was opened.')
  return giveaway
}

async function entriesBecome(count: number): Promise<void> {
  await vi.waitFor(async () => expect((await latest()).entryCount).toBe(count), { timeout: 10_000 })
}

async function allPromisesHold(): Promise<void> {
  expect((await examine(database.url)).flatMap((finding) => finding.broken)).toEqual([])
}

test('a viewer types !enter in Twitch chat and is in: socket, row, reply, winner, proof', async () => {
  stage.says('host', '!giveaway open !enter Steam key')
  await stage.hears(/Steam key.*type !enter/i)
  for (const who of [0, 1, 2]) stage.says(who, '!enter')
  await entriesBecome(3)
  await stage.hears(/entered|you are in/)
  stage.says('host', '!giveaway draw')
  const line = await stage.hears(/winner/i)
  const giveaway = await vi.waitFor(async () => {
    const found = await latest()
    expect(found.status).toBe('completed')
    return found
  }, 10_000)
  const [entries, winners] = await Promise.all([
    listEntries(stage.store, giveaway.id),
    stage.store.findWinners(giveaway.id),
  ])
  expect(winners).toHaveLength(1)
  expect(line).toContain(winners[0]?.name)
  const { id, title, commitment = '', digest = '', seed } = giveaway
  const proof = {
    format: 'streambot-proof-1',
    giveaway: { id, title },
    commitment,
    digest,
    seed,
    entries,
    winners,
  } as const
  expect((await verifyProof(proof)).steps.map((step) => `${step.name} ${step.ok}`)).toEqual([
    'order true',
    'digest true',
    'commitment true',
    'winners true',
  ])
  await allPromisesHold()
})

test('tickets for points through chat: paid, refused when too poor, refunded by cancel', async () => {
  const [rich, poor] = stage.demo.people
  stage.says('host', `!addpoints @${rich?.login} 100`)
  await stage.hears(/100/)
  stage.says('host', '!giveaway open !gold Golden ticket -cost 10 -tickets 5')
  await stage.hears(/Golden ticket/)
  stage.says(0, '!gold 4')
  stage.says(1, '!gold 1')
  await stage.hears(/60/)
  await stage.hears(new RegExp(`${poor?.displayName}.*points`, 'i'))
  stage.says('host', '!giveaway cancel')
  await stage.hears(/cancelled/i)
  expect(await stage.store.findBalance(stage.streamerId, { platform: 'twitch', userId: rich?.id ?? '' })).toBe(100)
  await allPromisesHold()
})

test('a rename gives no second entry and loses no points', async () => {
  const [who] = stage.demo.people
  if (!who) throw new Error('The stage is empty.')
  stage.says('host', `!setpoints @${who.login} 70`)
  await stage.hears(/70/)
  stage.says('host', '!giveaway open !enter Mug')
  await stage.hears(/Mug/)
  stage.says(0, '!enter')
  await entriesBecome(1)
  stage.demo.world.rename(who, 'a_new_name', 'A_New_Name')
  stage.says(0, '!enter')
  stage.says(1, '!enter')
  await entriesBecome(2)
  stage.says(0, '!points')
  expect(await stage.hears(/A_New_Name.*70/)).toContain('70')
  await allPromisesHold()
})

test('people whose user ids are 1 and 0 are two people', async () => {
  const { world, room } = stage.demo
  const one = world.addPerson({ login: 'number_one', id: '1', displayName: '1' })
  const zero = world.addPerson({ login: 'number_zero', id: '0', displayName: '0' })
  stage.says('host', '!giveaway open !enter Mug')
  await stage.hears(/Mug/)
  for (const person of [one, zero, one, zero]) stage.twitch.say(room, person, '!enter')
  await entriesBecome(2)
  expect((await listEntries(stage.store, (await latest()).id)).map((entry) => `${entry.userId} ${entry.name}`)).toEqual(
    ['0 0', '1 1'],
  )
})

test('every message delivered twice, and pairs swapped: each person is in once', async () => {
  stage.says('host', '!giveaway open !enter Mug')
  await stage.hears(/Mug/)
  stage.twitch.faults.copies = 2
  stage.twitch.faults.swapPairs = true
  for (let who = 0; who < 20; who++) stage.says(who, '!enter')
  await entriesBecome(20)
  expect(await listEntries(stage.store, (await latest()).id)).toHaveLength(20)
  await allPromisesHold()
})

test('text from chat never begins an outgoing line', async () => {
  stage.says('host', '!giveaway open !enter /ban everyone')
  stage.says('host', '!giveaway open /me .timeout')
  await stage.hears(/ban everyone/)
  stage.says(0, '!points @/disconnect')
  stage.says(0, '!give @.clear 5')
  stage.says('host', '!giveaway cancel')
  await stage.hears(/cancelled/i)
  for (const { text } of stage.twitch.heard) expect(text).not.toMatch(/^\s*[/.\\!]/)
  expect(stage.twitch.refused.filter((line) => line.code === 'unrecognized_cmd')).toEqual([])
})
