/** Keeps Kick delivering one channel's chat: it ends subscriptions when deliveries fail for a day, or webhooks are switched off. */
import type { Logger } from 'pino'
import { PlatformError, unexpected } from '../ask.ts'
import { pause } from '../pause.ts'
import type { End } from '../reconnect.ts'
import { askKick, type KickApi, readBody, readFromKick, readRefusal } from './api.ts'
import { chatEvent } from './webhook.ts'
import { subscribedBody, subscriptionsBody } from './wire.ts'

export interface SubscriptionOptions {
  /** With the app's tokens: a user's may only subscribe to their own channel. */
  readonly api: KickApi
  readonly channelId: string
  readonly log: Pick<Logger, 'warn'>
  /** How often it is looked whether the subscription still is there, in milliseconds. */
  readonly check: number
}

/** Subscribes, then looks again and again. Ends when the subscription is gone; it stays where this is stopped. */
export async function keepSubscribed(
  options: SubscriptionOptions,
  signal: AbortSignal,
  onJoin: (detail: string) => void,
): Promise<End> {
  if (!(await isSubscribed(options))) await subscribe(options)
  if (!signal.aborted) onJoin('Kick delivers the chat.')
  for (;;) {
    await pause(options.check, signal)
    if (signal.aborted) return { why: 'stopped', detail: 'Stopped.' }
    if (!(await isStillSubscribed(options)))
      return {
        why: 'lost',
        detail: 'Kick ended the subscription to the chat: its deliveries failed, or webhooks were off.',
      }
  }
}

/** An outage takes nothing away: Kick goes on to deliver. */
async function isStillSubscribed(options: SubscriptionOptions): Promise<boolean> {
  try {
    return await isSubscribed(options)
  } catch (error) {
    if (!(error instanceof PlatformError) || !error.temporary) throw error
    options.log.warn({ err: error }, 'Kick: it was not checked whether it still delivers')
    return true
  }
}

async function isSubscribed({ api, channelId }: SubscriptionOptions): Promise<boolean> {
  const { data } = await readFromKick(api, '/events/subscriptions', subscriptionsBody, 'list subscriptions')
  return data.some(
    (one) => one.broadcaster_user_id === channelId && one.event === chatEvent.name && one.method === 'webhook',
  )
}

async function subscribe({ api, channelId }: SubscriptionOptions): Promise<void> {
  const answer = await askKick(api, '/events/subscriptions', {
    broadcaster_user_id: Number(channelId),
    events: [chatEvent],
    method: 'webhook',
  })
  if (answer.status >= 300) throw unexpected('Kick', 'deliver the chat', answer.status, readRefusal(answer))
  const mine = readBody(subscribedBody, answer, 'deliver the chat').data.find(({ name }) => name === chatEvent.name)
  if (mine?.subscription_id && !mine.error) return
  const why = mine?.error ? ` ("${mine.error}")` : ''
  throw new PlatformError(
    `Kick does not deliver the chat${why}: check the webhook in the settings of the app at Kick.`,
    {
      temporary: false,
    },
  )
}
