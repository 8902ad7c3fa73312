/** How Google says no: the bodies of the Data API, of OAuth, and of its front door. */
import type { Reply } from '../http.ts'

interface Kind {
  readonly status: number
  /** What stands in the body where it is not the name itself. */
  readonly reason?: string
  readonly domain: string
  readonly message: string
}

const chat = 'youtube.liveChat'
const parameter = 'youtube.parameter'

/** By reason, as the pages "Errors" of the Data API and of the Live Streaming API list them. */
const kinds = {
  apiKeyInvalid: {
    status: 400,
    reason: 'badRequest',
    domain: 'global',
    message: 'API key not valid. Please pass a valid API key.',
  },
  incompatibleParameters: {
    status: 400,
    domain: parameter,
    message: 'Incompatible parameters specified in the request: broadcastStatus, id, mine',
  },
  invalidChannelId: { status: 400, domain: chat, message: 'The request names no channel that can be banned.' },
  invalidParameter: { status: 400, domain: 'global', message: 'The value of a parameter is out of its range.' },
  liveChatIdRequired: { status: 400, domain: chat, message: 'The live chat ID is required.' },
  messageTextInvalid: { status: 400, domain: chat, message: 'The message text is not valid.' },
  messageTextRequired: { status: 400, domain: chat, message: 'The message text is required.' },
  missingRequiredParameter: {
    status: 400,
    domain: parameter,
    message: 'The request is missing a required parameter.',
  },
  pageTokenInvalid: { status: 400, domain: chat, message: 'The page token is not valid.' },
  typeRequired: { status: 400, domain: chat, message: 'The message type is required.' },
  unknownPart: { status: 400, domain: parameter, message: 'The part parameter names a part that does not exist.' },
  authError: { status: 401, domain: 'global', message: 'Invalid Credentials' },
  required: { status: 401, domain: 'global', message: 'Login Required' },
  youtubeSignupRequired: { status: 401, domain: 'youtube.header', message: 'Unauthorized' },
  forbidden: { status: 403, domain: 'global', message: 'Forbidden' },
  insufficientPermissions: { status: 403, domain: 'global', message: 'Insufficient Permission' },
  liveChatDisabled: { status: 403, domain: chat, message: 'Live chat is disabled for this broadcast.' },
  liveChatEnded: { status: 403, domain: chat, message: 'The live chat is no longer live.' },
  liveStreamingNotEnabled: {
    status: 403,
    domain: 'youtube.liveBroadcast',
    message: 'The user is not enabled for live streaming.',
  },
  missingKey: {
    status: 403,
    reason: 'forbidden',
    domain: 'global',
    message: 'The request is missing a valid API key.',
  },
  // The link is Google's own: what shows messages of errors as they are shows HTML.
  quotaExceeded: {
    status: 403,
    domain: 'youtube.quota',
    message:
      'The request cannot be completed because you have exceeded your <a href="/youtube/v3/getting-started#quota">quota</a>.',
  },
  rateLimitExceeded: {
    status: 403,
    domain: chat,
    message: 'The request was sent too quickly after the previous request.',
  },
  liveChatBanNotFound: { status: 404, domain: chat, message: 'The ban that you are trying to remove cannot be found.' },
  liveChatMessageNotFound: { status: 404, domain: chat, message: 'The message cannot be found.' },
  liveChatNotFound: {
    status: 404,
    domain: chat,
    message: 'The live chat that you are trying to retrieve cannot be found.',
  },
  tooManyRequests: {
    status: 429,
    reason: 'rateLimitExceeded',
    domain: 'global',
    message: 'Resource has been exhausted (e.g. check quota).',
  },
  internalError: { status: 500, reason: 'backendError', domain: 'global', message: 'Internal error encountered.' },
  serviceUnavailable: {
    status: 503,
    reason: 'backendError',
    domain: 'global',
    message: 'The service is currently unavailable.',
  },
} satisfies Readonly<Record<string, Kind>>

/** Names of errors; most are the reason that stands in the body. `badGateway` is a page of Google's front door. */
export type Failure = keyof typeof kinds | 'badGateway'

/** The answer of the Data API with an error. */
export function fail(failure: Failure, message?: string): Reply {
  if (failure === 'badGateway') return { status: 502, body: page('502 (Server Error)', 'That’s all we know.') }
  const kind: Kind = kinds[failure]
  const { status, domain, reason = failure } = kind
  const text = message ?? kind.message
  const where = failure === 'authError' || failure === 'required' ? atHeader : {}
  const error = {
    code: status,
    message: text,
    errors: [{ message: text, domain, reason, ...where }],
    status: names[status],
  }
  const headers = status === 401 ? { 'www-authenticate': challenge } : undefined
  return { status, body: { error }, ...(headers && { headers }) }
}

/** The error of Google's token endpoints (RFC 6749, 5.2). */
export function complain(status: number, error: string, description: string): Reply {
  return { status, body: { error, error_description: description } }
}

/** The page that people see where an app sent them with a wrong request. */
export function block(code: string): Reply {
  return { status: 400, body: page(`Access blocked: Error 400: ${code}`, 'This app’s request is invalid') }
}

/** What an address gets that Google does not have. */
export const nowhere: Reply = { status: 404, body: page('404 (Not Found)', 'The requested URL was not found.') }

const names: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
}

const atHeader = { location: 'Authorization', locationType: 'header' }
const challenge = 'Bearer realm="https://accounts.google.com/", error="invalid_token"'

function page(title: string, text: string): string {
  return `<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Error ${title}!!1</title><p>${text}</p></html>`
}
