import { createCrowd } from '@streambot/simulator/crowd.ts'
import { startTwitch } from '@streambot/simulator/twitch.ts'
import { expect, onTestFinished, test } from 'vitest'
import { firstOf, joinWithWire, tagsOf } from './stage.ts'
import { ask, insert, list, openStream, reasonOf, pageOf, setStage, textsOf } from './youtube-stage.ts'

test('the first list brings what was said before, oldest first, and the next one only what is new', async () => {
  const stage = await setStage()
  const { sim, room, people, turn } = stage
  for (const text of ['one', 'two']) sim.say(room, firstOf(people), text)
  const first = await list(stage)
  expect(textsOf(first.body)).toEqual(['one', 'two'])
  expect(first.body).toMatchObject({ pollingIntervalMillis: 4000, pageInfo: { totalResults: 2 } })
  sim.say(room, firstOf(people), 'three')
  turn(4)
  const next = await list(stage, { pageToken: pageOf(first.body) })
  expect(textsOf(next.body)).toEqual(['three'])
})

test('a list that comes sooner than it was told is refused, and costs a unit', async () => {
  const stage = await setStage()
  const { body } = await list(stage)
  stage.turn(3.9)
  expect(reasonOf(await list(stage, { pageToken: pageOf(body) }))).toBe('403 rateLimitExceeded')
  stage.turn(0.1)
  expect((await list(stage, { pageToken: pageOf(body) })).status).toBe(200)
  expect(stage.sim.quota.spentBy(stage.youtube.app)).toBe(11)
})

test('a message says who wrote it and what they are', async () => {
  const stage = await setStage({ people: 0 })
  const { world, room, sim } = stage
  const member = world.addPerson({ login: 'one_member', verified: true })
  world.setStanding(room, member, { subscription: { months: 3, tier: 1 } })
  const moderator = world.addPerson({ login: 'two_mod' })
  world.setStanding(room, moderator, { moderator: true })
  const id = sim.say(room, member, 'hello', { sentAt: Date.UTC(2026, 10, 21, 11, 59, 58, 7) })
  sim.say(room, moderator, 'hello')
  sim.say(room, stage.streamer, 'hello')
  const { body } = await list(stage)
  expect(body.items?.[0]).toMatchObject({
    kind: 'youtube#liveChatMessage',
    id,
    snippet: {
      type: 'textMessageEvent',
      liveChatId: stage.chatId,
      authorChannelId: member.youtube?.id,
      publishedAt: '2026-11-21T11:59:58.007000+00:00',
      hasDisplayContent: true,
      displayMessage: 'hello',
      textMessageDetails: { messageText: 'hello' },
    },
    authorDetails: {
      channelId: member.youtube?.id,
      channelUrl: `http://www.youtube.com/channel/${member.youtube?.id}`,
      displayName: '@one_member',
      isVerified: true,
      isChatOwner: false,
      isChatSponsor: true,
      isChatModerator: false,
    },
  })
  expect(body.items?.[1]?.authorDetails).toMatchObject({ isChatModerator: true, isChatSponsor: false })
  expect(body.items?.[2]?.authorDetails).toMatchObject({ isChatModerator: false, isChatOwner: true })
})

test('only the parts that are asked for come, joined by commas or one by one', async () => {
  const stage = await setStage()
  stage.sim.say(stage.room, firstOf(stage.people), 'hello')
  const { body } = await list(stage, { part: 'id,snippet' })
  expect(Object.keys(body.items?.[0] ?? {}).toSorted()).toEqual(['etag', 'id', 'kind', 'snippet'])
  stage.turn(4)
  const both = await ask(stage, `liveChat/messages?liveChatId=${stage.chatId}&part=authorDetails&part=id`)
  expect(Object.keys(both.body.items?.[0] ?? {}).toSorted()).toEqual(['authorDetails', 'etag', 'id', 'kind'])
})

test.each([
  ['no part', { part: '' }, '400 missingRequiredParameter'],
  ['a part that does not exist', { part: 'snippet,statistics' }, '400 unknownPart'],
  ['no chat', { liveChatId: '' }, '400 missingRequiredParameter'],
  ['a chat that does not exist', { liveChatId: 'Cg0K' }, '404 liveChatNotFound'],
  ['too small a page', { maxResults: '199' }, '400 invalidParameter'],
  ['too large a page', { maxResults: '2001' }, '400 invalidParameter'],
  ['a page token of nobody', { pageToken: 'abc' }, '400 pageTokenInvalid'],
])('%s is refused', async (_, query, expected) => {
  const stage = await setStage()
  expect(reasonOf(await list(stage, query))).toBe(expected)
  const stream = await ask(
    stage,
    `liveChat/messages/stream?${new URLSearchParams({ liveChatId: stage.chatId, part: 'id', ...query })}`,
  )
  expect(reasonOf(stream)).toBe(expected)
})

