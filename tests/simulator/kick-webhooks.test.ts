import { createServer } from 'node:http'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { fetchKey, isSigned, read } from './kick-post.ts'
import { call, getAppToken, setKickStage, subscribe, type KickStage, type Post } from './kick-stage.ts'
import { firstOf } from './stage.ts'

async function setSubscribed(...names: string[]): Promise<KickStage> {
  const stage = await setKickStage()
  await subscribe(stage, ...(names.length > 0 ? names : ['chat.message.sent']))
  return stage
}

test('a message arrives with all that Kick tells of it', async () => {
  const stage = await setSubscribed()
  const { kick, inbox, world, room, people, streamerId } = stage
  const person = firstOf(people)
  world.setStanding(room, person, { moderator: true, vip: false, founder: false, subscription: { months: 3, tier: 1 } })
  const id = kick.say(room, person, 'Hello [emote:4148074:HYPERCLAP] [emote:4148074:HYPERCLAP] [emote:37226:KEKW]')
  await kick.waitForWebhooks()
  expect(read(firstOf(inbox.posts))).toEqual({
    message_id: id,
    replies_to: null,
    broadcaster: {
      is_anonymous: false,
      user_id: streamerId,
      username: 'Mira_Plays',
      is_verified: false,
      profile_picture: expect.stringContaining('/pictures?id='),
      channel_slug: 'mira-plays',
      identity: null,
    },
    sender: {
      is_anonymous: false,
      user_id: Number(person.kick?.id),
      username: person.kick?.displayName,
      is_verified: false,
      profile_picture: expect.stringContaining('/pictures?id='),
      channel_slug: person.kick?.login,
      identity: {
        username_color: person.color,
        badges: [
          { text: 'Moderator', type: 'moderator' },
          { text: 'Subscriber', type: 'subscriber', count: 3 },
        ],
      },
    },
    content: 'Hello [emote:4148074:HYPERCLAP] [emote:4148074:HYPERCLAP] [emote:37226:KEKW]',
    emotes: [
      {
        emote_id: '4148074',
        positions: [
          { s: 6, e: 30 },
          { s: 32, e: 56 },
        ],
      },
      { emote_id: '37226', positions: [{ s: 58, e: 75 }] },
    ],
    created_at: '2026-11-21T12:00:00Z',
  })
})

test('a delivery has the headers of Kick, and its key signed the raw bytes', async () => {
  const stage = await setSubscribed()
  const { kick, inbox, room, streamer, streamerToken } = stage
  kick.say(room, streamer, 'fish & chips <3')
  await kick.waitForWebhooks()
  const post = firstOf(inbox.posts)
  const { body } = await call(stage, streamerToken.access, 'GET /public/v1/events/subscriptions')
  expect(post.headers).toMatchObject({
    'content-type': 'application/json',
    'kick-event-message-id': expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
    'kick-event-subscription-id': firstOf(body['data'] as { id: string }[]).id,
    'kick-event-message-timestamp': '2026-11-21T12:00:00Z',
    'kick-event-type': 'chat.message.sent',
    'kick-event-version': '1',
  })
  const key = await fetchKey(stage)
  expect(isSigned(post, key)).toBe(true)
  expect(isSigned({ ...post, body: Buffer.from(JSON.stringify(read(post))) }, key)).toBe(false)
})

test('an answer names what it answers', async () => {
  const { kick, inbox, room, streamer, people } = await setSubscribed()
  const id = kick.say(room, firstOf(people), 'how do I enter?')
  kick.say(room, streamer, 'type !enter', { replyTo: id })
  await kick.waitForWebhooks()
  const { replies_to: parent } = read(inbox.posts[1] as Post)
  expect(parent).toMatchObject({ message_id: id, content: 'how do I enter?', sender: { identity: null } })
})

test('only what is subscribed to arrives, and only while it is', async () => {
  const stage = await setSubscribed()
  const { kick, inbox, room, streamer, people, streamerToken } = stage
  kick.follow(room, firstOf(people))
  const { body } = await subscribe(stage, 'channel.followed')
  kick.follow(room, firstOf(people))
  const [{ subscription_id: id }] = body['data'] as [{ subscription_id: string }]
  const gone = await call(stage, streamerToken.access, `DELETE /public/v1/events/subscriptions?id=${id}`)
  expect([gone.status, gone.text]).toEqual([204, ''])
  kick.follow(room, firstOf(people))
  kick.say(room, streamer, 'hi')
  await kick.waitForWebhooks()
  const types = inbox.posts.map((post) => post.headers['kick-event-type'])
  expect(types).toEqual(['channel.followed', 'chat.message.sent'])
})

