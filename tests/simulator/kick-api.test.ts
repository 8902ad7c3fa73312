import { expect, test } from 'vitest'
import { call, getAppToken, setKickStage, subscribe, type KickStage } from './kick-stage.ts'
import { firstOf } from './stage.ts'

const say = (stage: KickStage, body: object, token = stage.botToken.access) =>
  call(stage, token, 'POST /public/v1/chat', { type: 'user', broadcaster_user_id: stage.streamerId, ...body })

test('users are oneself, or those whose ids are named', async () => {
  const stage = await setKickStage()
  const { botToken, bot, people } = stage
  const self = await call(stage, botToken.access, 'GET /public/v1/users')
  const picture = expect.stringContaining('/pictures?id=')
  const me = { user_id: Number(bot.kick?.id), name: 'StreamBot_Demo', email: 'streambot_demo@example.com' }
  expect(self.body).toEqual({ data: [{ ...me, profile_picture: picture }], message: 'OK' })
  const other = firstOf(people)
  const named = await call(stage, botToken.access, `GET /public/v1/users?id=${other.kick?.id}&id=1`)
  expect(named.body['data']).toEqual([
    { user_id: Number(other.kick?.id), name: other.kick?.displayName, email: '', profile_picture: picture },
  ])
  expect((await call(stage, await getAppToken(stage), 'GET /public/v1/users')).status).toBe(401)
})

test('a channel tells whether it is live, by id, by slug, or as one’s own', async () => {
  const stage = await setKickStage()
  const { kick, room, streamerId, streamerToken } = stage
  const own = await call(stage, streamerToken.access, 'GET /public/v1/channels')
  expect(own.body['data']).toMatchObject([
    {
      broadcaster_user_id: streamerId,
      slug: 'mira-plays',
      stream_title: 'Cosy evening with giveaways',
      category: { name: 'Just Chatting' },
      stream: { is_live: true, start_time: '2026-11-21T12:00:00Z', viewer_count: 0 },
    },
  ])
  kick.goOffline(room)
  const app = await getAppToken(stage)
  const offline = { is_live: false, start_time: '0001-01-01T00:00:00Z', viewer_count: 0 }
  for (const query of [`broadcaster_user_id=${streamerId}`, 'slug=mira-plays']) {
    const { body } = await call(stage, app, `GET /public/v1/channels?${query}`)
    expect(body['data']).toMatchObject([{ broadcaster_user_id: streamerId, stream: offline, stream_title: '' }])
  }
  const mixed = await call(stage, app, `GET /public/v1/channels?slug=mira-plays&broadcaster_user_id=${streamerId}`)
  expect(mixed.status).toBe(400)
})

test('the chat’s numbers are those of nobody in the API', async () => {
  const stage = await setKickStage()
  const { body } = await call(
    stage,
    await getAppToken(stage),
    `GET /public/v1/channels?broadcaster_user_id=${stage.channels.id}`,
  )
  expect(body['data']).toEqual([])
})

test('livestreams come page by page', async () => {
  const stage = await setKickStage()
  const { world, kick, people, streamerId } = stage
  const second = world.addRoom(firstOf(people))
  kick.goLive(second, 'Another')
  const app = await getAppToken(stage)
  const first = await call(stage, app, 'GET /public/v2/livestreams?limit=1')
  expect(first.body['data']).toMatchObject([
    { broadcaster_user_id: streamerId, stream_title: 'Cosy evening with giveaways' },
  ])
  const { next_cursor: cursor } = first.body['pagination'] as { next_cursor: string }
  const rest = await call(stage, app, `GET /public/v2/livestreams?limit=1&cursor=${cursor}`)
  expect(rest.body).toMatchObject({ data: [{ stream_title: 'Another' }], pagination: { next_cursor: '' } })
  kick.goOffline(second)
  const asked = await call(stage, app, `GET /public/v2/livestreams?broadcaster_user_id=${second.owner.kick?.id}`)
  expect(asked.body['data']).toEqual([])
})

