import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { expect, test } from 'vitest'
import {
  accepting,
  called,
  getToken,
  hasId,
  isPing,
  joinChat,
  joinWithPusher,
  negotiate,
  openGuest,
  pusherPath,
  readEvent,
} from './kick-guest.ts'
import { askSite, call, openLine, setKickStage, subscribe } from './kick-stage.ts'
import { firstOf } from './stage.ts'

test('the site tells the numbers of a channel by its slug, in dashes', async () => {
  const stage = await setKickStage()
  const response = await fetch(`${stage.kick.url}/api/v2/channels/mira-plays`)
  const body = (await response.json()) as { id: number; user_id: number; chatroom: { id: number } }
  expect(body).toMatchObject({
    id: stage.channels.id,
    user_id: stage.streamerId,
    slug: 'mira-plays',
    livestream: { is_live: true },
  })
  expect(stage.channels.chat).toBe(`chatrooms.${body.chatroom.id}.v2`)
  expect(new Set([body.id, body.user_id, body.chatroom.id]).size).toBe(3)
  stage.kick.goOffline(stage.room)
  const later = await fetch(`${stage.kick.url}/api/v2/channels/mira-plays`)
  expect(await later.json()).toMatchObject({ livestream: null })
  expect((await fetch(`${stage.kick.url}/api/v2/channels/mira_plays`)).status).toBe(404)
})

test('a guest joins, and hears what webhooks bring, under the same id', async () => {
  const stage = await setKickStage()
  await subscribe(stage, 'chat.message.sent')
  const { kick, world, room, people, inbox, channels } = stage
  const { line } = await joinChat(stage)
  await kick.waitForJoin(room)
  const person = firstOf(people)
  world.setStanding(room, person, { moderator: false, vip: true, founder: false, subscription: { months: 5, tier: 1 } })
  const id = kick.say(room, person, 'hello <3')
  const { event, data, payload } = await readEvent(line, channels.chat)
  expect([event, typeof data]).toEqual(['App\\Events\\ChatMessageEvent', 'string'])
  expect(payload).toEqual({
    id,
    chatroom_id: Number(/\d+/.exec(channels.chat)?.[0]),
    content: 'hello <3',
    type: 'message',
    created_at: '2026-11-21T12:00:00+00:00',
    sender: {
      id: Number(person.kick?.id),
      username: person.kick?.displayName,
      slug: person.kick?.login,
      identity: {
        color: person.color,
        badges: [
          { type: 'vip', text: 'VIP' },
          { type: 'subscriber', text: 'Subscriber', count: 5 },
        ],
        badges_v2: [],
      },
    },
    metadata: { message_ref: expect.any(String) },
  })
  await kick.waitForWebhooks()
  expect(JSON.parse(String(firstOf(inbox.posts).body))).toMatchObject({ message_id: id, content: 'hello <3' })
})

test('an answer names its parent; a deletion and a ban are told to the chat', async () => {
  const stage = await setKickStage()
  const { kick, room, streamer, people, channels, botToken, streamerId } = stage
  const { line } = await joinChat(stage)
  const person = firstOf(people)
  const parent = kick.say(room, person, 'how?')
  kick.say(room, streamer, 'type !enter', { replyTo: parent })
  await readEvent(line, channels.chat)
  const { payload } = await readEvent(line, channels.chat)
  expect(payload).toMatchObject({
    type: 'reply',
    metadata: { original_sender: { id: Number(person.kick?.id) }, original_message: { id: parent, content: 'how?' } },
  })
  await call(stage, botToken.access, `DELETE /public/v1/chat/${parent}`)
  const ids = { broadcaster_user_id: streamerId, user_id: Number(person.kick?.id) }
  await call(stage, botToken.access, 'POST /public/v1/moderation/bans', { ...ids, duration: 5 })
  await call(stage, botToken.access, 'DELETE /public/v1/moderation/bans', ids)
  expect(await readEvent(line, channels.chat)).toMatchObject({
    event: 'App\\Events\\MessageDeletedEvent',
    payload: { message: { id: parent } },
  })
  expect(await readEvent(line, channels.chat)).toMatchObject({
    event: 'App\\Events\\UserBannedEvent',
    payload: { user: { id: ids.user_id }, permanent: false, duration: 5 },
  })
  expect(await readEvent(line, channels.chat)).toMatchObject({ event: 'App\\Events\\UserUnbannedEvent' })
})

