import { expect, test } from 'vitest'
import { firstOf } from './stage.ts'
import { ask, insert, list, reasonOf, setStage, type Body, type Stage } from './youtube-stage.ts'

const idsOf = ({ items = [] }: Body) => items.map((item) => item.id)

function findBroadcasts(stage: Stage, query: string) {
  return ask(stage, `liveBroadcasts?part=id,snippet,status&${query}`, { token: stage.youtube.streamerToken.access })
}

test('a broadcast of "Go live now" is found only by who asks for all types', async () => {
  const stage = await setStage()
  expect((await findBroadcasts(stage, 'broadcastStatus=active')).body.items).toEqual([])
  const { body } = await findBroadcasts(stage, 'broadcastStatus=active&broadcastType=all')
  expect(body.items).toMatchObject([
    {
      kind: 'youtube#liveBroadcast',
      id: stage.broadcast.id,
      snippet: {
        channelId: stage.streamer.youtube?.id,
        title: 'Cosy evening with giveaways',
        actualStartTime: '2026-11-21T12:00:00.000Z',
        liveChatId: stage.chatId,
      },
      status: { lifeCycleStatus: 'live', privacyStatus: 'public' },
    },
  ])
  const event = stage.sim.startBroadcast(stage.room, { type: 'event', title: 'Second camera' })
  expect(idsOf((await findBroadcasts(stage, 'broadcastStatus=active')).body)).toEqual([event.id])
  const both = await findBroadcasts(stage, 'broadcastStatus=active&broadcastType=all&maxResults=1')
  expect([idsOf(both.body), both.body.pageInfo]).toEqual([[event.id], { totalResults: 2, resultsPerPage: 1 }])
  const rest = await findBroadcasts(
    stage,
    `mine=true&broadcastType=all&maxResults=1&pageToken=${both.body.nextPageToken}`,
  )
  expect(idsOf(rest.body)).toEqual([stage.broadcast.id])
})

test('a broadcast that ended is no longer active, and the next one has another chat', async () => {
  const stage = await setStage()
  stage.sim.endBroadcast(stage.broadcast)
  expect(stage.sim.findBroadcast(stage.room)).toBeUndefined()
  expect((await findBroadcasts(stage, 'broadcastStatus=active&broadcastType=all')).body.items).toEqual([])
  const { body } = await findBroadcasts(stage, 'broadcastStatus=completed&broadcastType=all')
  expect(body.items).toMatchObject([{ id: stage.broadcast.id, status: { lifeCycleStatus: 'complete' } }])
  const next = stage.sim.startBroadcast(stage.room)
  expect(next.chat.id).not.toBe(stage.chatId)
  stage.sim.say(stage.room, firstOf(stage.people), 'hello again')
  expect((await list(stage, { liveChatId: next.chat.id })).body.items).toHaveLength(1)
})

test.each([
  ['no filter', '', '400 missingRequiredParameter'],
  ['two filters', 'mine=true&broadcastStatus=active', '400 incompatibleParameters'],
  ['a status that does not exist', 'broadcastStatus=live', '400 invalidParameter'],
  ['too many results', 'mine=true&maxResults=51', '400 invalidParameter'],
])('broadcasts with %s are refused', async (_, query, expected) => {
  expect(reasonOf(await findBroadcasts(await setStage(), query))).toBe(expected)
})

test('a video tells its chat and how many watch, also to an API key, until it is over', async () => {
  const stage = await setStage()
  const { sim, room, youtube, broadcast } = stage
  for (const person of stage.people) sim.say(room, person, 'hi')
  const call = `videos?part=snippet&part=liveStreamingDetails&id=${broadcast.id},nothing&key=${youtube.app.key}`
  const { body } = await ask(stage, call, { token: '' })
  expect(body.items).toMatchObject([
    {
      id: broadcast.id,
      snippet: { liveBroadcastContent: 'live', channelTitle: 'Mira_Plays' },
      liveStreamingDetails: { activeLiveChatId: stage.chatId, concurrentViewers: '4' },
    },
  ])
  broadcast.chat.isDisabled = true
  expect(JSON.stringify((await ask(stage, call, { token: '' })).body)).not.toContain('activeLiveChatId')
  broadcast.chat.isDisabled = false
  sim.endBroadcast(broadcast)
  const over = JSON.stringify((await ask(stage, call, { token: '' })).body)
  expect(over).toContain('"actualEndTime":"2026-11-21T12:00:00.000Z"')
  expect(over).not.toMatch(/activeLiveChatId|concurrentViewers/)
})

