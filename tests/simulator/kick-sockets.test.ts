import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { expect, test } from 'vitest'
import { getToken, hasId, isPing, joinChat, openGuest, pusherPath, readEvent } from './kick-guest.ts'
import { call, openLine, setKickStage, subscribe } from './kick-stage.ts'
import { firstOf } from './stage.ts'

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

test('stopping Kick cuts every socket', async () => {
  const stage = await setKickStage()
  const { line } = await joinChat(stage)
  await stage.kick.stop()
  expect((await line.closed).code).toBe(1006)
  const socket = new WebSocket(`${stage.kick.pusherUrl}${pusherPath()}`)
  const error = await new Promise((resolve) => socket.on('error', resolve))
  expect(error).toMatchObject({ code: 'ECONNREFUSED' })
})