test('what happens beside the chat is told on the channel of the channel', async () => {
  const stage = await setKickStage()
  const { kick, room, people, channels } = stage
  const { line } = await joinChat(stage)
  line.send({ subscribe: { channel: channels.channel, flag: 1 }, id: 3 })
  await line.read(hasId(3))
  kick.goOffline(room)
  kick.goLive(room, 'Again')
  kick.subscribe(room, firstOf(people), 2)
  kick.giftSubscriptions(room, firstOf(people), people.slice(1, 3))
  kick.giveKicks(room, firstOf(people), 100)
  const names: string[] = []
  for (let index = 0; index < 5; index += 1) names.push((await readEvent(line, channels.channel)).event)
  expect(names.map((name) => name.replace('App\\Events\\', ''))).toEqual([
    'StopStreamBroadcast',
    'StreamerIsLive',
    'SubscriptionEvent',
    'GiftedSubscriptionsEvent',
    'KicksGifted',
  ])
})

test('what is said at once comes in one frame, an object a line', async () => {
  const stage = await setKickStage()
  const { kick, room, streamer, channels } = stage
  const { line } = await joinChat(stage)
  const before = line.frames.length
  kick.say(room, streamer, 'one')
  kick.say(room, streamer, 'two')
  await readEvent(line, channels.chat)
  await readEvent(line, channels.chat)
  expect(line.frames).toHaveLength(before + 1)
  expect(line.frames.at(-1)?.split('\n')).toHaveLength(2)
})

test('500 lines arrive in order on every socket', async () => {
  const stage = await setKickStage()
  const { kick, room, streamer, channels } = stage
  const lines = [(await joinChat(stage)).line, (await joinChat(stage)).line]
  await kick.waitForJoin(room, 5000, 2)
  const ids = await kick.sayMany(
    room,
    Array.from({ length: 500 }, (_, index) => ({ person: streamer, text: `${index}` })),
  )
  for (const line of lines) {
    const got: unknown[] = []
    while (got.length < ids.length) got.push(((await readEvent(line, channels.chat)).payload as { id: string }).id)
    expect(got).toEqual(ids)
  }
})

test('only Kick’s own pages may open the socket, and only where it is', async () => {
  const stage = await setKickStage()
  const base = stage.kick.url.replace('http:', 'ws:')
  await expect(openLine(`${base}/connection/websocket`, 'https://elsewhere.example')).rejects.toThrow('403')
  await expect(openLine(`${base}/connection/websocket`, '')).rejects.toThrow('403')
  await expect(openLine(`${base}/elsewhere`)).rejects.toThrow('404')
})

test('the site answers browsers on its pages, others get its guard', async () => {
  const stage = await setKickStage()
  const path = `/api/v1/realtime/channels/${stage.channels.id}/chat/connection`
  for (const headers of [{ 'user-agent': 'node' }, { referer: '' }, { 'x-app-platform': 'tv' }]) {
    const { status, text } = await askSite(stage, path, accepting(randomUUID(), 'centrifugo'), headers)
    expect([status, text.startsWith('<!DOCTYPE html>')]).toEqual([403, true])
  }
  const form = { 'content-type': 'text/plain' }
  expect((await askSite(stage, path, accepting(randomUUID(), 'centrifugo'), form)).status).toBe(400)
  expect((await askSite(stage, path, accepting('me', 'centrifugo'))).status).toBe(400)
  expect((await askSite(stage, path, { client: { id: randomUUID() } })).status).toBe(400)
  expect((await askSite(stage, '/api/v1/realtime/auth/connection', { client_id: 'me' })).status).toBe(400)
  const chatroom = path.replace(String(stage.channels.id), /\d+/.exec(stage.channels.chat)?.[0] ?? '')
  expect((await askSite(stage, chatroom, accepting(randomUUID(), 'centrifugo'))).status).toBe(404)
})

