/** How Twitch says no over HTTP. */
import type { Reply } from '../http.ts'

/** The error of `id.twitch.tv`. */
export function complain(status: number, message: string): Reply {
  return { status, body: { status, message } }
}

/** The error of Helix. */
export function fail(status: number, message: string): Reply {
  return { status, body: { error: names[status] ?? 'Error', status, message } }
}

const names: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
}
