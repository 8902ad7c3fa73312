/** Guests that listen to the chat of the stage, over either protocol of the sockets. */
import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { askSite, openLine, type KickStage, type Line } from './kick-stage.ts'
import { firstOf } from './stage.ts'

export const accepting = (client: string, ...providers: string[]) => ({
  client: { id: client, type: 'web' },
  capabilities: { accepted_providers: providers.map((provider) => ({ provider })) },
})

/** What the site offers to a client that accepts these. */
export async function negotiate(stage: KickStage, client: string, ...providers: string[]) {
  const path = `/api/v1/realtime/channels/${stage.channels.id}/chat/connection`
  return askSite(stage, path, accepting(client, ...(providers.length > 0 ? providers : ['centrifugo', 'pusher'])))
}

export async function getToken(stage: KickStage, client: string): Promise<string> {
  const { body } = await askSite(stage, '/api/v1/realtime/auth/connection', { client_id: client })
  return (body['data'] as { token: string }).token
}

/** A guest that has not connected yet. */
export async function openGuest(stage: KickStage, client: string = randomUUID()) {
  const { body } = await negotiate(stage, client, 'centrifugo')
  const { connections } = body['data'] as { connections: { credentials: { url: string } }[] }
  const line = await openLine(firstOf(connections).credentials.url)
  return { line, client, token: await getToken(stage, client) }
}

export const hasId = (id: number) => (object: Record<string, unknown>) => object['id'] === id
export const isPing = (object: Record<string, unknown>) => Object.keys(object).length === 0

/** A guest that listens to the chat. */
export async function joinChat(stage: KickStage, client?: string) {
  const guest = await openGuest(stage, client)
  guest.line.send({ connect: { token: guest.token, name: 'js' }, id: 1 })
  await guest.line.read(hasId(1))
  guest.line.send({ subscribe: { channel: stage.channels.chat, flag: 0 }, id: 2 })
  await guest.line.read(hasId(2))
  return guest
}

/** The next event on a channel: its name, and what its `data` holds. */
export async function readEvent(line: Line, channel: string) {
  const { push } = await line.read(
    (object) => (object['push'] as { channel?: string } | undefined)?.channel === channel,
  )
  const { pub } = push as { pub: { data: { event: string; data: string | object } } }
  const { event, data } = pub.data
  return { event, data, payload: typeof data === 'string' ? (JSON.parse(data) as Record<string, unknown>) : data }
}

export const pusherPath = (key = '32cbd69e4b950bf97679', protocol = '7') =>
  `/app/${key}?${protocol && `protocol=${protocol}&`}client=js&version=8.4.0&flash=false`

export const called = (event: string) => (frame: Record<string, unknown>) => frame['event'] === event

export async function joinWithPusher(stage: KickStage): Promise<Line> {
  const line = await openLine(`${stage.kick.pusherUrl}${pusherPath()}`, '')
  const { data } = await line.read(called('pusher:connection_established'))
  expect(JSON.parse(String(data))).toEqual({ socket_id: expect.stringMatching(/^\d+\.\d+$/), activity_timeout: 120 })
  line.send({ event: 'pusher:subscribe', data: { auth: '', channel: stage.channels.chat } })
  await line.read(called('pusher_internal:subscription_succeeded'))
  return line
}
