import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { hasId, isPing, joinChat, joinWithPusher, called, negotiate, readEvent } from './kick-guest.ts'
import { fetchKey, isSigned, read } from './kick-post.ts'
import { call, getAppToken, postForm, setKickStage, subscribe, type KickStage, type Post } from './kick-stage.ts'
import { firstOf } from './stage.ts'

async function setSubscribed(): Promise<KickStage> {
  const stage = await setKickStage()
  await subscribe(stage, 'chat.message.sent', 'livestream.status.updated')
  return stage
}

/** One message under a fault, as the webhook got it, and the key of that time. */
async function deliver(stage: KickStage): Promise<{ readonly post: Post; readonly key: string }> {
  stage.kick.say(stage.room, stage.streamer, 'hello')
  await stage.kick.waitForWebhooks()
  const post = stage.inbox.posts.at(-1)
  if (!post) throw new Error('nothing came to the webhook')
  return { post, key: await fetchKey(stage) }
}

const say = (stage: KickStage, content = 'hi') =>
  call(stage, stage.botToken.access, 'POST /public/v1/chat', {
    type: 'user',
    broadcaster_user_id: stage.streamerId,
    content,
  })

test('a wrong signature is wrong once', async () => {
  const stage = await setSubscribed()
  stage.kick.faults.spoil('wrong-signature')
  const spoilt = await deliver(stage)
  expect(Buffer.from(String(spoilt.post.headers['kick-event-signature']), 'base64')).toHaveLength(256)
  expect(isSigned(spoilt.post, spoilt.key)).toBe(false)
  const { post, key } = await deliver(stage)
  expect(isSigned(post, key)).toBe(true)
})

test('a signature over the same JSON in another spelling does not fit the raw bytes', async () => {
  const stage = await setSubscribed()
  stage.kick.faults.spoil('signed-respelt')
  const { post, key } = await deliver(stage)
  expect(read(post)).toMatchObject({ content: 'hello' })
  expect(isSigned(post, key)).toBe(false)
  expect(isSigned({ ...post, body: Buffer.from(JSON.stringify(read(post))) }, key)).toBe(true)
})

test.each([
  ['no-signature', 'kick-event-signature'],
  ['no-message-id', 'kick-event-message-id'],
] as const)('with %s the header is missing', async (how, header) => {
  const stage = await setSubscribed()
  stage.kick.faults.spoil(how)
  expect((await deliver(stage)).post.headers[header]).toBeUndefined()
})

test.each([
  ['unknown-type', { 'kick-event-type': 'chat.message.sung', 'kick-event-version': '1' }],
  ['unknown-version', { 'kick-event-type': 'chat.message.sent', 'kick-event-version': '2' }],
] as const)('an %s is signed well', async (how, headers) => {
  const stage = await setSubscribed()
  stage.kick.faults.spoil(how)
  const { post, key } = await deliver(stage)
  expect([post.headers, isSigned(post, key)]).toMatchObject([headers, true])
})

test('a huge body is longer than a megabyte, and signed well', async () => {
  const stage = await setSubscribed()
  stage.kick.faults.spoil('huge')
  const { post, key } = await deliver(stage)
  expect([post.body.length > 1024 * 1024, isSigned(post, key), read(post)['content']]).toEqual([true, true, 'hello'])
})

test('the same event comes three times under one id, to the webhook and to the socket', async () => {
  const stage = await setSubscribed()
  const { kick, inbox, room, streamer, channels } = stage
  const { line } = await joinChat(stage)
  kick.faults.copies = 3
  const id = kick.say(room, streamer, 'again')
  kick.faults.calm()
  const last = kick.say(room, streamer, 'once')
  await kick.waitForWebhooks()
  const eventIds = inbox.posts.map((post) => post.headers['kick-event-message-id'])
  expect(new Set(eventIds.slice(0, 3)).size).toBe(1)
  expect(inbox.posts.map((post) => read(post)['message_id'])).toEqual([id, id, id, last])
  for (const expected of [id, id, id, last]) {
    expect((await readEvent(line, channels.chat)).payload).toMatchObject({ id: expected })
  }
})

test('a webhook comes ten minutes late, with the time at which it was said, and the socket does not wait', async () => {
  const stage = await setSubscribed()
  const { kick, inbox, room, streamer, channels, turn } = stage
  const { line } = await joinChat(stage)
  kick.faults.lateSeconds = 600
  kick.say(room, streamer, 'hello')
  await readEvent(line, channels.chat)
  turn(599)
  expect(inbox.posts).toHaveLength(0)
  turn(1)
  await kick.waitForWebhooks()
  const post = firstOf(inbox.posts)
  expect([read(post)['created_at'], post.headers['kick-event-message-timestamp']]).toEqual(
    Array(2).fill('2026-11-21T12:00:00Z'),
  )
  expect(firstOf(kick.deliveries).at).toBe(Date.UTC(2026, 10, 21, 12, 10))
})