test('each happening has its payload, and changes the world', async () => {
  const names = ['channel.followed', 'channel.subscription.new', 'channel.subscription.renewal', 'kicks.gifted']
  const stage = await setSubscribed(...names, 'channel.subscription.gifts', 'livestream.status.updated')
  const { kick, inbox, world, room, people } = stage
  const [one, two] = [firstOf(people), firstOf(people.slice(1))]
  kick.goOffline(room)
  kick.goLive(room, 'Again', 'Chess')
  kick.follow(room, one)
  kick.subscribe(room, one)
  kick.subscribe(room, two, 4)
  kick.giftSubscriptions(room, undefined, [one, two])
  kick.giveKicks(room, two, 500, 'w')
  await kick.waitForWebhooks()
  const user = (person: typeof one) => expect.objectContaining({ user_id: Number(person.kick?.id) })
  const month = { created_at: '2026-11-21T12:00:00Z', expires_at: '2026-12-21T12:00:00Z' }
  const started = '2026-11-21T12:00:00Z'
  expect(inbox.posts.map((post) => [post.headers['kick-event-type'], read(post)])).toMatchObject([
    ['livestream.status.updated', { is_live: false, started_at: started, ended_at: started }],
    ['livestream.status.updated', { is_live: true, title: 'Again', started_at: started, ended_at: null }],
    ['channel.followed', { follower: user(one), broadcaster: { user_id: stage.streamerId } }],
    ['channel.subscription.new', { subscriber: user(one), duration: 1, ...month }],
    ['channel.subscription.renewal', { subscriber: user(two), duration: 4, ...month }],
    ['channel.subscription.gifts', { gifter: { is_anonymous: true, user_id: null }, giftees: [user(one), user(two)] }],
    ['kicks.gifted', { sender: user(two), gift: { amount: 500, message: 'w' } }],
  ])
  expect([room.live?.game, world.standingOf(room, one).subscription?.gift]).toEqual(['Chess', true])
  expect(world.standingOf(room, one).followedAt?.getTime()).toBe(world.now())
})

test('a user subscribes to their own channel, an app to any, and each is told what failed', async () => {
  const stage = await setKickStage()
  const { streamerToken, streamerId } = stage
  const app = await getAppToken(stage)
  const post = (token: string, body: object) => call(stage, token, 'POST /public/v1/events/subscriptions', body)
  const asked = { events: [{ name: 'chat.message.sent', version: 1 }], method: 'webhook' }
  expect((await post(app, asked)).body).toEqual({ data: 'Channel not found', message: 'Bad request' })
  expect((await post(streamerToken.access, { ...asked, broadcaster_user_id: 1 })).status).toBe(403)
  expect((await post(app, { ...asked, broadcaster_user_id: String(streamerId) })).status).toBe(400)
  expect((await post(app, { ...asked, method: 'websocket', broadcaster_user_id: streamerId })).status).toBe(400)
  const events = [...asked.events, { name: 'chat.message.sung', version: 1 }, { name: 'kicks.gifted', version: 2 }]
  const { body } = await post(app, { ...asked, events, broadcaster_user_id: streamerId })
  expect(body['data']).toEqual([
    { name: 'chat.message.sent', version: 1, subscription_id: expect.stringMatching(/^\w{26}$/), error: '' },
    { name: 'chat.message.sung', version: 1, subscription_id: '', error: 'Unknown event' },
    { name: 'kicks.gifted', version: 2, subscription_id: '', error: 'Unknown event' },
  ])
  const { body: listed } = await call(stage, app, 'GET /public/v1/events/subscriptions')
  expect(listed['data']).toEqual([
    {
      id: expect.stringMatching(/^\w{26}$/),
      app_id: stage.app.id,
      broadcaster_user_id: streamerId,
      event: 'chat.message.sent',
      method: 'webhook',
      version: 1,
      created_at: '2026-11-21T12:00:00Z',
      updated_at: '2026-11-21T12:00:00Z',
    },
  ])
})

test('subscribing twice gives the same subscription, and each message once', async () => {
  const stage = await setSubscribed('chat.message.sent', 'chat.message.sent')
  await subscribe(stage, 'chat.message.sent')
  stage.kick.say(stage.room, stage.streamer, 'once')
  await stage.kick.waitForWebhooks()
  expect(stage.inbox.posts).toHaveLength(1)
})

test('an app that lacks the scope, or another app, sees and removes nothing', async () => {
  const stage = await setSubscribed()
  const { botToken, streamer } = stage
  expect((await call(stage, botToken.access, 'GET /public/v1/events/subscriptions')).status).toBe(403)
  const other = stage.world.kickTokens.issue(stage.world.kickTokens.addApp(), streamer, ['events:subscribe']).access
  expect((await call(stage, other, 'GET /public/v1/events/subscriptions')).body['data']).toEqual([])
  const { body } = await call(stage, stage.streamerToken.access, 'GET /public/v1/events/subscriptions')
  const { id } = firstOf(body['data'] as { id: string }[])
  await call(stage, other, `DELETE /public/v1/events/subscriptions?id=${id}`)
  const after = await call(stage, stage.streamerToken.access, 'GET /public/v1/events/subscriptions')
  expect(after.body['data']).toHaveLength(1)
})

