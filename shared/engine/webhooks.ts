/** Webhooks: the streamer says where events are sent, and which. */
import { mostWebhooks, type WebhookEvent } from '../giveaway/webhook.ts'
import type { StreamerId } from '../giveaway/words.ts'
import type { Cause, Ports } from './ports.ts'
import type { Tx } from './ports/store.ts'
import type {
  AddressRefusal,
  Courier,
  EventWebhook,
  Post,
  Posted,
  WebhookSecrets,
  WebhookStep,
} from './ports/webhooks.ts'

export type WebhookRefusal = AddressRefusal | 'no-such-webhook' | 'too-many-webhooks'

export type WebhookAnswer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: WebhookRefusal }

export interface WebhookPorts extends Pick<Ports, 'store' | 'clock'> {
  readonly courier: Courier
  readonly secrets: WebhookSecrets
}

/** Adds a webhook, which is told of what happens from now on. Its secret is given here and never again. */
export async function addWebhook(
  { store, courier, secrets }: WebhookPorts,
  ask: { readonly streamerId: StreamerId; readonly url: string; readonly events: readonly WebhookEvent[] },
  cause: Cause,
): Promise<WebhookAnswer<{ readonly webhook: EventWebhook; readonly secret: string }>> {
  const { streamerId, url, events } = ask
  const barred = await courier.whyRefused(url)
  if (barred) return no(barred)
  const { id, secret, sealed } = secrets.make()
  return store.transact(async (tx) => {
    // Two that are added at once count each other.
    await tx.lockUser(streamerId)
    if ((await tx.countWebhooks(streamerId)) >= mostWebhooks) return no('too-many-webhooks')
    tx.addWebhook({ id, streamerId, url, events, sealedSecret: sealed })
    tx.addAudit(streamerId, cause.actor, 'webhook added', undefined, { id, url, events })
    const webhook = await tx.lockWebhook(streamerId, id)
    if (!webhook) throw new Error(`The webhook ${id} was added, but is not there.`)
    return { ok: true, value: { webhook, secret } }
  })
}

export interface WebhookChange {
  readonly url?: string | undefined
  readonly events?: readonly WebhookEvent[] | undefined
  readonly paused?: boolean | undefined
}

/**
 * Changes a webhook. What happens while it is paused or stopped is not sent later; what waited before is. Resumed, or sent elsewhere, it
 * is tried at once.
 */
export async function changeWebhook(
  { store, courier }: Pick<WebhookPorts, 'store' | 'courier'>,
  { streamerId, id, change }: { readonly streamerId: StreamerId; readonly id: string; readonly change: WebhookChange },
  cause: Cause,
): Promise<WebhookAnswer<EventWebhook>> {
  const { url, events, paused } = change
  const barred = url === undefined ? undefined : await courier.whyRefused(url)
  if (barred) return no(barred)
  return withWebhook(store, streamerId, id, async (tx, before) => {
    const isResumed = paused === false && before.state !== 'active'
    if (isResumed) tx.skipNews(id)
    const step: WebhookStep = {
      ...(url !== undefined && { url, ...fresh }),
      ...(events && { events }),
      ...(isResumed && { state: 'active', ...fresh }),
      ...(paused === true && before.state === 'active' && { state: 'paused' }),
    }
    if (Object.keys(step).length === 0) return before
    tx.changeWebhook(id, step)
    tx.addAudit(streamerId, cause.actor, 'webhook changed', undefined, { id, url, events, paused })
    return (await tx.lockWebhook(streamerId, id)) ?? before
  })
}

/** Removes a webhook, with what waits for it. */
export function removeWebhook(
  { store }: Pick<WebhookPorts, 'store'>,
  { streamerId, id }: { readonly streamerId: StreamerId; readonly id: string },
  cause: Cause,
): Promise<WebhookAnswer<EventWebhook>> {
  return withWebhook(store, streamerId, id, async (tx, webhook) => {
    tx.removeWebhook(id)
    tx.addAudit(streamerId, cause.actor, 'webhook removed', undefined, { id, url: webhook.url })
    return webhook
  })
}

export interface TestAsk {
  readonly streamerId: StreamerId
  readonly id: string
  /** What is sent; its id is a fresh UUID. */
  readonly test: { readonly id: string; readonly body: string }
}

/** Sends a test at once and once, also to a webhook that is paused or stopped; what waits for it stays where it is. */
export async function testWebhook(
  ports: WebhookPorts,
  { streamerId, id, test }: TestAsk,
  cause: Cause,
): Promise<WebhookAnswer<Posted>> {
  const { store, clock } = ports
  const found = (await store.findWebhooks(streamerId)).find((webhook) => webhook.id === id)
  if (!found) return no('no-such-webhook')
  const at = clock.now()
  const posted = await postTo(ports, found, { ...test, at })
  return withWebhook(store, streamerId, id, async (tx) => {
    tx.addTest(id, { ...test, event: 'test' }, posted, at)
    tx.addAudit(streamerId, cause.actor, 'webhook tested', undefined, { id, url: found.url })
    return posted
  })
}

/** One try to send something to a webhook. */
export async function postTo(
  { courier, secrets }: Pick<WebhookPorts, 'courier' | 'secrets'>,
  { id, url, sealedSecret }: EventWebhook,
  event: Pick<Post, 'id' | 'body' | 'at'>,
  breakOff?: AbortSignal,
): Promise<Posted> {
  const secret = secrets.open(id, sealedSecret)
  if (secret === undefined) return { status: undefined, ms: 0, fault: secretGone }
  return courier.post({ ...event, url, secret }, breakOff)
}

const secretGone = 'Its secret cannot be opened any more. Remove this webhook, and add it again.'

/** Nothing has failed yet. */
const fresh: WebhookStep = { fault: null, failures: 0, failingSince: null, dueAt: null }

async function withWebhook<T>(
  store: Ports['store'],
  streamerId: StreamerId,
  id: string,
  work: (tx: Tx, webhook: EventWebhook) => Promise<T>,
): Promise<WebhookAnswer<T>> {
  return store.transact(async (tx) => {
    const webhook = await tx.lockWebhook(streamerId, id)
    return webhook ? { ok: true, value: await work(tx, webhook) } : no('no-such-webhook')
  })
}

function no(code: WebhookRefusal): { readonly ok: false; readonly code: WebhookRefusal } {
  return { ok: false, code }
}