test('a page token of a stream is of no use to a list', async () => {
  const stage = await setStage()
  stage.sim.say(stage.room, firstOf(stage.people), 'hello')
  const [first] = await (await openStream(stage)).items(1)
  expect(reasonOf(await list(stage, { pageToken: pageOf(first) }))).toBe('400 pageTokenInvalid')
})

test('a message that is sent is answered with itself, heard, and read by everybody', async () => {
  const stage = await setStage()
  const { status, body } = await insert(stage, '  hello  all ')
  expect([status, body.snippet?.displayMessage]).toEqual([200, 'hello  all'])
  expect(stage.sim.heard).toMatchObject([
    { id: body.id, room: 'mira_plays', login: 'streambot_demo', text: 'hello  all' },
  ])
  const { body: read } = await list(stage)
  expect(read.items).toMatchObject([
    { id: body.id, authorDetails: { channelId: stage.bot.youtube?.id, isChatModerator: true } },
  ])
})

test.each([
  ['without a chat', 'x', { liveChatId: undefined }, '400 liveChatIdRequired'],
  ['without a type', 'x', { type: undefined }, '400 typeRequired'],
  ['without a text', 'x', { textMessageDetails: undefined }, '400 messageTextRequired'],
  ['of spaces alone', '   ', {}, '400 messageTextInvalid'],
  ['that is too long', 'x'.repeat(201), {}, '400 messageTextInvalid'],
  ['in a chat that does not exist', 'x', { liveChatId: 'Cg0K' }, '404 liveChatNotFound'],
])('a message %s is refused and nobody reads it', async (_, text, snippet, expected) => {
  const stage = await setStage()
  expect(reasonOf(await insert(stage, text, snippet))).toBe(expected)
  expect(stage.sim.refused).toMatchObject([
    { text: 'textMessageDetails' in snippet ? '' : text, code: expected.slice(4) },
  ])
  expect([stage.sim.heard, textsOf((await list(stage)).body)]).toEqual([[], []])
})

test('the longest message is sent whole', async () => {
  const stage = await setStage()
  expect((await insert(stage, 'x'.repeat(200))).status).toBe(200)
})

test('a Super Chat and what else happens come with their own details', async () => {
  const stage = await setStage()
  const { sim, room, people } = stage
  sim.say(room, firstOf(people), 'great!', { bits: 500 })
  const details = { memberMilestoneChatDetails: { memberMonth: 14, memberLevelName: 'Gold', userComment: 'hi' } }
  sim.tell(room, { type: 'memberMilestoneChatEvent', person: firstOf(people), text: '14 months', details })
  const { body } = await list(stage)
  expect(body.items?.[0]?.snippet).toMatchObject({
    type: 'superChatEvent',
    superChatDetails: { amountMicros: '5000000', currency: 'USD', amountDisplayString: '$5.00', userComment: 'great!' },
  })
  expect(body.items?.[1]?.snippet).toMatchObject({ type: 'memberMilestoneChatEvent', ...details })
})

test('a moderator deletes a message: a tombstone takes its place, and readers are told', async () => {
  const stage = await setStage()
  const id = stage.sim.say(stage.room, firstOf(stage.people), 'bad words')
  expect((await ask(stage, `liveChat/messages?id=${id}`, { method: 'DELETE' })).status).toBe(204)
  const { body } = await list(stage)
  expect(body.items?.[0]).toMatchObject({ id, snippet: { type: 'tombstone', hasDisplayContent: false } })
  expect(body.items?.[1]?.snippet).toMatchObject({
    type: 'messageDeletedEvent',
    messageDeletedDetails: { deletedMessageId: id },
  })
  expect(JSON.stringify(body)).not.toContain('bad words')
  const again = await ask(stage, 'liveChat/messages?id=nothing', { method: 'DELETE' })
  expect(reasonOf(again)).toBe('404 liveChatMessageNotFound')
  stage.world.setStanding(stage.room, stage.bot, { moderator: false })
  expect(reasonOf(await ask(stage, `liveChat/messages?id=${id}`, { method: 'DELETE' }))).toBe('403 forbidden')
})