test('switching webhooks off ends every subscription, and none can be made', async () => {
  const stage = await setSubscribed()
  stage.kick.setUp(stage.app, {})
  expect((await subscribe(stage, 'kicks.gifted')).status).toBe(400)
  stage.kick.setUp(stage.app, { webhookUrl: stage.inbox.url })
  const { body } = await call(stage, stage.streamerToken.access, 'GET /public/v1/events/subscriptions')
  expect(body['data']).toEqual([])
})

test('what fails is tried three times, with the same id, time and bytes', async () => {
  const { kick, inbox, room, streamer, turn } = await setSubscribed()
  inbox.status = 500
  kick.say(room, streamer, 'hello')
  await kick.waitUntil(() => kick.deliveries.length === 1)
  turn(4)
  turn(1)
  await kick.waitUntil(() => kick.deliveries.length === 2)
  turn(30)
  await kick.waitForWebhooks()
  turn(86_400)
  const [since, tries] = [kick.deliveries[0]?.at ?? 0, kick.deliveries]
  expect(tries.map(({ attempt, status, at }) => [attempt, status, (at - since) / 1000])).toEqual([
    [1, 500, 0],
    [2, 500, 5],
    [3, 500, 35],
  ])
  const { headers: first } = firstOf(inbox.posts)
  for (const { headers, body } of inbox.posts) {
    expect([
      headers['kick-event-message-id'],
      headers['kick-event-message-timestamp'],
      headers['kick-event-signature'],
    ]).toEqual([first['kick-event-message-id'], first['kick-event-message-timestamp'], first['kick-event-signature']])
    expect(body).toEqual(firstOf(inbox.posts).body)
  }
})

test('an app that comes back within the tries misses nothing', async () => {
  const { kick, inbox, room, streamer, turn } = await setSubscribed()
  inbox.status = 503
  kick.say(room, streamer, 'hello')
  await kick.waitUntil(() => kick.deliveries.length === 1)
  inbox.status = 204
  turn(5)
  await kick.waitForWebhooks()
  expect(kick.deliveries.map((one) => one.status)).toEqual([503, 204])
})

test('an app that is away counts as failing', async () => {
  const stage = await setSubscribed()
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number } // it listens on a port
  server.close()
  stage.kick.setUp(stage.app, { webhookUrl: `http://127.0.0.1:${port}/` })
  stage.kick.say(stage.room, stage.streamer, 'hello')
  await stage.kick.waitUntil(() => stage.kick.deliveries.length === 1)
  expect(firstOf(stage.kick.deliveries).status).toBe(0)
})

async function countSubscriptions(stage: KickStage): Promise<number> {
  const { body } = await call(stage, await getAppToken(stage), 'GET /public/v1/events/subscriptions')
  return (body['data'] as unknown[]).length
}

test('what has failed for more than a day is unsubscribed, and a good answer starts the day anew', async () => {
  const stage = await setSubscribed()
  const { kick, inbox, room, streamer, turn } = stage
  const sayAndTry = async (status: number) => {
    inbox.status = status
    const tried = kick.deliveries.length
    kick.say(room, streamer, 'hello')
    await kick.waitUntil(() => kick.deliveries.length === tried + 1)
  }
  await sayAndTry(500)
  turn(80_000)
  await kick.waitUntil(() => kick.deliveries.length === 2)
  await sayAndTry(200)
  await sayAndTry(500)
  turn(86_400)
  await sayAndTry(500)
  expect(await countSubscriptions(stage)).toBe(1)
  turn(1)
  await sayAndTry(500)
  expect(await countSubscriptions(stage)).toBe(0)
})

test('many lines arrive completely, in order, with one lane, and completely with more', async () => {
  for (const lanes of [1, 16]) {
    const stage = await setKickStage({ lanes })
    await subscribe(stage, 'chat.message.sent')
    const lines = Array.from({ length: 100 }, (_, index) => ({ person: stage.streamer, text: `line ${index}` }))
    const ids = await stage.kick.sayMany(stage.room, lines)
    await stage.kick.waitForWebhooks(20_000)
    const got = stage.inbox.posts.map((post) => read(post)['message_id'])
    expect(lanes === 1 ? got : got.toSorted()).toEqual(lanes === 1 ? ids : ids.toSorted())
  }
})