test('the webhook can be first, and the socket follows when it has answered', async () => {
  const stage = await setSubscribed()
  const { kick, inbox, room, streamer, channels, turn } = stage
  const { line } = await joinChat(stage)
  Object.assign(kick.faults, { webhookFirst: true, lateSeconds: 5 })
  kick.say(room, streamer, 'hello')
  const before = line.frames.length
  line.send({ unsubscribe: { channel: 'x' }, id: 3 })
  await line.read(hasId(3))
  expect(line.frames).toHaveLength(before + 1)
  turn(5)
  await readEvent(line, channels.chat)
  expect(inbox.posts).toHaveLength(1)
})

test('pairs arrive turned round, with their own times', async () => {
  const stage = await setSubscribed()
  const { kick, inbox, room, streamer, channels } = stage
  const { line } = await joinChat(stage)
  kick.faults.swapPairs = true
  const [one, two] = [kick.say(room, streamer, '1', { sentAt: 1000 }), kick.say(room, streamer, '2', { sentAt: 2000 })]
  await kick.waitForWebhooks()
  expect(inbox.posts.map((post) => [read(post)['message_id'], read(post)['created_at']])).toEqual([
    [two, '1970-01-01T00:00:02Z'],
    [one, '1970-01-01T00:00:01Z'],
  ])
  expect((await readEvent(line, channels.chat)).payload).toMatchObject({ id: two })
})

test('after the key was rotated the API gives the new one, and the old one fits no more', async () => {
  const stage = await setSubscribed()
  const { post: first, key: old } = await deliver(stage)
  stage.kick.rotateKey()
  const { post, key } = await deliver(stage)
  expect([isSigned(post, key), isSigned(post, old), isSigned(first, old), isSigned(first, key)]).toEqual([
    true,
    false,
    true,
    false,
  ])
})

test('a stream ends whose start nobody told of', async () => {
  const stage = await setSubscribed()
  stage.world.goOffline(stage.room)
  stage.kick.goOffline(stage.room)
  await stage.kick.waitForWebhooks()
  expect(read(firstOf(stage.inbox.posts))).toMatchObject({
    is_live: false,
    started_at: null,
    ended_at: '2026-11-21T12:00:00Z',
  })
})

test.each([
  ['unauthorized', 401, '{"data":{},"message":"Unauthorized"}', null],
  ['forbidden', 403, '{"data":{},"message":"Forbidden"}', null],
  ['no-channel', 400, '{"data":"Channel not found","message":"Bad request"}', null],
  ['too-many', 429, '{"data":{},"message":"Too Many Requests"}', null],
  ['too-many-for-2-seconds', 429, '{"data":{},"message":"Too Many Requests"}', '2'],
  ['broken', 500, '', null],
  ['not-sent', 200, '{"data":{"is_sent":false,"message_id":""},"message":"OK"}', null],
] as const)('saying something fails once with %s', async (failure, status, text, wait) => {
  const stage = await setKickStage()
  stage.kick.faults.failNext('POST /public/v1/chat', failure)
  const answer = await say(stage)
  expect([answer.status, answer.text, answer.headers.get('retry-after')]).toEqual([status, text, wait])
  expect(stage.kick.heard).toEqual([])
  expect((await say(stage)).body['data']).toMatchObject({ is_sent: true })
})

test('a failure waits for its own route, as often as it is told to', async () => {
  const stage = await setKickStage()
  stage.kick.faults.failNext('DELETE /public/v1/chat/*', 'broken', 2)
  expect((await say(stage)).status).toBe(200)
  const remove = () => call(stage, stage.botToken.access, `DELETE /public/v1/chat/${randomUUID()}`)
  expect([(await remove()).status, (await remove()).status, (await remove()).status]).toEqual([500, 500, 404])
})

test('a refresh is told that its grant is invalid, and the token endpoint that there are too many', async () => {
  const stage = await setKickStage()
  stage.kick.faults.failNext('POST /oauth/token', 'invalid-grant')
  stage.kick.faults.failNext('POST /oauth/token', 'too-many')
  const refresh = () =>
    postForm(stage, '/oauth/token', { grant_type: 'refresh_token', refresh_token: stage.botToken.refresh ?? '' })
  expect((await refresh()).body['error']).toBe('invalid_grant')
  expect((await refresh()).status).toBe(429)
  expect((await refresh()).status).toBe(200)
})