test('without a good token or the scope nothing is told', async () => {
  const stage = await setKickStage()
  const bare = await fetch(`${stage.kick.url}/public/v1/users`)
  expect([bare.status, await bare.json()]).toEqual([401, { data: {}, message: 'Unauthorized' }])
  expect((await call(stage, stage.botToken.access, 'GET /public/v1/channels')).body['message']).toBe('Forbidden')
  stage.turn(7200)
  expect((await call(stage, stage.botToken.access, 'GET /public/v1/users')).status).toBe(401)
})

test('a user speaks anywhere under their own name, and it comes back to the webhook', async () => {
  const stage = await setKickStage()
  const { kick, inbox, bot, people, room } = stage
  await subscribe(stage, 'chat.message.sent')
  const parent = kick.say(room, firstOf(people), 'how?')
  const { status, body } = await say(stage, { content: 'Type !enter', reply_to_message_id: parent })
  expect(status).toBe(200)
  await kick.waitForWebhooks()
  const { message_id: id } = body['data'] as { message_id: string }
  expect(body).toEqual({ data: { is_sent: true, message_id: id }, message: 'OK' })
  expect(JSON.parse(String(inbox.posts[1]?.body))).toMatchObject({
    message_id: id,
    content: 'Type !enter',
    sender: { user_id: Number(bot.kick?.id) },
    replies_to: { message_id: parent },
  })
  expect(kick.heard).toMatchObject([{ id, room: room.login, login: bot.login, text: 'Type !enter', via: 'api' }])
})

test('as a bot an app speaks in the channel of the one who let it in, whatever channel is named', async () => {
  const stage = await setKickStage()
  const { kick, streamerToken, bot, people, inbox } = stage
  await subscribe(stage, 'chat.message.sent')
  kick.world.addRoom(firstOf(people))
  const elsewhere = Number(firstOf(people).kick?.id)
  await say(stage, { type: 'bot', content: 'hi', broadcaster_user_id: elsewhere }, streamerToken.access)
  await kick.waitForWebhooks()
  expect(JSON.parse(String(firstOf(inbox.posts).body))).toMatchObject({
    broadcaster: { user_id: stage.streamerId },
    sender: { user_id: Number(bot.kick?.id), identity: { badges: [{ type: 'bot' }, { type: 'moderator' }] } },
  })
})

test('a bot needs a channel of its own token and a place in the settings', async () => {
  const stage = await setKickStage()
  const { kick, app, inbox, botToken, streamerToken } = stage
  const asked = { type: 'bot', content: 'hi' }
  const missing = { status: 400, body: { data: 'Channel not found', message: 'Bad request' } }
  expect(await say(stage, asked, botToken.access)).toMatchObject(missing)
  kick.setUp(app, { webhookUrl: inbox.url })
  expect(await say(stage, asked, streamerToken.access)).toMatchObject(missing)
})

test.each([
  ['a text of more than 500', { content: 'x'.repeat(501) }],
  ['an empty text', { content: '' }],
  ['an id in quotes', { content: 'hi', broadcaster_user_id: '2000000' }],
  ['another type', { content: 'hi', type: 'whisper' }],
])('%s is refused', async (_, body) => {
  const stage = await setKickStage()
  expect(await say(stage, body)).toMatchObject({ status: 400, body: { message: 'Invalid request' } })
  expect(stage.kick.heard).toEqual([])
})

test('500 letters go through, a channel that is none does not, and apps have no voice', async () => {
  const stage = await setKickStage()
  expect((await say(stage, { content: 'x'.repeat(500) })).status).toBe(200)
  expect((await say(stage, { content: 'hi', broadcaster_user_id: 1 })).body['data']).toBe('Channel not found')
  expect((await say(stage, { content: 'hi' }, await getAppToken(stage))).status).toBe(401)
})

test('six lines within a second are one too many', async () => {
  const stage = await setKickStage()
  const statuses: number[] = []
  for (let index = 0; index < 6; index += 1) statuses.push((await say(stage, { content: `line ${index}` })).status)
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429])
  stage.turn(1)
  expect((await say(stage, { content: 'again' })).status).toBe(200)
  expect(stage.kick.refused).toMatchObject([{ text: 'line 5', code: 'too-many' }])
})