test('only what both sides speak is offered', async () => {
  const stage = await setKickStage()
  const url = expect.stringMatching(/^ws:\/\/127\.0\.0\.1:\d+\/connection\/websocket$/)
  const centrifugo = { provider: 'centrifugo', credentials: { url } }
  const pusher = { provider: 'pusher', credentials: { app_key: '32cbd69e4b950bf97679', cluster: 'us2' } }
  const offered = async (...providers: string[]) => (await negotiate(stage, randomUUID(), ...providers)).body['data']
  expect(await offered('pusher', 'centrifugo')).toEqual({ connections: [centrifugo] })
  expect(await offered('pusher')).toEqual({ connections: [] })
  stage.kick.faults.providers = ['pusher', 'centrifugo']
  expect(await offered('centrifugo', 'pusher')).toEqual({ connections: [pusher, centrifugo] })
  const general = await askSite(stage, '/api/v1/realtime/connection', accepting(randomUUID(), 'centrifugo'))
  expect(general.body['data']).toEqual({ connections: [centrifugo] })
})

test('the first word is connect, with a token that the site gave', async () => {
  const stage = await setKickStage()
  const early = await openGuest(stage)
  early.line.send({ subscribe: { channel: stage.channels.chat }, id: 1 })
  expect((await early.line.closed).code).toBe(3501)
  const garbled = await openGuest(stage)
  garbled.line.sendText('hello')
  expect((await garbled.line.closed).code).toBe(3501)
  const forged = await openGuest(stage)
  const [head = '', , signature = ''] = forged.token.split('.')
  const claims = Buffer.from(JSON.stringify({ sub: 'guest:me', exp: 9e9 })).toString('base64url')
  forged.line.send({ connect: { token: `${head}.${claims}.${signature}` }, id: 1 })
  expect(await forged.line.closed).toEqual({ code: 3500, reason: 'invalid token' })
})

test('connecting tells the terms; an expired token is error 109', async () => {
  const stage = await setKickStage()
  const { line, token } = await openGuest(stage)
  stage.turn(10)
  line.send({ connect: { token, name: 'js' }, id: 1 })
  const { connect } = await line.read(hasId(1))
  expect(connect).toEqual({
    client: expect.any(String),
    version: expect.any(String),
    ping: 25,
    ttl: 2690,
    expires: true,
  })
  stage.turn(2690)
  const late = await openLine(`${stage.kick.pusherUrl}/connection/websocket`)
  late.send({ connect: { token, name: 'js' }, id: 7 })
  expect(await late.read(hasId(7))).toEqual({ id: 7, error: { code: 109, message: 'token expired' } })
})

test('unknown channels, doubled subscriptions and unknown methods are errors, and the line goes on', async () => {
  const stage = await setKickStage()
  const { line } = await joinChat(stage)
  line.send(
    { subscribe: { channel: 'chatrooms.1.v2' }, id: 3 },
    { subscribe: { channel: stage.channels.chat }, id: 4 },
    { sing: {}, id: 5 },
  )
  expect([await line.read(hasId(3)), await line.read(hasId(4)), await line.read(hasId(5))]).toMatchObject([
    { error: { code: 102 } },
    { error: { code: 105 } },
    { error: { code: 104 } },
  ])
  line.send({ unsubscribe: { channel: stage.channels.chat }, id: 6 })
  await line.read(hasId(6))
  line.send({ subscribe: { channel: stage.channels.chat }, id: 7 })
  expect(await line.read(hasId(7))).toEqual({ id: 7, subscribe: {} })
})

test('a ping comes every 25 seconds, and who does not answer within eight is cut off', async () => {
  const stage = await setKickStage()
  const { line } = await joinChat(stage)
  stage.turn(25)
  await line.read(isPing)
  line.send({})
  line.send({ unsubscribe: { channel: 'x' }, id: 3 })
  await line.read(hasId(3))
  stage.turn(25)
  await line.read(isPing)
  stage.turn(7)
  line.send({ unsubscribe: { channel: 'x' }, id: 4 })
  await line.read(hasId(4))
  stage.turn(1)
  expect(await line.closed).toEqual({ code: 3012, reason: 'no pong' })
})

