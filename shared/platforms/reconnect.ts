/** Stays connected to a platform's chat: attempt after attempt, with growing pauses, and fresh tokens where they are refused. */
import type { ChatState } from '../engine/ports/chat.ts'
import { reasonOf } from '../runtime/setup-error.ts'
import type { TokenSource } from './ask.ts'
import { pause } from './pause.ts'

/** How a connection ended. `detail` is a sentence. `token-refused` is about the account, all others may pass by themselves. */
export interface End {
  readonly why: 'lost' | 'token-refused' | 'no-account' | 'stopped'
  readonly detail: string
  /** How long the platform wants to be left alone, in milliseconds. */
  readonly rest?: number
}

export interface Connection {
  /** Resolves when the connection has ended, or never came about. */
  readonly ended: Promise<End>
  end(how: End): void
}

/** In milliseconds. */
export interface ReconnectWaits {
  /** Before the second attempt; it grows from there. */
  readonly retry: number
  readonly longestRetry: number
  /** The longest pause after the token was refused. */
  readonly longestRefused: number
}

export interface ReconnectOptions<C extends Connection> {
  /** See `TokenSource`. */
  readonly tokens: TokenSource
  /** Opens a connection; `onJoin` is called once messages come. */
  readonly open: (token: string, onJoin: (detail: string) => void) => C
  readonly tell: (state: ChatState, detail: string) => void
  readonly waits: ReconnectWaits
}

export interface Reconnecting<C extends Connection> {
  /** The open connection, when there is one. */
  current(): C | undefined
  /** Milliseconds until the next attempt; nothing while none is waited for. */
  triesIn(): number | undefined
  /** Resolves after the first attempt, however it ended. */
  start(): Promise<void>
  stop(): Promise<void>
}

/** So many refused tokens in a row, each fresh, are no accident. */
const refusalsBeforeAlarm = 3

/** Keeps one connection open from `start` to `stop`. */
export function keepConnected<C extends Connection>(options: ReconnectOptions<C>): Reconnecting<C> {
  const { tokens, open, tell, waits } = options
  const stopping = new AbortController()
  const first = Promise.withResolvers<void>()
  const streak = createStreak(waits)
  let connection: C | undefined
  let running: Promise<void> | undefined
  let triesAt: number | undefined

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      if (!streak.isAlarming()) tell('connecting', 'Connecting.')
      const token = await findToken(tokens, streak.refused())
      const end = typeof token === 'string' ? await connect(token) : token
      streak.note(end, token)
      tell(streak.isAlarming() ? 'reconnect-account' : 'disconnected', end.detail)
      first.resolve()
      await rest(Math.max(streak.pause(), end.rest ?? 0))
    }
  }

  async function rest(ms: number): Promise<void> {
    triesAt = performance.now() + ms
    await pause(ms, stopping.signal)
    triesAt = undefined
  }

  async function connect(token: string): Promise<End> {
    if (stopping.signal.aborted) return stopped
    connection = open(token, (detail) => {
      streak.clear()
      tell('connected', detail)
      first.resolve()
    })
    const end = await connection.ended
    connection = undefined
    return end
  }

  return {
    current: () => connection,
    triesIn: () => (triesAt === undefined ? undefined : Math.max(0, triesAt - performance.now())),
    async start() {
      running ??= run()
      await Promise.race([first.promise, running])
    },
    async stop() {
      stopping.abort()
      connection?.end(stopped)
      await running
    },
  }
}

const stopped: End = { why: 'stopped', detail: 'Stopped.' }

/** What went wrong since messages last came. */
function createStreak({ retry, longestRetry, longestRefused }: ReconnectWaits) {
  let failures = 0
  let refusals = 0
  let last: End['why'] = 'lost'
  let refused: string | undefined
  return {
    refused: () => refused,
    isAlarming: () => last === 'no-account' || refusals >= refusalsBeforeAlarm,
    note({ why }: End, token: string | End): void {
      last = why
      failures += 1
      if (why === 'token-refused') refusals += 1
      refused = why === 'token-refused' && typeof token === 'string' ? token : undefined
    },
    clear(): void {
      failures = refusals = 0
      last = 'lost'
    },
    /** Up to a quarter shorter by chance, so that many bots do not come back as one. */
    pause(): number {
      const lost = Math.min(retry * 1.5 ** Math.max(0, failures - 1), longestRetry)
      const grown = refusals > 0 ? Math.min(retry * 4 ** (refusals - 1), longestRefused) : lost
      return grown * (1 - Math.random() / 4)
    },
  }
}

async function findToken(tokens: TokenSource, refused: string | undefined): Promise<string | End> {
  try {
    return (await tokens(refused)) ?? { why: 'no-account', detail: "The bot's account must be linked again." }
  } catch (error) {
    return { why: 'lost', detail: `There is no access token for the bot's account. ${reasonOf(error)}` }
  }
}
