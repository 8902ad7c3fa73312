import { expect, test } from 'vitest'
import { firstOf, joinWithWire, setStage, type Stage } from './stage.ts'

interface CallOptions {
  readonly access?: string
  readonly client?: string
  readonly post?: object
}

/** What Helix answers, as far as these tests look. */
interface Body {
  readonly message: string
  readonly total: number
  readonly data: readonly (Record<string, unknown> & { readonly id: string; readonly user_login: string })[]
  readonly pagination: { readonly cursor?: string }
}

async function call(stage: Stage, path: string, { access, client, post }: CallOptions = {}) {
  const headers = {
    authorization: `Bearer ${access ?? stage.botToken.access}`,
    'client-id': client ?? stage.app.id,
    'content-type': 'application/json',
  }
  const body = post ? { method: 'POST', body: JSON.stringify(post) } : {}
  const answer = await fetch(`${stage.twitch.url}/helix/${path}`, { headers, ...body })
  const read = (await answer.json()) as Body // the tests look at what is really there
  return { status: answer.status, headers: answer.headers, body: read, first: read.data?.[0] }
}

test('who one is comes back with the budget that is left', async () => {
  const stage = await setStage()
  const { status, headers, body, first } = await call(stage, 'users')
  expect([status, headers.get('ratelimit-limit'), headers.get('ratelimit-remaining')]).toEqual([200, '800', '799'])
  expect(Number(headers.get('ratelimit-reset'))).toBe((stage.world.now() + 60_000) / 1000)
  expect(body.data).toMatchObject([{ id: stage.bot.id, login: 'streambot_demo', display_name: 'StreamBot_Demo' }])
  const picture = await fetch(String(first?.['profile_image_url']))
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
})

test('people are found by id and by login, and the unknown are left out', async () => {
  const stage = await setStage()
  const { body } = await call(stage, `users?id=${firstOf(stage.people).id}&login=mira_plays&login=nobody`)
  expect(body.data.map((user) => user.id)).toEqual([firstOf(stage.people).id, stage.streamer.id])
})

test('a missing token, a missing client, another client and a bad token are refused', async () => {
  const stage = await setStage()
  const bare = await fetch(`${stage.twitch.url}/helix/users`)
  expect(await bare.json()).toEqual({ error: 'Unauthorized', status: 401, message: 'OAuth token is missing' })
  expect((await call(stage, 'users', { client: '' })).body.message).toBe('Client ID is missing')
  expect((await call(stage, 'users', { client: stage.publicApp.id })).body.message).toMatch(/do not match/)
  expect((await call(stage, 'users', { access: 'x' })).body.message).toBe('Invalid OAuth token')
})

test('a call without its scope is refused with the scope', async () => {
  const stage = await setStage()
  const { access } = stage.world.tokens.issue(stage.app, stage.bot, ['chat:read'])
  const { status, body } = await call(stage, `channels/followers?broadcaster_id=${stage.room.id}`, { access })
  expect([status, body.message]).toEqual([401, 'Missing scope: moderator:read:followers'])
})

test('a follower has a date, others have none, and only moderators may ask', async () => {
  const stage = await setStage({ people: 0 })
  const { world, room } = stage
  const [fan, stranger] = [world.addPerson({ login: 'fan' }), world.addPerson({ login: 'stranger' })]
  world.setStanding(room, fan, { followedAt: new Date('2026-01-02T03:04:05Z') })
  const path = `channels/followers?broadcaster_id=${room.id}&user_id=`
  expect((await call(stage, `${path}${fan.id}`)).body).toMatchObject({
    total: 1,
    data: [{ user_id: fan.id, user_login: 'fan', followed_at: '2026-01-02T03:04:05.000Z' }],
  })
  expect((await call(stage, `${path}${stranger.id}`)).body).toMatchObject({ total: 1, data: [] })
  world.setStanding(room, stage.bot, { moderator: false })
  expect((await call(stage, `${path}${fan.id}`)).status).toBe(401)
})

test('subscriptions are the streamer’s to read', async () => {
  const stage = await setStage({ people: 0 })
  const { world, room, streamerToken } = stage
  const fan = world.addPerson({ login: 'fan' })
  world.setStanding(room, fan, { subscription: { months: 3, tier: 2, gift: true } })
  const path = `subscriptions?broadcaster_id=${room.id}&user_id=${fan.id}&user_id=${stage.bot.id}`
  expect((await call(stage, path, { access: streamerToken.access })).body.data).toMatchObject([
    { user_id: fan.id, tier: '2000', is_gift: true },
  ])
  const { access } = world.tokens.issue(stage.app, stage.bot, ['channel:read:subscriptions'])
  expect((await call(stage, path, { access })).status).toBe(401)
  const own = world.tokens.issue(stage.app, fan, ['user:read:subscriptions'])
  const mine = `subscriptions/user?broadcaster_id=${room.id}&user_id=${fan.id}`
  expect((await call(stage, mine, { access: own.access })).body.data).toMatchObject([{ tier: '2000' }])
  world.setStanding(room, fan, { subscription: undefined })
  expect((await call(stage, mine, { access: own.access })).status).toBe(404)
})

