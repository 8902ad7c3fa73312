/** Helix, Twitch's HTTP interface: how every call of ours is made. */
import { askPlatform, askWithToken, type PlatformAnswer, type TokenSource } from '../ask.ts'

export interface HelixOptions {
  /** `https://api.twitch.tv/helix`. */
  readonly apiUrl: string
  readonly clientId: string
  readonly tokens: TokenSource
}

/** `GET` of a path with its query, once more with another token where the first is not taken. Any other status is an answer. */
export async function askHelix({ apiUrl, clientId, tokens }: HelixOptions, path: string): Promise<PlatformAnswer> {
  return askWithToken('Twitch', tokens, (token) =>
    askPlatform('Twitch', `${apiUrl}${path}`, { headers: { authorization: `Bearer ${token}`, 'client-id': clientId } }),
  )
}

/** When Helix wants to be asked again, in milliseconds since 1970: it counts points in minutes, so never later than in one. */
export function readReset(headers: Headers, now: number): number {
  return Math.min(Number(headers.get('ratelimit-reset') ?? 0) * 1000, now + 60_000)
}
