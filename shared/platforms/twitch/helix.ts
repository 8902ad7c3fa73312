/** Helix, Twitch's HTTP interface: how every call of ours is made. */
import { askPlatform, PlatformError, type PlatformAnswer } from '../ask.ts'

export interface HelixOptions {
  /** `https://api.twitch.tv/helix`. */
  readonly apiUrl: string
  readonly clientId: string
  /** An access token; another one where `refused` was not taken; nothing when the account must be linked again. */
  readonly tokens: (refused?: string) => Promise<string | undefined>
}

/** `GET` of a path with its query, once more with another token where the first is not taken. Any other status is an answer. */
export async function askHelix({ apiUrl, clientId, tokens }: HelixOptions, path: string): Promise<PlatformAnswer> {
  const ask = (token: string | undefined) => {
    if (token === undefined)
      throw new PlatformError("The bot's Twitch account must be linked again.", { temporary: false })
    const headers = { authorization: `Bearer ${token}`, 'client-id': clientId }
    return askPlatform('Twitch', `${apiUrl}${path}`, { headers })
  }
  const token = await tokens()
  const answer = await ask(token)
  return answer.status === 401 ? ask(await tokens(token)) : answer
}

/** When Helix wants to be asked again, in milliseconds since 1970: it counts points in minutes, so never later than in one. */
export function readReset(headers: Headers, now: number): number {
  return Math.min(Number(headers.get('ratelimit-reset') ?? 0) * 1000, now + 60_000)
}
