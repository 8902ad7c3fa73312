/** Asks platforms over HTTP. */
import { readJson } from '../runtime/json.ts'
import { reasonOf } from '../runtime/setup-error.ts'

/** A platform could not be asked, or gave an answer that nobody expects. */
export class PlatformError extends Error {
  override readonly name = 'PlatformError'
  /** Whether the same request may succeed later. */
  readonly temporary: boolean
  constructor(message: string, { temporary, cause }: { temporary: boolean; cause?: unknown }) {
    super(message, { cause })
    this.temporary = temporary
  }
}

/** What a platform answered. `body` is undefined where it was no JSON. */
export interface PlatformAnswer {
  readonly status: number
  readonly headers: Headers
  readonly body: unknown
}

/** Asks a platform; any status is an answer. Throws a temporary `PlatformError` where none comes within ten seconds. */
export async function askPlatform(platform: string, url: string, init: RequestInit = {}): Promise<PlatformAnswer> {
  try {
    const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(10_000), redirect: 'error' })
    return { status: answer.status, headers: answer.headers, body: readJson(await answer.text()) }
  } catch (cause) {
    const { host, pathname } = new URL(url)
    const why = cause instanceof Error && cause.cause !== undefined ? reasonOf(cause.cause) : reasonOf(cause)
    throw new PlatformError(`${platform} gave no answer at ${host}${pathname} (${why}).`, { temporary: true, cause })
  }
}

/**
 * Gives an access token that is still good. `refused` is one that the platform did not take: another is given. Nothing: the account
 * must be linked again.
 */
export type TokenSource = (refused?: string) => Promise<string | undefined>

/** Asks with a token, and once more with another one where the first is not taken (401). Any other status is an answer. */
export async function askWithToken<A extends Pick<PlatformAnswer, 'status'>>(
  platform: string,
  tokens: TokenSource,
  ask: (token: string) => Promise<A>,
): Promise<A> {
  const token = await tokens()
  const answer = await ask(mustHave(platform, token))
  return answer.status === 401 ? ask(mustHave(platform, await tokens(token))) : answer
}

/** The error for a status that is no answer to what was asked. */
export function unexpected(platform: string, what: string, status: number, said = ''): PlatformError {
  const words = said === '' ? '' : ` with "${said}"`
  return new PlatformError(`${platform} was asked to ${what} and answered ${status}${words}.`, {
    temporary: status === 429 || status >= 500,
  })
}

/** The address, if tokens may travel to it: encrypted, or on this computer. Throws otherwise. */
export function checkAddress(address: string): URL {
  const url = new URL(address)
  const isSecure = url.protocol === 'https:' || url.protocol === 'wss:'
  if (isSecure || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(url.hostname)) return url
  throw new PlatformError(`${address} is not encrypted, which is only allowed for addresses of this computer.`, {
    temporary: false,
  })
}

function mustHave(platform: string, token: string | undefined): string {
  if (token !== undefined) return token
  throw new PlatformError(`The bot's ${platform} account must be linked again.`, { temporary: false })
}
