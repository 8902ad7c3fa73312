/** How Kick says no over HTTP. Its bodies are not of one form: `data` is an object or a text, and some have no body at all. */
import type { Reply } from '../http.ts'

/** The error of the API. */
export function refuse(status: number, message: string, data: unknown = {}): Reply {
  return { status, body: { data, message } }
}

/** The error of sign-in. */
export function complain(error: string, description?: string): Reply {
  return { status: 400, body: { error, ...(description !== undefined && { error_description: description }) } }
}

export const unauthorized = refuse(401, 'Unauthorized')
export const forbidden = refuse(403, 'Forbidden')
export const noChannel = refuse(400, 'Bad request', 'Channel not found')
export const tooMany = refuse(429, 'Too Many Requests')
export const notFound = refuse(404, 'Not found')

/** A page of the guard in front of the site, for those it takes for machines. */
export const guarded: Reply = {
  status: 403,
  body: '<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title></head><body>Enable JavaScript and cookies to continue</body></html>',
}

/** What a route can be made to answer. */
export const failures = {
  unauthorized,
  forbidden,
  'no-channel': noChannel,
  'too-many': tooMany,
  'too-many-for-2-seconds': { ...tooMany, headers: { 'retry-after': '2' } },
  /** Without a body. */
  broken: { status: 500 },
  'not-sent': { status: 200, body: { data: { is_sent: false, message_id: '' }, message: 'OK' } },
  'invalid-grant': complain('invalid_grant', 'The refresh token is invalid, expired or revoked.'),
  guarded,
} as const satisfies Readonly<Record<string, Reply>>

export type Failure = keyof typeof failures
