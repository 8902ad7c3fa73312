import { expect, test } from 'vitest'
import { firstOf } from './stage.ts'
import { makeClient, setStage } from './youtube-stage.ts'

const part = ['id', 'snippet', 'authorDetails']

test('googleapis finds the broadcast of the streamer, and its chat', async () => {
  const stage = await setStage()
  const { oauth, client } = makeClient(stage)
  oauth.setCredentials({ access_token: stage.youtube.streamerToken.access })
  const query = { part: ['id', 'snippet', 'status'], broadcastStatus: 'active', broadcastType: 'all' }
  const { data } = await client.liveBroadcasts.list(query)
  const [broadcast] = data.items ?? []
  expect(broadcast?.snippet?.liveChatId).toBe(stage.chatId)
  expect(broadcast?.status?.lifeCycleStatus).toBe('live')
  const { data: mine } = await client.channels.list({ part: ['id', 'snippet'], mine: true })
  expect(mine.items?.[0]).toMatchObject({ id: stage.streamer.youtube?.id, snippet: { customUrl: '@mira_plays' } })
})

test('googleapis reads a stream as it comes, and its own message comes back in it', async () => {
  const stage = await setStage()
  const { client } = makeClient(stage)
  const asked = { liveChatId: stage.chatId, part }
  const { data } = await client.youtube.v3.liveChat.messages.stream(asked, { responseType: 'stream' })
  const body = data as NodeJS.ReadableStream & AsyncIterable<Buffer> // what "stream" gives, whatever its type says
  await stage.sim.waitForStream(stage.room)
  stage.sim.say(stage.room, firstOf(stage.people), 'héllo 🎉')
  const requestBody = {
    snippet: {
      liveChatId: stage.chatId,
      type: 'textMessageEvent',
      textMessageDetails: { messageText: 'hi from the bot' },
    },
  }
  const { data: sent } = await client.liveChatMessages.insert({ part: ['snippet'], requestBody })
  stage.sim.endBroadcast(stage.broadcast)
  let text = ''
  for await (const chunk of body) text += chunk.toString()
  const answers: { items: { id: string; snippet: { type: string; displayMessage?: string } }[] }[] = JSON.parse(text)
  const items = answers.flatMap((answer) => answer.items)
  expect(items.map((item) => item.snippet.displayMessage ?? item.snippet.type)).toEqual([
    'héllo 🎉',
    'hi from the bot',
    'chatEndedEvent',
  ])
  expect(items[1]?.id).toBe(sent.id)
  expect(stage.sim.heard).toMatchObject([{ login: 'streambot_demo', text: 'hi from the bot', via: 'api' }])
})

test('googleapis signs in with a challenge, renews its token by itself, and gives its leave back', async () => {
  const stage = await setStage()
  stage.sim.signedIn = stage.streamer
  const { oauth, client } = makeClient(stage)
  const { codeVerifier, codeChallenge } = await oauth.generateCodeVerifierAsync()
  const address = oauth.generateAuthUrl({
    access_type: 'offline',
    prompt: 'consent',
    scope: ['https://www.googleapis.com/auth/youtube.force-ssl'],
    state: 's1',
  })
  const challenge = `&code_challenge_method=S256&code_challenge=${codeChallenge}`
  const answer = await fetch(`${address}${challenge}`, { redirect: 'manual' })
  const code = new URL(answer.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const { tokens } = await oauth.getToken({ code, codeVerifier })
  expect(tokens.refresh_token).toBeTruthy()
  oauth.setCredentials(tokens)

  stage.sim.faults.expireTokens()
  await expect(client.channels.list({ part: ['id'], mine: true })).rejects.toMatchObject({ status: 401 })
  oauth.setCredentials({ ...tokens, expiry_date: 1 })
  const { data } = await client.channels.list({ part: ['id'], mine: true })
  expect(data.items?.[0]?.id).toBe(stage.streamer.youtube?.id)
  expect(await oauth.getTokenInfo(oauth.credentials.access_token ?? '')).toMatchObject({ aud: stage.youtube.app.id })

  await oauth.revokeToken(tokens.refresh_token ?? '')
  await expect(client.channels.list({ part: ['id'], mine: true })).rejects.toMatchObject({ status: 401 })
  oauth.setCredentials({ refresh_token: tokens.refresh_token ?? null })
  await expect(client.channels.list({ part: ['id'], mine: true })).rejects.toMatchObject({
    response: { data: { error: 'invalid_grant' } },
  })
})

test('googleapis sees the reason of an error', async () => {
  const stage = await setStage()
  const { client } = makeClient(stage)
  stage.sim.faults.fail('quotaExceeded')
  const call = client.liveChatMessages.list({ part, liveChatId: stage.chatId })
  await expect(call).rejects.toMatchObject({
    status: 403,
    response: { data: { error: { errors: [{ domain: 'youtube.quota', reason: 'quotaExceeded' }] } } },
  })
})