test.each(['slow', 'subscribersOnly', 'followersOnly'] as const)('%s holds back who is nobody here', async (mode) => {
  const stage = await setKickStage()
  const { app, room, world } = stage
  const person = world.addPerson({ login: 'a_guest' })
  const { access } = stage.world.kickTokens.issue(app, person, ['chat:write'])
  Object.assign(room.modes, { [mode]: mode === 'subscribersOnly' ? true : 10 })
  if (mode === 'slow') await say(stage, { content: 'first' }, access)
  const notSent = { data: { is_sent: false, message_id: '' }, message: 'OK' }
  expect((await say(stage, { content: 'hi' }, access)).body).toEqual(notSent)
  world.setStanding(room, person, { vip: true })
  expect((await say(stage, { content: 'hi' }, access)).body['data']).toMatchObject({ is_sent: true })
})

test('a timeout ends by the clock, a ban when it is lifted', async () => {
  const stage = await setKickStage()
  const { kick, app, people, inbox, botToken, streamerId, turn } = stage
  await subscribe(stage, 'moderation.banned')
  const person = firstOf(people)
  const { access } = stage.world.kickTokens.issue(app, person, ['chat:write'])
  const speak = async () => (await say(stage, { content: 'hi' }, access)).status
  const ids = { broadcaster_user_id: streamerId, user_id: Number(person.kick?.id) }
  const ban = (body: object) => call(stage, botToken.access, 'POST /public/v1/moderation/bans', { ...ids, ...body })
  expect((await ban({ duration: 1, reason: 'spam' })).body).toEqual({ data: {}, message: 'OK' })
  expect(await speak()).toBe(403)
  turn(60)
  expect(await speak()).toBe(200)
  await ban({})
  turn(1_000_000)
  const { access: later } = stage.world.kickTokens.issue(app, person, ['chat:write'])
  expect((await say(stage, { content: 'hi' }, later)).status).toBe(403)
  const { access: moderator } = stage.world.kickTokens.issue(app, stage.bot, ['moderation:ban'])
  await call(stage, moderator, 'DELETE /public/v1/moderation/bans', ids)
  expect((await say(stage, { content: 'hi' }, later)).status).toBe(200)
  await kick.waitForWebhooks()
  const told = inbox.posts.map(({ body }) => (JSON.parse(String(body)) as { metadata: object }).metadata)
  expect(told).toMatchObject([{ reason: 'spam', expires_at: '2026-11-21T12:01:00Z' }, { expires_at: null }])
})

test('who does not moderate bans nobody and deletes nothing', async () => {
  const stage = await setKickStage()
  const { kick, app, room, world, streamer, streamerId } = stage
  const person = world.addPerson({ login: 'a_guest' })
  const { access } = stage.world.kickTokens.issue(app, person, ['moderation:ban', 'moderation:chat_message:manage'])
  const ids = { broadcaster_user_id: streamerId, user_id: Number(person.kick?.id) }
  expect((await call(stage, access, 'POST /public/v1/moderation/bans', ids)).status).toBe(403)
  const id = kick.say(room, streamer, 'hi')
  expect((await call(stage, access, `DELETE /public/v1/chat/${id}`)).status).toBe(403)
  expect((await call(stage, stage.botToken.access, `DELETE /public/v1/chat/${id}`)).status).toBe(204)
  expect((await call(stage, stage.botToken.access, `DELETE /public/v1/chat/${id}`)).status).toBe(404)
})

test('a ban of 0 minutes or of more than a week is refused', async () => {
  const stage = await setKickStage()
  const ids = { broadcaster_user_id: stage.streamerId, user_id: Number(firstOf(stage.people).kick?.id) }
  for (const duration of [0, 10_081, 1.5, '1']) {
    const route = 'POST /public/v1/moderation/bans'
    expect((await call(stage, stage.botToken.access, route, { ...ids, duration })).status).toBe(400)
  }
})

test('who has no account on Kick has no voice there', async () => {
  const { kick, room, world } = await setKickStage()
  const person = world.addPerson({ login: 'elsewhere', kick: undefined })
  expect(() => kick.say(room, person, 'hi')).toThrow('elsewhere has no account on Kick')
})
