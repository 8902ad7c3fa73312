import { expect, test } from 'vitest'
import { firstOf } from './stage.ts'
import { openStream, pageOf, setStage, textsOf, type Body } from './youtube-stage.ts'

const tell = (answers: readonly Body[]) => answers.map((body) => textsOf(body))

test('a stream brings the past at once and each message as it is said, all in one array', async () => {
  const stage = await setStage()
  const { sim, room, people } = stage
  sim.say(room, firstOf(people), 'before')
  const stream = await openStream(stage)
  expect(tell(await stream.items(1))).toEqual([['before']])
  sim.say(room, firstOf(people), 'one')
  expect(tell(await stream.items(2))).toEqual([['before'], ['one']])
  sim.say(room, firstOf(people), 'two')
  const answers = await stream.items(3)
  expect(tell(answers)).toEqual([['before'], ['one'], ['two']])
  expect(new Set(answers.map((answer) => answer.nextPageToken)).size).toBe(3)
  sim.faults.close()
  expect(await stream.end).toBe('complete')
  expect(tell(stream.answers())).toEqual([['before'], ['one'], ['two']])
})

test('the first answer comes also when nothing was said', async () => {
  const stage = await setStage()
  const stream = await openStream(stage)
  const [first] = await stream.items(0)
  expect(first).toMatchObject({ items: [], pageInfo: { totalResults: 0 } })
  expect(pageOf(first)).toBeTruthy()
})

test('a stream that goes on from its last page token misses nothing and repeats nothing', async () => {
  const stage = await setStage()
  const { sim, room, people } = stage
  const stream = await openStream(stage)
  sim.say(room, firstOf(people), 'one')
  const answers = await stream.items(1)
  sim.faults.terminate()
  expect(await stream.end).toBe('broken')
  sim.say(room, firstOf(people), 'two')
  const next = await openStream(stage, { pageToken: pageOf(answers.at(-1)) })
  expect(tell(await next.items(1))).toEqual([['two']])
})

test('a long past comes in answers of the size that was asked for', async () => {
  const stage = await setStage()
  const { sim, room, people } = stage
  const stream = await openStream(stage)
  const [start] = await stream.items(0)
  const lines = Array.from({ length: 450 }, (_, index) => ({ person: firstOf(people), text: `line ${index}` }))
  await sim.sayMany(room, lines)
  const resumed = await openStream(stage, { pageToken: pageOf(start), maxResults: '200' })
  const answers = await resumed.items(450)
  expect(answers.map((answer) => answer.items?.length)).toEqual([200, 200, 50])
  expect(tell(answers).flat()).toEqual(lines.map((line) => line.text))
  const fresh = await openStream(stage)
  expect(tell(await fresh.items(200)).flat()).toEqual(lines.slice(250).map((line) => line.text))
})

test('the end of the broadcast ends the stream with its last words', async () => {
  const stage = await setStage()
  const stream = await openStream(stage)
  stage.sim.endBroadcast(stage.broadcast)
  expect(await stream.end).toBe('complete')
  expect(tell(stream.answers()).flat()).toEqual(['chatEndedEvent'])
  expect(stream.answers().at(-1)?.offlineAt).toBe('2026-11-21T12:00:00.000Z')
  await stage.sim.waitUntil(() => stage.sim.connections === 0)
})

test('a token that ends leaves the open stream alone and keeps the next one out', async () => {
  const stage = await setStage()
  const stream = await openStream(stage)
  stage.sim.faults.expireTokens()
  stage.sim.say(stage.room, firstOf(stage.people), 'still here')
  expect(tell(await stream.items(1)).flat()).toEqual(['still here'])
  expect((await openStream(stage)).status).toBe(401)
})

test('20,000 messages arrive completely and in order, in several streams', async () => {
  const stage = await setStage()
  const streams = await Promise.all([openStream(stage), openStream(stage)])
  await stage.sim.waitForStream(stage.room, 5000, 2)
  const lines = Array.from({ length: 20_000 }, (_, index) => ({ person: firstOf(stage.people), text: `line ${index}` }))
  const ids = await stage.sim.sayMany(stage.room, lines)
  stage.sim.endBroadcast(stage.broadcast)
  expect(await Promise.all(streams.map((stream) => stream.end))).toEqual(['complete', 'complete'])
  for (const stream of streams) {
    const items = stream.answers().flatMap((answer) => answer.items ?? [])
    expect(items.slice(0, -1).map((item) => item.id)).toEqual(ids)
  }
  expect(new Set(ids).size).toBe(20_000)
})