test('expired tokens are refused, and a refresh gives a good one', async () => {
  const stage = await setKickStage()
  stage.kick.faults.expireTokens()
  expect((await say(stage)).status).toBe(401)
  const { body } = await postForm(stage, '/oauth/token', {
    grant_type: 'refresh_token',
    refresh_token: stage.botToken.refresh ?? '',
  })
  expect((await call(stage, String(body['access_token']), 'GET /public/v1/users')).status).toBe(200)
  expect(await getAppToken(stage)).toMatch(/^[A-Z0-9]{48}$/)
})

test('the guard in front of the site answers with a page', async () => {
  const stage = await setKickStage()
  stage.kick.faults.failNext('POST /api/v1/realtime/channels/*/chat/connection', 'guarded')
  const { status, text, headers } = await negotiate(stage, randomUUID())
  expect([status, text.startsWith('<!DOCTYPE html>')]).toEqual([403, true])
  expect(headers.get('content-type')).toContain('text/html')
  expect((await negotiate(stage, randomUUID())).status).toBe(200)
})

test('the site names a provider nobody knows, gives one connection instead of a list, and another provider the next time', async () => {
  const stage = await setKickStage()
  const { faults } = stage.kick
  const offered = async () => (await negotiate(stage, randomUUID())).body['data']
  faults.strangeProvider = true
  expect(await offered()).toMatchObject({ connections: [{ provider: 'semaphore' }] })
  faults.strangeProvider = false
  faults.soleConnection = true
  expect(await offered()).toMatchObject({ provider: 'centrifugo', credentials: {} })
  faults.providers = ['pusher']
  expect(await offered()).toMatchObject({ provider: 'pusher', credentials: { cluster: 'us2' } })
  faults.calm()
  expect(await offered()).toMatchObject({ connections: [{ provider: 'centrifugo' }] })
})

test('sockets get no pings, nor answers to theirs, and are not cut off for it', async () => {
  const stage = await setKickStage()
  const [{ line }, pusher] = [await joinChat(stage), await joinWithPusher(stage)]
  const ask = async () => {
    pusher.send({ event: 'pusher:ping', data: {} })
    pusher.send({ event: 'pusher:subscribe', data: { channel: stage.channels.chat } })
    await pusher.read(called('pusher:error'))
  }
  stage.kick.faults.withoutPings = true
  stage.turn(500)
  await ask()
  stage.kick.faults.calm()
  stage.turn(0)
  await line.read(isPing)
  await ask()
  expect(line.frames.filter((frame) => frame === '{}')).toHaveLength(1)
  expect(pusher.frames.filter((frame) => frame.includes('pusher:pong'))).toHaveLength(1)
})

test('a pushed disconnect comes before the close', async () => {
  const stage = await setKickStage()
  const [{ line }, pusher] = [await joinChat(stage), await joinWithPusher(stage)]
  stage.kick.faults.reconnect()
  const { push } = await line.read((object) => 'push' in object)
  expect(push).toEqual({ disconnect: { code: 3011, reason: 'force reconnect' } })
  expect(await pusher.read(called('pusher:error'))).toMatchObject({ data: { code: 4200 } })
  expect([(await line.closed).code, (await pusher.closed).code]).toEqual([1000, 1000])
})

test.each([3501, 1001, 4200])('sockets are closed with %i', async (code) => {
  const stage = await setKickStage()
  const [{ line }, pusher] = [await joinChat(stage), await joinWithPusher(stage)]
  stage.kick.faults.close(code)
  expect([(await line.closed).code, (await pusher.closed).code]).toEqual([code, code])
})

test('sockets are cut without a goodbye', async () => {
  const stage = await setKickStage()
  const { line } = await joinChat(stage)
  stage.kick.faults.terminate()
  expect((await line.closed).code).toBe(1006)
  await joinChat(stage)
  expect(stage.kick.connections).toBe(1)
})

test('data is an object, names have no prefix, messages have no id', async () => {
  const stage = await setKickStage()
  const { kick, room, streamer, channels } = stage
  const { line } = await joinChat(stage)
  kick.faults.objectData = true
  kick.say(room, streamer, '1')
  expect((await readEvent(line, channels.chat)).data).toMatchObject({ content: '1' })
  kick.faults.calm()
  kick.faults.bareNames = true
  kick.say(room, streamer, '2')
  expect(await readEvent(line, channels.chat)).toMatchObject({ event: 'ChatMessageEvent', data: expect.any(String) })
  kick.faults.calm()
  kick.faults.withoutIds = true
  kick.say(room, streamer, '3')
  const { event, payload } = await readEvent(line, channels.chat)
  expect([event, payload, 'id' in payload]).toMatchObject(['App\\Events\\ChatMessageEvent', { content: '3' }, false])
})
