import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { accepting, negotiate } from './kick-guest.ts'
import { askSite, setKickStage } from './kick-stage.ts'

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
