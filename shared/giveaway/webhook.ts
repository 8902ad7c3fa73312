/** Webhooks: what one can be told of, and when a try that failed is made again. */

/** The kinds of news that a webhook can be told of; `entered` are counts, also of those who left. */
export const webhookEvents = [
  'scheduled',
  'blocked',
  'opened',
  'entered',
  'paused',
  'resumed',
  'extended',
  'reminder',
  'closed',
  'reopened',
  'sealed',
  'round',
  'round-late',
  'round-waived',
  'drawn',
  'passed-over',
  'claimed',
  'missed',
  'set-aside',
  'completed',
  'cancelled',
] as const

export type WebhookEvent = (typeof webhookEvents)[number]

/** `paused` by the streamer; `stopped` because it failed for too long, or said that it is gone. */
export const webhookStates = ['active', 'paused', 'stopped'] as const

export type WebhookState = (typeof webhookStates)[number]

/** `waiting` is tried until it is taken; `failed` was tried once, because it was a test. */
export const deliveryStates = ['waiting', 'delivered', 'failed'] as const

export type DeliveryState = (typeof deliveryStates)[number]

/** A streamer has so many webhooks at most. */
export const mostWebhooks = 20

/** So long a webhook may fail before it is stopped, in milliseconds. */
const mostFailingMs = 86_400_000
const firstPauseMs = 5_000
const longestPauseMs = 3_600_000
/** With this status a receiver says that it wants no more. */
const gone = 410

/** A try that failed: the how-manieth in a row, since when they fail, and the status of the answer, where one came. */
export interface Failure {
  readonly failures: number
  readonly failingSince: Date
  readonly status: number | undefined
}

/**
 * When the next try is made: after a pause that doubles up to an hour, a quarter more or less, so that receivers that fell together are
 * not called together. `luck` lies between 0 and 1. Nothing: it is not tried again.
 */
export function decideRetry({ failures, failingSince, status }: Failure, now: Date, luck: number): Date | undefined {
  if (status === gone || now.getTime() - failingSince.getTime() >= mostFailingMs) return undefined
  const pause = Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs)
  return new Date(now.getTime() + pause * (0.75 + luck / 2))
}

/** Why a webhook was stopped, for the streamer. */
export function sayStopped({ status }: Pick<Failure, 'status'>, fault: string): string {
  const why = status === gone ? 'The receiver said that it is gone' : `It failed for a whole day, at last so: ${fault}`
  return `${why.replace(/\.$/, '')}. Nothing is sent to it until you resume it.`
}
