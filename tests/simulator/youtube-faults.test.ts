import { expect, test } from 'vitest'
import { firstOf } from './stage.ts'
import {
  ask,
  insert,
  list,
  makeClient,
  openStream,
  pageOf,
  reasonOf,
  setStage,
  textsOf,
  type Body,
} from './youtube-stage.ts'

const tell = (answers: readonly Body[]) => answers.map((body) => textsOf(body))
const allTexts = (answers: readonly Body[]) => tell(answers).flat()

test.each([
  ['authError', '401 authError'],
  ['quotaExceeded', '403 quotaExceeded'],
  ['rateLimitExceeded', '403 rateLimitExceeded'],
  ['liveChatDisabled', '403 liveChatDisabled'],
  ['liveChatEnded', '403 liveChatEnded'],
  ['forbidden', '403 forbidden'],
  ['insufficientPermissions', '403 insufficientPermissions'],
  ['liveChatNotFound', '404 liveChatNotFound'],
  ['messageTextInvalid', '400 messageTextInvalid'],
  ['tooManyRequests', '429 rateLimitExceeded'],
  ['internalError', '500 backendError'],
  ['serviceUnavailable', '503 backendError'],
] as const)('%s strikes so many calls and no more', async (failure, expected) => {
  const stage = await setStage()
  stage.sim.faults.fail(failure, { times: 2 })
  expect(reasonOf(await insert(stage, 'one'))).toBe(expected)
  expect((await openStream(stage)).status).toBe(Number(expected.slice(0, 3)))
  expect((await insert(stage, 'two')).status).toBe(200)
  expect(stage.sim.heard.map((line) => line.text)).toEqual(['two'])
})

test('an error may wait for one kind of call', async () => {
  const stage = await setStage()
  stage.sim.faults.fail('serviceUnavailable', { call: 'stream' })
  expect((await insert(stage, 'hello')).status).toBe(200)
  expect((await openStream(stage)).status).toBe(503)
  expect((await openStream(stage)).status).toBe(200)
})

test('a bad gateway answers with a page instead of JSON', async () => {
  const { sim, youtube } = await setStage()
  sim.faults.fail('badGateway')
  const headers = { authorization: `Bearer ${youtube.botToken.access}` }
  const answer = await fetch(`${sim.url}/youtube/v3/channels?part=id&mine=true`, { headers })
  expect([answer.status, await answer.text()]).toEqual([502, expect.stringContaining('<!DOCTYPE html>')])
})

test('googleapis asks once for each call that fails when its retries are off', async () => {
  const stage = await setStage()
  const { client } = makeClient(stage)
  for (const failure of ['tooManyRequests', 'internalError', 'serviceUnavailable'] as const) {
    stage.sim.faults.fail(failure)
    const before = stage.sim.requests.length
    await expect(client.channels.list({ part: ['id'], mine: true })).rejects.toThrow(/exhausted|error|unavailable/)
    expect(stage.sim.requests.length - before).toBe(1)
  }
})

test('a refused token of which the client thinks well is renewed once and the call repeated, when that is asked for', async () => {
  const stage = await setStage()
  const { client, oauth } = makeClient(stage)
  oauth.forceRefreshOnFailure = true
  stage.sim.faults.fail('authError')
  await client.channels.list({ part: ['id'], mine: true })
  expect(stage.sim.requests.map(({ path, status }) => [path, status])).toEqual([
    ['/youtube/v3/channels', 401],
    ['/token', 200],
    ['/youtube/v3/channels', 200],
  ])
})

test('each answer waits', async () => {
  const stage = await setStage()
  stage.sim.faults.slow = 60
  const before = performance.now()
  await list(stage)
  expect(performance.now() - before).toBeGreaterThan(50)
})

test('the server ends a stream by itself when its time is up', async () => {
  const stage = await setStage()
  stage.sim.faults.streamLife = 30
  const stream = await openStream(stage)
  expect(await stream.end).toBe('complete')
  expect(stream.answers()).toHaveLength(1)
})

test('the server ends all streams after so many seconds', async () => {
  const stage = await setStage()
  const streams = [await openStream(stage), await openStream(stage)]
  stage.sim.faults.reconnect(0.03)
  expect(await Promise.all(streams.map((stream) => stream.end))).toEqual(['complete', 'complete'])
})

test('a silent stream gets its headers and nothing more', async () => {
  const stage = await setStage()
  stage.sim.faults.silentStreams = true
  const stream = await openStream(stage)
  stage.sim.say(stage.room, firstOf(stage.people), 'hello?')
  stage.sim.faults.close()
  expect([stream.status, await stream.end, stream.pieces]).toEqual([200, 'complete', []])
})

test('a stream that is reset inside an object leaves half of it', async () => {
  const stage = await setStage()
  const stream = await openStream(stage)
  await stream.items(0)
  stage.sim.faults.cutObjects = 1
  stage.sim.say(stage.room, firstOf(stage.people), 'lost in the middle')
  expect(await stream.end).toBe('broken')
  expect(() => stream.answers()).toThrow(SyntaxError)
  expect(allTexts(await (await openStream(stage)).items(1))).toEqual(['lost in the middle'])
})

