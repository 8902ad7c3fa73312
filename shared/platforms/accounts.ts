/** Linked accounts: keeps their tokens alive. */
import type { Logger } from 'pino'
import type { Clock } from '../engine/ports.ts'
import type { AccountTokens, TokenStore } from '../engine/ports/chat.ts'
import { reasonOf } from '../runtime/setup-error.ts'
import { askPlatform, checkAddress, PlatformError, unexpected } from './ask.ts'
import { pause } from './pause.ts'
import { checkRefusal, readTokens } from './tokens.ts'

export interface KeepOptions {
  /** The platform as people call it, for sentences. */
  readonly platform: string
  /** Where refresh tokens are traded. */
  readonly tokenUrl: string
  /** Where a token is validated, for platforms that ask for it; Twitch wants it at the start and hourly. */
  readonly validateUrl?: string
  readonly clientId: string
  /** Absent for a public app, which has none and whose refresh tokens work once. */
  readonly clientSecret?: string | undefined
  readonly connectionId: number
  readonly store: TokenStore
  readonly clock: Clock
  /** Told once when the account must be linked again, with a sentence for the streamer. */
  readonly onDead: (detail: string) => void
  readonly log: Pick<Logger, 'warn'>
  /** Pauses before repeating a request that found nobody, in milliseconds. */
  readonly retries?: readonly number[]
}

export interface KeptTokens {
  /**
   * An access token with ten minutes left or more. `refused` is one that the platform did not take: it is renewed although its time
   * is not up. Nothing: the account must be linked again. Throws a `PlatformError` when the platform cannot be asked.
   */
  accessToken(refused?: string): Promise<string | undefined>
  /** Validates now, then hourly. Resolves after the first time; an outage is logged, not thrown. */
  start(): Promise<void>
  /** Ends the hourly checks. A renewal under way is finished first: half of one would lose the account. */
  stop(): Promise<void>
}

/** Trades a refresh token for a first access token. Nothing: it is no longer taken. Throws like `accessToken`. */
export async function tradeRefreshToken(app: App, refreshToken: string): Promise<AccountTokens | undefined> {
  const held = { accessToken: '', refreshToken, expiresAt: undefined, scopes: [] }
  const traded = await createTrade(app).renew(held)
  return traded === 'dead' ? undefined : traded
}

/** What a trade needs to know. */
type App = Pick<KeepOptions, 'platform' | 'tokenUrl' | 'clientId' | 'clientSecret' | 'clock'>

const marginMs = 10 * 60_000
const hourMs = 3_600_000

/** Keeps the tokens of one linked account. Throws for addresses to which no token may travel. */
export function keepTokens(options: KeepOptions): KeptTokens {
  const { platform, validateUrl, connectionId, store, clock, log, retries = [500, 2000, 8000] } = options
  const stopping = new AbortController()
  const trade = createTrade(options)
  for (const url of [options.tokenUrl, validateUrl]) if (url !== undefined) checkAddress(url)
  let inFlight: Promise<string | undefined> | undefined
  let checking = Promise.resolve()
  let hourly: NodeJS.Timeout | undefined
  let isDead = false

  function note(token: string | undefined, detail?: string): string | undefined {
    if (token === undefined && !isDead) options.onDead(detail ?? `The ${platform} account must be linked again.`)
    isDead = token === undefined
    return token
  }

  async function renew({ accessToken: spent }: AccountTokens): Promise<string | undefined> {
    for (let attempt = 0; ; attempt++) {
      try {
        const renewed = await store.renew(connectionId, spent, trade.renew)
        trade.isInDoubt = false
        return note(renewed?.accessToken, trade.refusal)
      } catch (error) {
        const rest = retries[attempt]
        if (rest === undefined || stopping.signal.aborted || !isTemporary(error)) throw error
        log.warn({ connectionId, attempt }, `${reasonOf(error)} Trying again in ${rest} ms.`)
        await pause(rest, stopping.signal)
      }
    }
  }

  async function accessToken(refused?: string): Promise<string | undefined> {
    const held = await store.find(connectionId)
    if (!held) return note(undefined)
    const isRefused = held.accessToken === refused
    if (!inFlight && !isRefused && lasts(held, marginMs, clock)) return note(held.accessToken)
    inFlight ??= renew(held).finally(() => void (inFlight = undefined))
    return inFlight.catch((error: unknown) => {
      if (isRefused || !lasts(held, 0, clock)) throw error
      log.warn({ connectionId }, `${reasonOf(error)} The present access token is used to its end.`)
      return held.accessToken
    })
  }

  async function check(): Promise<void> {
    const token = await accessToken()
    if (token === undefined || validateUrl === undefined) return
    const { status } = await askPlatform(platform, validateUrl, { headers: { authorization: `OAuth ${token}` } })
    if (status === 401) await accessToken(token)
    else if (status !== 200) throw unexpected(platform, 'validate a token', status)
  }

  function checkCalmly(): Promise<void> {
    checking = check().catch((err: unknown) => log.warn({ connectionId, err }, `${platform}: a token was not checked.`))
    return checking
  }

  return {
    accessToken,
    async start() {
      hourly ??= setInterval(() => void checkCalmly(), hourMs).unref()
      await checkCalmly()
    },
    async stop() {
      clearInterval(hourly)
      stopping.abort()
      await checking
      // Whoever asked for the token gets the error.
      await Promise.allSettled([inFlight])
    },
  }
}

/** Trades refresh tokens, and remembers how that went. */
interface Trade {
  renew(tokens: AccountTokens): Promise<AccountTokens | 'dead'>
  /** Why the account is dead, once it is. */
  refusal: string | undefined
  /** Whether a new refresh token may exist that was never stored. */
  isInDoubt: boolean
}

/** RFC 6749, section 6. */
function createTrade({ platform, tokenUrl, clientId, clientSecret, clock }: App): Trade {
  const trade: Trade = { renew, refusal: undefined, isInDoubt: false }

  async function renew(tokens: AccountTokens): Promise<AccountTokens | 'dead'> {
    if (tokens.refreshToken === undefined) return die(`The ${platform} account came without leave to renew its token`)
    const form = { grant_type: 'refresh_token', refresh_token: tokens.refreshToken, client_id: clientId }
    const body = new URLSearchParams({ ...form, ...(clientSecret !== undefined && { client_secret: clientSecret }) })
    const wasInDoubt = trade.isInDoubt
    trade.isInDoubt = true
    const answer = await askPlatform(platform, tokenUrl, { method: 'POST', body })
    if (answer.status === 200) return readTokens(platform, answer, clock.now(), tokens)
    trade.isInDoubt = wasInDoubt
    checkRefusal(platform, 'renew a token', answer)
    if (wasInDoubt) return die(`${platform} may have renewed the token of the account while its answer was lost`)
    return die(`${platform} no longer takes the refresh token of the account`)
  }

  function die(why: string): 'dead' {
    trade.refusal = `${why}: link the account again.`
    return 'dead'
  }

  return trade
}

function isTemporary(error: unknown): boolean {
  return error instanceof PlatformError && error.temporary
}

function lasts({ expiresAt }: AccountTokens, marginMs: number, clock: Clock): boolean {
  return expiresAt === undefined || expiresAt.getTime() - clock.now().getTime() > marginMs
}