test('who is banned cannot chat until the ban ends or is lifted by its id', async () => {
  const stage = await setStage()
  const { streamerToken } = stage.youtube
  stage.world.setStanding(stage.room, stage.bot, { moderator: false })
  const ban = (snippet: object) => {
    const whole = { liveChatId: stage.chatId, bannedUserDetails: { channelId: stage.bot.youtube?.id }, ...snippet }
    const body = JSON.stringify({ snippet: whole })
    return ask(stage, 'liveChat/bans?part=snippet', { method: 'POST', body, token: streamerToken.access })
  }
  const { body: first } = await ban({ type: 'temporary', banDurationSeconds: '60' })
  expect(first.snippet).toMatchObject({ type: 'temporary', banDurationSeconds: '60' })
  expect(reasonOf(await insert(stage, 'hello'))).toBe('403 forbidden')
  stage.turn(60)
  expect((await insert(stage, 'hello')).status).toBe(200)
  const { body } = await ban({ type: 'permanent' })
  stage.turn(3000)
  expect(reasonOf(await insert(stage, 'hello?'))).toBe('403 forbidden')
  const lift = () => ask(stage, `liveChat/bans?id=${body.id}`, { method: 'DELETE', token: streamerToken.access })
  expect((await lift()).status).toBe(204)
  expect((await insert(stage, 'hello?')).status).toBe(200)
  expect(reasonOf(await lift())).toBe('404 liveChatBanNotFound')
  expect(reasonOf(await ban({ type: 'permanent', bannedUserDetails: { channelId: 'UCx' } }))).toBe(
    '400 invalidChannelId',
  )
  const events = (await list(stage)).body.items?.filter((item) => item.snippet?.type === 'userBannedEvent')
  expect(events).toHaveLength(2)
})

test('only the owner and moderators ban', async () => {
  const stage = await setStage()
  stage.world.setStanding(stage.room, stage.bot, { moderator: false })
  const snippet = {
    liveChatId: stage.chatId,
    type: 'permanent',
    bannedUserDetails: { channelId: firstOf(stage.people).youtube?.id },
  }
  const answer = await ask(stage, 'liveChat/bans?part=snippet', { method: 'POST', body: JSON.stringify({ snippet }) })
  expect(reasonOf(answer)).toBe('403 forbidden')
})

test('a chat that is switched off is neither read nor written', async () => {
  const stage = await setStage()
  stage.broadcast.chat.isDisabled = true
  expect(reasonOf(await list(stage))).toBe('403 liveChatDisabled')
  expect(reasonOf(await insert(stage, 'hello'))).toBe('403 liveChatDisabled')
})

test('the end of a broadcast is told once, with its time; then the chat is over', async () => {
  const stage = await setStage()
  const { body } = await list(stage)
  stage.turn(60)
  stage.sim.endBroadcast(stage.broadcast)
  const last = await list(stage, { pageToken: pageOf(body) })
  expect(textsOf(last.body)).toEqual(['chatEndedEvent'])
  expect(last.body.offlineAt).toBe('2026-11-21T12:01:00.000Z')
  stage.turn(4)
  expect(reasonOf(await list(stage, { pageToken: pageOf(last.body) }))).toBe('403 liveChatEnded')
  expect(reasonOf(await list(stage))).toBe('403 liveChatEnded')
  expect(reasonOf(await insert(stage, 'too late'))).toBe('403 liveChatEnded')
})

test('one person chats on Twitch and on YouTube, under an id of each', async () => {
  const stage = await setStage()
  const twitch = await startTwitch({ world: stage.world })
  onTestFinished(() => twitch.stop())
  const person = firstOf(stage.people)
  const wire = await joinWithWire({ ...stage, twitch })
  twitch.say(stage.room, person, 'hello Twitch')
  stage.sim.say(stage.room, person, 'hello YouTube')
  expect(tagsOf(await wire.read(/hello Twitch$/))).toMatchObject({ 'user-id': person.id })
  const { items = [] } = (await list(stage)).body
  expect(items.map((item) => item.authorDetails?.channelId)).toEqual([person.youtube?.id])
})

test('a crowd hears the bot and enters on YouTube', async () => {
  const stage = await setStage({ people: 200 })
  const { sim, world, room, people, turn } = stage
  const crowd = createCrowd({ chat: sim, world, room, people, linesPerSecond: 0 })
  await insert(stage, 'A giveaway is open! Type !enter to take part.')
  for (let second = 0; second < 30; second += 1) {
    turn(1)
    crowd.step()
  }
  crowd.stop()
  const { items = [] } = (await list(stage)).body
  const entries = items.filter((item) => item.snippet?.displayMessage === '!enter')
  expect(new Set(entries.map((item) => item.authorDetails?.channelId)).size).toBeGreaterThan(80)
})
