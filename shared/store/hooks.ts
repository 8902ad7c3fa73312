/** The verbs of webhooks, over `webhooks`, `webhook_deliveries` and the news that they are sent. */
import type { WebhookStore, WebhookTx } from '../engine/ports/webhooks.ts'
import { findNewsFor } from './outbox.ts'
import type { Reader } from './statements.ts'
import type { Session } from './transaction.ts'
import * as deliveries from './webhook-deliveries.ts'
import * as webhooks from './webhooks.ts'

export function openHooks(reader: Reader): WebhookStore {
  return {
    findWebhooks: (streamerId) => webhooks.findWebhooks(reader, streamerId),
    listDeliveries: (id, page) => deliveries.listDeliveries(reader, id, page),
    findWatched: () => webhooks.findWatched(reader),
    addDeliveries: (webhook, upTo, added) => deliveries.addDeliveries(reader, webhook, upTo, added),
    leaseDue: (now, lease, count) => webhooks.leaseDue(reader, now, lease, count),
    findNext: (id, key) => deliveries.findNext(reader, id, key),
    endLease: (id, key) => webhooks.endLease(reader, id, key),
    removeOldDeliveries: (before, count) => deliveries.removeOldDeliveries(reader, before, count),
    findWebhookNews: ({ streamerId, events, position }, count) => {
      const kinds = events.flatMap((event) => (event === 'entered' ? ['entered', 'left'] : [event]))
      return findNewsFor(reader, streamerId, kinds, position, count)
    },
  }
}

export function openHookTx(session: Session): WebhookTx {
  return {
    addWebhook: (webhook) => webhooks.addWebhook(session, webhook),
    lockWebhook: (streamerId, id) => webhooks.lockWebhook(session, streamerId, id),
    countWebhooks: (streamerId) => webhooks.countWebhooks(session, streamerId),
    changeWebhook: (id, step) => webhooks.changeWebhook(session, id, step),
    skipNews: (id) => webhooks.skipNews(session, id),
    removeWebhook: (id) => webhooks.removeWebhook(session, id),
    addTest: (...tested) => deliveries.addTest(session, ...tested),
    lockLeased: (id, key) => webhooks.lockLeased(session, id, key),
    noteTry: (...tried) => deliveries.noteTry(session, ...tried),
    extendLease: (id, lease) => webhooks.extendLease(session, id, lease),
  }
}
