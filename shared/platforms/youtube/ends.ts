/** Why reading a chat ends, and when it is worth another try. YouTube's 403 says little: its reason decides. */
import { reasonOf } from '../../runtime/setup-error.ts'
import type { End } from '../reconnect.ts'
import { YoutubeError } from './api.ts'

/** In milliseconds. */
export interface Rests {
  /** After a stream has ended, and after the first look that found none. Each look costs a unit of the quota. */
  readonly look: number
  /** Where nobody has streamed for a while. */
  readonly longestLook: number
  /** After YouTube found the bot too busy. */
  readonly busy: number
  /** Where a person has to do something first. */
  readonly trouble: number
}

export const usualRests: Rests = { look: 30_000, longestLook: 150_000, busy: 120_000, trouble: 300_000 }

export const stopped: End = { why: 'stopped', detail: 'Stopped.' }

/** The stream is over; another one may follow. */
export function over({ look }: Rests): End {
  return { why: 'lost', detail: hasEnded, rest: look }
}

/** Nobody streams. `looks`: how often in a row that was found before. */
export function offline(looks: number, { look, longestLook }: Rests): End {
  return { why: 'lost', detail: nobodyStreams, rest: Math.min(look * 2 ** looks, longestLook) }
}

export const nobodyStreams = 'There is no live stream now.'
const hasEnded = 'The live stream has ended.'

/** Whether reading ended for the reason that nobody streams any more. */
export function isOver(detail: string): boolean {
  return detail === nobodyStreams || detail === hasEnded
}

/** The end that an error means. `resetMs`: milliseconds until there is a new quota to read with. */
export function endOf(error: unknown, rests: Rests, resetMs: number): End {
  const known = error instanceof YoutubeError ? knownEnd(error, rests, resetMs) : undefined
  return known ?? { why: 'lost', detail: reasonOf(error) }
}

/** Whether an error says something about reading a chat as such, and not about the chat, the account or the quota. */
export function isUnknown(error: unknown): boolean {
  return error instanceof YoutubeError && knownEnd(error, usualRests, 0) === undefined
}

/** Whether YouTube no longer knows the place in the chat where reading is to go on. */
export function isPlaceGone(error: unknown): boolean {
  return error instanceof YoutubeError && /page.?token/i.test(error.reason)
}

function knownEnd({ reason, status, message }: YoutubeError, rests: Rests, resetMs: number): End | undefined {
  const { look, busy, trouble } = rests
  switch (reason) {
    case 'quotaExceeded':
      return { why: 'lost', detail: "YouTube's quota for today is spent.", rest: resetMs }
    case 'liveChatEnded':
    case 'liveChatNotFound':
      return over(rests)
    case 'liveChatDisabled':
      return { why: 'lost', detail: 'The chat of the live stream is switched off.', rest: look }
    case 'liveStreamingNotEnabled':
      return { why: 'lost', detail: 'Live streaming is not enabled for this YouTube channel.', rest: trouble }
    case 'insufficientPermissions':
      return { why: 'no-account', detail: withoutLeave, rest: trouble }
    case 'forbidden':
      return { why: 'lost', detail: message, rest: trouble }
  }
  if (status === 401) return { why: 'token-refused', detail: message }
  if (status === 429 || /rateLimitExceeded$/i.test(reason)) return { why: 'lost', detail: message, rest: busy }
  return undefined
}

const withoutLeave = "The bot's YouTube account came without leave to use its chat: it must be linked again."
