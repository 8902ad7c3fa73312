import { examine } from '@streambot/shared/store/doctor.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
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

/** The number of the person who was picked. */
async function findPicked(pick: number): Promise<number> {
  const winner = (await stage.store.findWinners((await latest()).id)).find((each) => each.pick === pick)
  return stage.demo.people.findIndex(({ id }) => id === winner?.userId)
}

test('a silent winner is missed, a second is set aside, a third says something and has won: sockets, rows, replies', async () => {
  stage.says('host', '!giveaway open !enter Steam key -claim 5')
  await stage.hears(/Steam key.*type !enter/i)
  for (const who of [0, 1, 2, 3]) stage.says(who, '!enter')
  await vi.waitFor(async () => expect((await latest()).entryCount).toBe(4), 10_000)
  stage.says('host', '!giveaway draw')
  await stage.hears(/The winner is .* within 5 s/)
  await stage.hears(/No word from .* The next one is drawn/, 15_000)
  await vi.waitFor(async () => expect(await findPicked(2)).toBeGreaterThanOrEqual(0), 10_000)
  const second = stage.demo.people[await findPicked(2)]
  await stage.hears(new RegExp(`The winner is @${second?.displayName}: `))
  stage.says('host', '!giveaway redraw was on another stream')
  await stage.hears(/Set aside: .* \(was on another stream\)/)
  const third = await findPicked(3)
  const { displayName = '' } = stage.demo.people[third] ?? {}
  await stage.hears(new RegExp(`The winner is @${displayName}: `))
  stage.says(third, 'oh, me?')
  await stage.hears(new RegExp(`Claimed: Steam key goes to @${displayName}`))
  await vi.waitFor(async () => expect((await latest()).status).toBe('completed'), 10_000)
  const { id } = await latest()
  expect((await stage.store.findWinners(id)).map(({ state }) => state)).toEqual(['missed', 'set-aside', 'claimed'])
  expect((await stage.store.findWinnerMessages(id, 3)).map(({ text }) => text)).toEqual(['oh, me?'])
  expect((await examine(database.url)).flatMap((finding) => finding.broken)).toEqual([])
  expect(stage.faults).toEqual([])
}, 60_000)