test('a channel is found as one’s own, by id and by handle; a list without any has no items', async () => {
  const stage = await setStage()
  const { id, login } = stage.streamer.youtube ?? {}
  const own = await ask(stage, 'channels?part=snippet&mine=true')
  expect(own.body.items).toMatchObject([
    { id: stage.bot.youtube?.id, snippet: { title: 'StreamBot_Demo', customUrl: '@streambot_demo' } },
  ])
  expect(idsOf((await ask(stage, `channels?part=id&id=${id}`)).body)).toEqual([id])
  expect(idsOf((await ask(stage, `channels?part=id&forHandle=@${login?.toUpperCase()}`)).body)).toEqual([id])
  const none = await ask(stage, 'channels?part=id&forHandle=nobody')
  expect([none.status, Object.keys(none.body).toSorted()]).toEqual([200, ['etag', 'kind', 'pageInfo']])
  expect(reasonOf(await ask(stage, 'channels?part=id'))).toBe('400 missingRequiredParameter')
})

test('an account without a channel finds nothing of its own and cannot chat', async () => {
  const stage = await setStage()
  const guest = stage.world.addPerson({ login: 'only_a_guest', youtube: undefined })
  const { app, botToken } = stage.youtube
  const token = stage.world.googleTokens.issue(app, guest, botToken.scopes).access
  const mine = await ask(stage, 'channels?part=id&mine=true', { token })
  expect([mine.status, mine.body.items]).toEqual([200, undefined])
  const broadcasts = await ask(stage, 'liveBroadcasts?part=id&mine=true', { token })
  expect(reasonOf(broadcasts)).toBe('403 liveStreamingNotEnabled')
  const snippet = { liveChatId: stage.chatId, type: 'textMessageEvent', textMessageDetails: { messageText: 'hi' } }
  const said = await ask(stage, 'liveChat/messages?part=snippet', {
    method: 'POST',
    body: JSON.stringify({ snippet }),
    token,
  })
  expect(reasonOf(said)).toBe('401 youtubeSignupRequired')
})

test('an account that never streams has no broadcasts to list', async () => {
  expect(reasonOf(await ask(await setStage(), 'liveBroadcasts?part=id&mine=true'))).toBe('403 liveStreamingNotEnabled')
})

test('a leave to read is none to write, and a leave for something else is none at all', async () => {
  const stage = await setStage()
  const { app } = stage.youtube
  const issue = (scope: string) => stage.world.googleTokens.issue(app, stage.bot, [scope]).access
  const reader = issue('https://www.googleapis.com/auth/youtube.readonly')
  expect((await list(stage, {}, reader)).status).toBe(200)
  const said = await ask(stage, 'liveChat/messages?part=snippet', { method: 'POST', body: '{}', token: reader })
  expect(reasonOf(said)).toBe('403 insufficientPermissions')
  expect(reasonOf(await list(stage, {}, issue('openid')))).toBe('403 insufficientPermissions')
})

test.each([
  ['no key and no token', 'videos?part=id&id=x', '403 forbidden'],
  ['a wrong key', 'videos?part=id&id=x&key=AIza', '400 badRequest'],
  ['a key where somebody must sign in', 'liveBroadcasts?part=id&mine=true&key=KEY', '401 required'],
  ['nothing where somebody must sign in', 'liveBroadcasts?part=id&mine=true', '401 required'],
  ['a key for what is mine', 'channels?part=id&mine=true&key=KEY', '401 required'],
])('%s is not enough', async (_, call, expected) => {
  const stage = await setStage()
  expect(reasonOf(await ask(stage, call.replace('KEY', stage.youtube.app.key), { token: '' }))).toBe(expected)
})

test('a key reads a chat, also from the header, and cannot write', async () => {
  const stage = await setStage()
  const { key } = stage.youtube.app
  const call = `liveChat/messages?part=snippet&liveChatId=${stage.chatId}`
  expect((await ask(stage, call, { token: '', headers: { 'x-goog-api-key': key } })).status).toBe(200)
  expect(reasonOf(await ask(stage, `${call}&key=${key}`, { token: '', method: 'POST', body: '{}' }))).toBe(
    '401 required',
  )
  expect((await insert(stage, 'a person writes')).status).toBe(200)
})

test('other addresses are pages of Google, not errors of the API', async () => {
  const { sim } = await setStage()
  const answer = await fetch(`${sim.url}/youtube/v3/search?part=id`)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8'])
})