test('a stream may end without its bracket', async () => {
  const stage = await setStage()
  const stream = await openStream(stage)
  await stream.items(0)
  stage.sim.faults.openEnded = true
  stage.sim.faults.close()
  expect(await stream.end).toBe('complete')
  expect(Buffer.concat(stream.pieces).toString()).toMatch(/\}$/)
})

test('split writes end inside strings and inside characters, and are whole together', async () => {
  const stage = await setStage()
  stage.sim.faults.splitWrites = true
  const stream = await openStream(stage)
  stage.sim.say(stage.room, firstOf(stage.people), 'ünïcödé 🎉 と')
  const answers = await stream.items(1)
  expect(allTexts(answers)).toEqual(['ünïcödé 🎉 と'])
  const texts = stream.pieces.map((piece) => piece.toString())
  expect(texts.some((text) => text.endsWith('\uFFFD'))).toBe(true)
  expect(texts.join('')).not.toBe(Buffer.concat(stream.pieces).toString())
  expect(stream.pieces.length).toBeGreaterThan(20)
})

test('each message comes several times with one id', async () => {
  const stage = await setStage()
  const stream = await openStream(stage)
  stage.sim.faults.copies = 3
  const id = stage.sim.say(stage.room, firstOf(stage.people), 'again')
  stage.sim.faults.copies = 1
  stage.sim.say(stage.room, firstOf(stage.people), 'once')
  const items = (await stream.items(4)).flatMap((answer) => answer.items ?? [])
  expect(items.filter((item) => item.id === id)).toHaveLength(3)
  expect(textsOf((await list(stage)).body)).toEqual(['again', 'again', 'again', 'once'])
})

test('pairs arrive turned round, each in an answer of its own, with their own times', async () => {
  const stage = await setStage()
  const stream = await openStream(stage)
  await stream.items(0)
  stage.sim.faults.swapPairs = true
  for (const [index, text] of ['one', 'two', 'three', 'four'].entries()) {
    stage.sim.say(stage.room, firstOf(stage.people), text, { sentAt: 1000 * index })
  }
  const answers = await stream.items(4)
  expect(tell(answers)).toEqual([[], ['two'], ['one'], ['four'], ['three']])
  const times = answers.flatMap((answer) => answer.items ?? []).map((item) => item.snippet?.publishedAt?.slice(17, 19))
  expect(times).toEqual(['01', '00', '03', '02'])
})

test('items before the page token come once more, in streams and in lists', async () => {
  const stage = await setStage()
  for (const text of ['one', 'two', 'three']) stage.sim.say(stage.room, firstOf(stage.people), text)
  const [seen] = await (await openStream(stage)).items(3)
  const { body } = await list(stage)
  stage.sim.faults.overlap = 2
  stage.sim.say(stage.room, firstOf(stage.people), 'four')
  const stream = await openStream(stage, { pageToken: pageOf(seen) })
  expect(allTexts(await stream.items(3))).toEqual(['two', 'three', 'four'])
  stage.turn(4)
  expect(textsOf((await list(stage, { pageToken: pageOf(body) })).body)).toEqual(['two', 'three', 'four'])
})

test('an expired page token is refused, and without it one starts over', async () => {
  const stage = await setStage()
  stage.sim.say(stage.room, firstOf(stage.people), 'hello')
  const [seen] = await (await openStream(stage)).items(1)
  stage.sim.faults.expiredPages = 1
  const refused = await ask(
    stage,
    `liveChat/messages/stream?part=id&liveChatId=${stage.chatId}&pageToken=${pageOf(seen)}`,
  )
  expect(reasonOf(refused)).toBe('400 pageTokenInvalid')
  expect(allTexts(await (await openStream(stage)).items(1))).toEqual(['hello'])
})

test('a message is taken, but its answer is lost', async () => {
  const stage = await setStage()
  stage.sim.faults.loseInserts = 1
  await expect(insert(stage, 'did it arrive?')).rejects.toThrow('fetch failed')
  expect(stage.sim.heard.map((line) => line.text)).toEqual(['did it arrive?'])
  expect(textsOf((await list(stage)).body)).toEqual(['did it arrive?'])
})

test('a message is answered as if it were taken, and nobody ever sees it', async () => {
  const stage = await setStage()
  stage.sim.faults.swallowInserts = 1
  expect((await insert(stage, 'filtered')).body.id).toBeTruthy()
  expect([stage.sim.heard, textsOf((await list(stage)).body)]).toEqual([[], []])
})

test('calm ends all faults', async () => {
  const stage = await setStage()
  const { faults } = stage.sim
  faults.fail('forbidden', { times: 9 })
  Object.assign(faults, { silentStreams: true, loseInserts: 3, expiredPages: 1 })
  faults.calm()
  expect((await insert(stage, 'hello')).status).toBe(200)
  expect(allTexts(await (await openStream(stage)).items(1))).toEqual(['hello'])
})
