/**
 * The socket that Kick's own site reads chat from. It is documented nowhere and may change or be shut to us at any time, so it is only
 * for those who ask for it, and it only reads. Which server and protocol it is, the site tells anew each time.
 */
import { randomUUID } from 'node:crypto'
import type { Logger } from 'pino'
import type { z } from 'zod'
import { askPlatform, checkAddress, PlatformError, unexpected, type PlatformAnswer } from '../ask.ts'
import type { End } from '../reconnect.ts'
import { readBody } from './api.ts'
import { speakCentrifugo } from './centrifugo.ts'
import type { Dialect } from './dialect.ts'
import { speakPusher } from './pusher.ts'
import { talk } from './socket.ts'
import { guestTokenBody, type KickLine, offersBody, siteChannelBody, socketMessage, type SocketOffer } from './wire.ts'

export interface RealtimeOptions {
  /** `https://kick.com`. */
  readonly siteUrl: string
  /** `https://web.kick.com`. */
  readonly webUrl: string
  /** Where Pusher is, with `{cluster}` for the name of a cluster; Pusher's own address when absent. */
  readonly pusherUrl?: string
  /** The site's numbers for the channel, for where it does not tell them. */
  readonly room?: SiteRoom | undefined
}

/** The site counts channels and chat rooms by numbers of their own. */
export interface SiteRoom {
  readonly channel: string
  readonly chatroom: string
}

export interface RealtimeParts extends RealtimeOptions {
  readonly channel: { readonly id: string; readonly slug: string }
  readonly hear: (line: KickLine, chatroom: string) => void
  readonly log: Pick<Logger, 'debug' | 'error' | 'warn'>
  readonly join: number
  /** How long to stay away after being shut out once, twice and so on, in milliseconds. */
  readonly rests: readonly number[]
}

/** Stays in the room until the socket ends. */
export type Realtime = (signal: AbortSignal, onJoin: (detail: string) => void) => Promise<End>

export function createRealtime(options: RealtimeParts): Realtime {
  const { siteUrl, webUrl, hear, log, join, rests } = options
  for (const url of [siteUrl, webUrl]) checkAddress(url)
  let room = options.room
  let shutOut = 0

  function onEvent(name: string, data: unknown, chatroom: string): void {
    if (name !== 'ChatMessageEvent') return
    const line = socketMessage.safeParse(data)
    if (line.success) hear(line.data, chatroom)
    else log.warn({ err: line.error }, 'Kick: a message on the socket is not in a form that is known')
  }

  return async (signal, onJoin) => {
    const { channel, chatroom } = (room ??= await findRoom(options))
    // A guest that was shut out may not come back under its name.
    const guest = randomUUID()
    const offer = await negotiate(webUrl, channel, guest)
    const renewToken = (): Promise<string> => fetchGuestToken(webUrl, guest)
    const dialect = await choose(options, offer, `chatrooms.${chatroom}.v2`, renewToken)
    const { isFinal, ...end } = await talk({
      dialect,
      signal,
      renewToken,
      log,
      join,
      onJoin() {
        shutOut = 0
        onJoin(`Reading the chat over Kick's socket (${offer.provider}).`)
      },
      onEvent: (name, data) => onEvent(name, data, chatroom),
    })
    return isFinal ? { ...end, rest: rests[Math.min(shutOut++, rests.length - 1)] ?? 0 } : end
  }
}

/** The site answers browsers. */
const headers = {
  'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  accept: 'application/json',
  referer: 'https://kick.com/',
  'x-app-platform': 'web',
}

/** In addresses of channels `_` may be written `-`. */
async function findRoom({ siteUrl, channel }: RealtimeParts): Promise<SiteRoom> {
  const ask = (slug: string) =>
    askPlatform('Kick', `${siteUrl}/api/v2/channels/${encodeURIComponent(slug)}`, { headers })
  const first = await ask(channel.slug)
  const answer = first.status === 404 ? await ask(channel.slug.replaceAll('_', '-')) : first
  const { id, user_id, chatroom } = readAnswer(
    siteChannelBody,
    answer,
    `tell the numbers of the channel ${channel.slug}`,
  )
  if (user_id === channel.id) return { channel: id, chatroom: chatroom.id }
  throw new PlatformError(`Kick's site takes ${channel.slug} for the channel of another.`, { temporary: false })
}

async function negotiate(webUrl: string, channel: string, guest: string): Promise<SocketOffer> {
  const path = `/api/v1/realtime/channels/${channel}/chat/connection`
  const answer = await post(`${webUrl}${path}`, {
    client: { id: guest, type: 'web' },
    capabilities: { accepted_providers: [{ provider: 'centrifugo' }, { provider: 'pusher' }] },
  })
  const [offer] = readAnswer(offersBody, answer, 'tell where its socket is')
  if (offer) return offer
  throw new PlatformError("Kick's site names only sockets that this bot cannot speak to.", { temporary: true })
}

async function fetchGuestToken(webUrl: string, guest: string): Promise<string> {
  const answer = await post(`${webUrl}/api/v1/realtime/auth/connection`, { client_id: guest })
  return readAnswer(guestTokenBody, answer, 'let a guest in').data.token
}

async function choose(
  { pusherUrl = 'wss://ws-{cluster}.pusher.com' }: RealtimeParts,
  { provider, credentials }: SocketOffer,
  channel: string,
  fetchToken: () => Promise<string>,
): Promise<Dialect> {
  if (provider === 'centrifugo') return speakCentrifugo(checkAddress(credentials.url).href, channel, await fetchToken())
  const host = pusherUrl.replace('{cluster}', credentials.cluster)
  const path = `/app/${credentials.app_key}?protocol=7&client=js&version=8.4.0&flash=false`
  return speakPusher(checkAddress(host + path).href, channel)
}

function post(url: string, body: object): Promise<PlatformAnswer> {
  const init = {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
  return askPlatform('Kick', url, init)
}

/** 403 is a page of whoever guards the site, and says nothing. */
function readAnswer<T>(form: z.ZodType<T>, answer: PlatformAnswer, what: string): T {
  if (answer.status !== 200) throw unexpected("Kick's site", what, answer.status)
  return readBody(form, answer, what)
}