test('a stream is there while it is live', async () => {
  const stage = await setStage()
  const path = `streams?user_id=${stage.room.id}`
  expect((await call(stage, path)).body.data).toMatchObject([{ user_login: 'mira_plays', type: 'live' }])
  stage.world.goOffline(stage.room)
  expect((await call(stage, path)).body.data).toEqual([])
})

test('chatters come page by page', async () => {
  const stage = await setStage({ people: 5 })
  for (const person of stage.people) stage.twitch.say(stage.room, person, 'hi')
  const path = `chat/chatters?broadcaster_id=${stage.room.id}&moderator_id=${stage.bot.id}&first=3`
  const first = (await call(stage, path)).body
  const second = (await call(stage, `${path}&after=${first.pagination.cursor}`)).body
  expect([first.total, first.data.length, second.data.length, second.pagination]).toEqual([5, 3, 2, {}])
  const logins = [...first.data, ...second.data].map((one) => one.user_login)
  expect(logins).toEqual(stage.people.map((person) => person.login))
})

test('a message sent over Helix reaches all, the sender’s own connection too', async () => {
  const stage = await setStage()
  const wire = await joinWithWire(stage)
  const post = { broadcaster_id: stage.room.id, sender_id: stage.bot.id, message: 'over http' }
  const { body, first } = await call(stage, 'chat/messages', { post })
  expect(body.data).toMatchObject([{ is_sent: true, message_id: expect.any(String) }])
  expect(await wire.read(/PRIVMSG/)).toContain(`id=${String(first?.['message_id'])}`)
  expect(stage.twitch.heard).toMatchObject([{ via: 'helix', text: 'over http' }])
})

test('a message that is refused says so with 200', async () => {
  const stage = await setStage()
  stage.twitch.faults.refuse('msg_rejected')
  const post = { broadcaster_id: stage.room.id, sender_id: stage.bot.id, message: 'x' }
  const { status, first } = await call(stage, 'chat/messages', { post })
  expect([status, first]).toMatchObject([200, { is_sent: false, drop_reason: { code: 'msg_rejected' } }])
})

test('long messages, other senders and apps without leave are refused', async () => {
  const stage = await setStage()
  const post = { broadcaster_id: stage.room.id, sender_id: stage.bot.id, message: 'x' }
  expect((await call(stage, 'chat/messages', { post: { ...post, message: 'x'.repeat(501) } })).status).toBe(400)
  expect((await call(stage, 'chat/messages', { post: { ...post, sender_id: stage.streamer.id } })).status).toBe(401)
  const { access } = stage.world.tokens.issueForApp(stage.app)
  expect((await call(stage, 'chat/messages', { post, access })).status).toBe(200)
  stage.world.tokens.disconnect(stage.app, stage.bot)
  expect((await call(stage, 'chat/messages', { post, access })).status).toBe(401)
})

test('what is not simulated says so', async () => {
  const stage = await setStage()
  const { status, body } = await call(stage, 'whispers', { post: {} })
  expect([status, body.message]).toEqual([501, 'POST /helix/whispers is not simulated yet'])
  expect((await call(stage, 'nothing')).status).toBe(404)
})

test('faults answer 401, 500 and 429, which ends when it said', async () => {
  const stage = await setStage()
  const { faults } = stage.twitch
  faults.failHelix(401)
  faults.failHelix(500)
  faults.failHelix(429, { resetSeconds: 2 })
  expect((await call(stage, 'users')).status).toBe(401)
  expect((await call(stage, 'users')).status).toBe(500)
  const { status, headers } = await call(stage, 'users')
  expect([status, headers.get('ratelimit-remaining')]).toEqual([429, '0'])
  expect(Number(headers.get('ratelimit-reset'))).toBe(stage.world.now() / 1000 + 2)
  expect((await call(stage, 'users')).status).toBe(429)
  stage.turn(2)
  expect((await call(stage, 'users')).status).toBe(200)
})

test('800 points last for a minute', async () => {
  const stage = await setStage()
  for (let count = 0; count < 800; count += 50) {
    await Promise.all(Array.from({ length: 50 }, () => call(stage, 'users')))
  }
  expect((await call(stage, 'users')).status).toBe(429)
  stage.turn(60)
  expect((await call(stage, 'users')).status).toBe(200)
})

test('a slow answer comes after the time given', async () => {
  const stage = await setStage()
  stage.twitch.faults.slowHelix = 30
  const before = performance.now()
  await call(stage, 'users')
  expect(performance.now() - before).toBeGreaterThanOrEqual(28)
})

test('requests are kept with their query, body and answer', async () => {
  const stage = await setStage()
  await call(stage, 'users?login=mira_plays')
  expect(stage.twitch.requests).toMatchObject([
    { method: 'GET', path: '/helix/users', query: { login: 'mira_plays' }, body: '', status: 200 },
  ])
})
