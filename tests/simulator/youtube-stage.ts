/** A demo world with its YouTube, a clock to turn, plain requests, and an unmodified googleapis client. */
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import { startYoutube, type YoutubeSimulator } from '@streambot/simulator/youtube.ts'
import type { Broadcast } from '@streambot/simulator/youtube/broadcasts.ts'
import { auth, youtube, type youtube_v3 } from 'googleapis/build/src/apis/youtube/index.js'
import { onTestFinished } from 'vitest'

export interface Stage extends DemoWorld {
  readonly sim: YoutubeSimulator
  /** The broadcast that is on when the stage is set. */
  readonly broadcast: Broadcast
  readonly chatId: string
  /** Turns the simulator's clock on. */
  turn(seconds: number): void
}

/** Starts the simulator with its clock at noon of a winter's day in Greenwich: four in the morning on the Pacific. */
export async function setStage(options: { readonly people?: number } = {}): Promise<Stage> {
  let now = Date.UTC(2026, 10, 21, 12)
  const demo = createDemoWorld({ people: options.people ?? 4, seed: 'tests', now: () => now })
  const sim = await startYoutube({ world: demo.world })
  onTestFinished(() => sim.stop())
  const broadcast = sim.findBroadcast(demo.room)
  if (!broadcast) throw new Error('the demo room is not live')
  return { ...demo, sim, broadcast, chatId: broadcast.chat.id, turn: (seconds) => void (now += seconds * 1000) }
}

/** What may stand in a body: a list, one resource, or an error. */
export type Body = youtube_v3.Schema$LiveChatMessageListResponse &
  Pick<youtube_v3.Schema$LiveChatMessage, 'id' | 'snippet'> & {
    readonly error?: { readonly errors: readonly { readonly reason: string }[] }
  }

export interface Answer {
  readonly status: number
  readonly body: Body
}

/** One plain request to the Data API, as the bot unless another token is given; none when it is empty. */
export async function ask(stage: Stage, call: string, init: RequestInit & { token?: string } = {}): Promise<Answer> {
  const { token = stage.youtube.botToken.access, ...rest } = init
  const headers = token === '' ? {} : { authorization: `Bearer ${token}` }
  const answer = await fetch(`${stage.sim.url}/youtube/v3/${call}`, {
    ...rest,
    headers: { ...headers, ...rest.headers },
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? {} : JSON.parse(text) }
}

/** The reason of an error. */
export function reasonOf({ status, body }: Answer): string {
  return `${status} ${body.error?.errors[0]?.reason}`
}

/** One list of the chat. */
export function list(stage: Stage, more: Record<string, string> = {}, token?: string): Promise<Answer> {
  const query = new URLSearchParams({ liveChatId: stage.chatId, part: 'id,snippet,authorDetails', ...more })
  return ask(stage, `liveChat/messages?${query}`, token === undefined ? {} : { token })
}

/** Sends a text as the bot. */
export function insert(stage: Stage, text: string, snippet: object = {}): Promise<Answer> {
  const whole = {
    liveChatId: stage.chatId,
    type: 'textMessageEvent',
    textMessageDetails: { messageText: text },
    ...snippet,
  }
  return ask(stage, 'liveChat/messages?part=snippet', { method: 'POST', body: JSON.stringify({ snippet: whole }) })
}

/** The texts of a list's items; of silent ones the type. */
export function textsOf({ items = [] }: Body): (string | null | undefined)[] {
  return items.map((item) => item.snippet?.displayMessage ?? item.snippet?.type)
}

/** The token with which reading goes on. */
export function pageOf(body: Body | undefined): string {
  if (!body?.nextPageToken) throw new Error('there is no page token')
  return body.nextPageToken
}

/** The client and the sign-in of googleapis, led to the simulator and otherwise as they come. */
export function makeClient({ sim, youtube: { app, botToken } }: Stage) {
  const oauth = new auth.OAuth2({
    clientId: app.id,
    ...(app.secret !== undefined && { clientSecret: app.secret }),
    redirectUri: app.redirects[0] ?? '',
    endpoints: {
      oauth2AuthBaseUrl: `${sim.url}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${sim.url}/token`,
      oauth2RevokeUrl: `${sim.url}/revoke`,
      tokenInfoUrl: `${sim.url}/tokeninfo`,
    },
  })
  // Without a date the client takes each 403 for an end of the token, renews it and asks again.
  const expiry_date = Date.now() + 3_600_000
  oauth.setCredentials({ access_token: botToken.access, refresh_token: botToken.refresh ?? null, expiry_date })
  return { oauth, client: youtube({ version: 'v3', auth: oauth, rootUrl: `${sim.url}/`, retry: false }) }
}

/** A stream that is read as it comes. */
export interface Reading {
  readonly status: number
  /** What came so far, piece by piece as it was written. */
  readonly pieces: readonly Buffer[]
  /** Resolves with all answers that came, at least one, once they hold so many items. */
  items(count: number): Promise<Body[]>
  /** How it ended: with all that was promised, or not. */
  readonly end: Promise<'complete' | 'broken'>
  /** All answers of a stream that has ended. */
  answers(): Body[]
}

/** Opens a stream with plain fetch; it ends with the test. */
export async function openStream(stage: Stage, more: Record<string, string> = {}): Promise<Reading> {
  const query = new URLSearchParams({ liveChatId: stage.chatId, part: 'id,snippet,authorDetails', ...more })
  const cancel = new AbortController()
  const answer = await fetch(`${stage.sim.url}/youtube/v3/liveChat/messages/stream?${query}`, {
    headers: { authorization: `Bearer ${stage.youtube.botToken.access}` },
    signal: cancel.signal,
  })
  onTestFinished(() => cancel.abort())
  const pieces: Buffer[] = []
  const waiting = new Set<() => void>()
  const read = async () => {
    for await (const piece of answer.body ?? []) {
      pieces.push(Buffer.from(piece))
      for (const look of waiting) look()
    }
  }
  const end = read().then(
    () => 'complete' as const,
    () => 'broken' as const,
  )
  return {
    status: answer.status,
    pieces,
    end,
    answers: () => JSON.parse(Buffer.concat(pieces).toString()),
    items: (count) =>
      new Promise((resolve) => {
        const look = () => {
          const answers = readAnswers(Buffer.concat(pieces).toString())
          if (answers.length === 0 || answers.flatMap((one) => one.items ?? []).length < count) return
          waiting.delete(look)
          resolve(answers)
        }
        waiting.add(look)
        look()
      }),
  }
}

/** The answers in the text of a stream; none while it ends inside one. */
function readAnswers(text: string): Body[] {
  try {
    return JSON.parse(text.endsWith('}]') ? text : `${text}]`)
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}
