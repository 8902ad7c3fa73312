import { examine } from '@streambot/shared/store/doctor.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { openStage, type Stage } from '../support/stage.ts'

const day = 86_400_000
let database: TestDatabase
let stage: Stage

beforeEach(async () => {
  database = await makeDatabase()
  stage = await openStage(database.url)
})
afterEach(async () => {
  expect((await examine(database.url)).flatMap((finding) => finding.broken)).toEqual([])
  await stage.close()
  await database.drop()
})

function follow(who: number, days: number | undefined): string {
  const { demo } = stage
  const person = demo.people[who]
  if (!person) throw new Error(`There is no person ${who} on the stage.`)
  demo.world.setStanding(demo.room, person, {
    followedAt: days === undefined ? undefined : new Date(Date.now() - days * day),
    moderator: false,
  })
  return person.displayName
}

async function evidence(): Promise<unknown[]> {
  const { rows } = await stage.store.pool.query<{ evidence: { follow?: unknown } }>(
    'SELECT evidence FROM giveaway_entries ORDER BY id',
  )
  return rows.map((row) => row.evidence.follow)
}

async function entriesBecome(count: number): Promise<void> {
  await vi.waitFor(
    async () => expect((await stage.store.findLatest(stage.streamerId, 1))[0]?.entryCount).toBe(count),
    10_000,
  )
}

const lookUps = () => stage.twitch.requests.filter(({ path }) => path === '/helix/channels/followers')

test('followers of a week enter, others are told why, and the evidence says since when and who said so', async () => {
  follow(0, 30)
  const [young, stranger] = [follow(1, 2), follow(2, undefined)]
  stage.says('host', '!giveaway open !enter Mug -follow 7')
  await stage.hears(/For followers since 7 days or more/)
  for (const who of [0, 1, 2, 0, 1, 2]) stage.says(who, '!enter')
  expect(await stage.hears(/long enough: 7 days/)).toContain(young)
  expect(await stage.hears(/is for followers of the channel/)).toContain(stranger)
  await entriesBecome(1)
  expect(lookUps()).toHaveLength(3)
  expect(await evidence()).toEqual([
    { since: expect.stringMatching(/^\d{4}-/), source: 'Twitch API', checkedAt: expect.stringMatching(/^\d{4}-/) },
  ])
})

test('while Twitch answers late an entry without look-up passes one that waits, and both end well', async () => {
  follow(0, 30)
  follow(1, 30)
  stage.says('host', '!giveaway open !slow Mug -for followers')
  await stage.hears(/For followers\./)
  stage.says('host', '!giveaway open !quick Cup')
  await stage.hears(/Cup/)
  stage.twitch.faults.slowHelix = 1_500
  stage.says(0, '!slow')
  stage.says(1, '!quick')
  const counts = async () =>
    (await stage.store.findLatest(stage.streamerId, 2)).map(({ word, entryCount }) => `${word} ${entryCount}`).sort()
  await vi.waitFor(async () => expect(await counts()).toEqual(['!quick 1', '!slow 0']), 1_400)
  await vi.waitFor(async () => expect(await counts()).toEqual(['!quick 1', '!slow 1']), 10_000)
})

test('when Twitch is broken people are refused with a sentence, or pass where the streamer said so, with evidence of it', async () => {
  const name = follow(0, 30)
  stage.twitch.faults.failHelix(500, { times: 2 })
  stage.says('host', '!giveaway open !strict Mug -for followers')
  await stage.hears(/Mug/)
  stage.says(0, '!strict')
  expect(await stage.hears(/cannot find out/)).toContain(name)
  stage.says('host', '!giveaway open !kind Cup -for followers -unknown pass')
  await stage.hears(/Cup/)
  stage.says(1, '!kind')
  await entriesBecome(1)
  expect(await evidence()).toEqual([expect.objectContaining({ since: 'unknown', source: 'Twitch API' })])
})

test('a giveaway without such rules asks Twitch nothing', async () => {
  stage.says('host', '!giveaway open !enter Mug -vipx 2 -cooldown 3')
  await stage.hears(/Mug/)
  for (let who = 0; who < 10; who++) stage.says(who, '!enter')
  await entriesBecome(10)
  expect(stage.twitch.requests.filter(({ path }) => path.startsWith('/helix'))).toEqual([])
})