test('a token is renewed for the same guest, and without it the line ends', async () => {
  const stage = await setKickStage({ guestSeconds: 60, pingSeconds: 1000 })
  const { line, client } = await joinChat(stage)
  stage.turn(50)
  line.send({ refresh: { token: await getToken(stage, client) }, id: 3 })
  expect(await line.read(hasId(3))).toMatchObject({ refresh: { ttl: 60, expires: true } })
  stage.turn(60)
  line.send({ unsubscribe: { channel: 'x' }, id: 4 })
  await line.read(hasId(4))
  stage.turn(25)
  expect((await line.closed).code).toBe(3005)
})

test('the token of another guest renews nothing', async () => {
  const stage = await setKickStage()
  const { line } = await joinChat(stage)
  line.send({ refresh: { token: await getToken(stage, randomUUID()) }, id: 3 })
  expect((await line.closed).code).toBe(3500)
})

test('who says nothing for 15 seconds is cut off', async () => {
  const stage = await setKickStage()
  const { line } = await openGuest(stage)
  stage.turn(15)
  expect((await line.closed).code).toBe(3502)
})

test('a guest that was sent away for good stays away under that name, not under another', async () => {
  const stage = await setKickStage()
  const { line, client } = await joinChat(stage)
  stage.kick.faults.close(3501)
  expect((await line.closed).code).toBe(3501)
  const again = await openGuest(stage, client)
  again.line.send({ connect: { token: again.token }, id: 1 })
  expect((await again.line.closed).code).toBe(3503)
  await joinChat(stage)
  expect(stage.kick.connections).toBe(1)
})

test('Pusher brings the same events in its own frames', async () => {
  const stage = await setKickStage()
  const { kick, room, streamer, channels } = stage
  const [line, guest] = [await joinWithPusher(stage), await joinChat(stage)]
  const id = kick.say(room, streamer, 'hello')
  const frame = await line.read(called('App\\Events\\ChatMessageEvent'))
  expect(frame).toEqual({ event: 'App\\Events\\ChatMessageEvent', data: expect.any(String), channel: channels.chat })
  expect(frame['data']).toBe((await readEvent(guest.line, channels.chat)).data)
  expect(JSON.parse(String(frame['data']))).toMatchObject({ id })
})

test.each([
  ['a key that is gone', pusherPath('eb1d5f283081a78b932c'), 4001],
  ['no protocol', pusherPath(undefined, ''), 4008],
  ['an old protocol', pusherPath(undefined, '4'), 4007],
])('Pusher refuses %s', async (_, path, code) => {
  const stage = await setKickStage()
  const line = await openLine(`${stage.kick.pusherUrl}${path}`, '')
  expect(await line.read(called('pusher:error'))).toMatchObject({ data: { code } })
  expect((await line.closed).code).toBe(code)
})

test('Pusher answers pings, asks after two minutes of silence, and cuts off who does not answer', async () => {
  const stage = await setKickStage()
  const line = await joinWithPusher(stage)
  line.send({ event: 'pusher:ping', data: {} })
  await line.read(called('pusher:pong'))
  stage.turn(120)
  await line.read(called('pusher:ping'))
  line.send({ event: 'pusher:pong', data: {} })
  line.send({ event: 'pusher:ping', data: {} })
  await line.read(called('pusher:pong'))
  stage.turn(119)
  stage.turn(1)
  await line.read(called('pusher:ping'))
  stage.turn(29)
  stage.kick.say(stage.room, stage.streamer, 'still there?')
  await line.read(called('App\\Events\\ChatMessageEvent'))
  stage.turn(1)
  expect((await line.closed).code).toBe(4201)
})

test('stopping Kick cuts every socket', async () => {
  const stage = await setKickStage()
  const { line } = await joinChat(stage)
  await stage.kick.stop()
  expect((await line.closed).code).toBe(1006)
  const socket = new WebSocket(`${stage.kick.pusherUrl}${pusherPath()}`)
  const error = await new Promise((resolve) => socket.on('error', resolve))
  expect(error).toMatchObject({ code: 'ECONNREFUSED' })
})
