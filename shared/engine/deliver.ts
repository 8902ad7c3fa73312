/** Sending what waits for webhooks: in order, one at a time for each, by whoever holds its lease. */
import { decideRetry, sayStopped } from '../giveaway/webhook.ts'
import type { Ports } from './ports.ts'
import type { EventDelivery, EventWebhook, Lease, Posted } from './ports/webhooks.ts'
import { postTo, type WebhookPorts } from './webhooks.ts'

export interface DeliverPorts extends WebhookPorts, Pick<Ports, 'chance'> {}

/** A try takes ten seconds at most; a process that is dead for longer than this is not waited for. */
const leaseMs = 30_000
/** To how many webhooks one process sends at once, at most. */
export const mostAtOnce = 100

/** Takes webhooks that are due, at most so many, for `deliverAll` to send to. Nobody else does while the lease lasts. */
export function takeDue({ store, clock }: DeliverPorts, key: string, count: number): Promise<string[]> {
  return store.leaseDue(clock.now(), leaseFor(clock.now(), key), count)
}

/**
 * Sends what waits for a webhook that was taken under this key, the oldest first, until nothing waits, one try fails, or it is broken off;
 * then gives the webhook back. What was taken by a receiver, but not written down for a crash, is sent again under the same id.
 */
export async function deliverAll(ports: DeliverPorts, id: string, key: string, breakOff: AbortSignal): Promise<void> {
  const { store } = ports
  while (!breakOff.aborted) {
    const next = await store.findNext(id, key)
    if (!next || !(await deliver(ports, next, key, breakOff))) break
  }
  await store.endLease(id, key)
}

/** Makes one try. False: there is none to follow. */
async function deliver(
  ports: DeliverPorts,
  { webhook, delivery }: { readonly webhook: EventWebhook; readonly delivery: EventDelivery },
  key: string,
  breakOff: AbortSignal,
): Promise<boolean> {
  const { store, clock, chance } = ports
  const { id, url } = webhook
  const at = clock.now()
  const posted = await postTo(ports, webhook, { id: delivery.id, body: delivery.body, at }, breakOff)
  // Nobody knows whether it arrived: the next process tries again, and the webhook is not to blame.
  if (breakOff.aborted && posted.fault !== undefined) return false
  const luck = chance.below(1_001) / 1_000
  return store.transact(async (tx) => {
    const held = await tx.lockLeased(id, key)
    if (!held) return false
    tx.noteTry(delivery.id, posted, at)
    if (posted.fault !== undefined) {
      const step = decideFailure(held, posted, posted.fault, clock.now(), luck)
      tx.changeWebhook(id, step)
      if (step.state === 'stopped')
        tx.addAudit(held.streamerId, 'timer', 'webhook stopped', undefined, { id, url, why: step.fault })
      return false
    }
    if (held.failures > 0) tx.changeWebhook(id, { fault: null, failures: 0, failingSince: null, dueAt: null })
    tx.extendLease(id, leaseFor(clock.now(), key))
    return true
  })
}

function decideFailure(webhook: EventWebhook, { status }: Posted, fault: string, now: Date, luck: number) {
  const failures = webhook.failures + 1
  const failingSince = webhook.failingSince ?? now
  const dueAt = decideRetry({ failures, failingSince, status }, now, luck)
  if (dueAt) return { fault, failures, failingSince, dueAt, state: webhook.state }
  return { fault: sayStopped({ status }, fault), failures, failingSince, dueAt: null, state: 'stopped' } as const
}

const leaseFor = (now: Date, key: string): Lease => ({ key, until: new Date(now.getTime() + leaseMs) })
