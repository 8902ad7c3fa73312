/** From news to what webhooks are sent: counts made few, all in the words that everybody may see. */
import type { NewsMessage } from '@streambot/shared/contract/live.ts'
import type { WebhookEventBody } from '@streambot/shared/contract/webhooks.ts'
import type { Ports } from '@streambot/shared/engine/ports.ts'
import type { NewsRow } from '@streambot/shared/engine/ports/news.ts'
import type { NewDelivery, WatchedWebhook } from '@streambot/shared/engine/ports/webhooks.ts'
import { mergeNews } from '@streambot/shared/views/merge.ts'
import { describeNews } from '@streambot/shared/views/news.ts'

const pageSize = 500
/** Counts wait for more of them for so long, in milliseconds, unless other news ends them. */
const gatherMs = 10_000

/** Writes down what a webhook is to be sent, up to the newest news. Of two processes that do so at once one writes. */
export async function writeEvents(ports: Pick<Ports, 'store' | 'clock'>, webhook: WatchedWebhook): Promise<void> {
  const { store, clock } = ports
  const { rows, upTo } = await store.findWebhookNews(webhook, pageSize)
  const gathering = rows.length < pageSize ? findGathering(rows, clock.now()) : undefined
  const ready = gathering === undefined ? rows : rows.slice(0, gathering)
  const reached = gathering === undefined ? upTo : (rows[gathering]?.id ?? upTo) - 1
  if (reached === webhook.position) return
  const messages = mergeNews(await describeNews(store, webhook.streamerId, ready))
  await store.addDeliveries(webhook, reached, messages.map(toDelivery))
  // What did not fit on this page.
  if (rows.length === pageSize) await writeEvents(ports, { ...webhook, position: reached })
}

/** Where the counts at the end begin, as long as they are young. */
function findGathering(rows: readonly NewsRow[], now: Date): number | undefined {
  const first = rows.findLastIndex((row) => !isCount(row)) + 1
  const row = rows[first]
  return row && now.getTime() - row.at.getTime() < gatherMs ? first : undefined
}

function isCount({ news }: NewsRow): boolean {
  return news.kind === 'entered' || news.kind === 'left'
}

function toDelivery({ id, giveawayId, at, news, giveaway }: NewsMessage): NewDelivery {
  const event = `giveaway.${news.kind}`
  const body: WebhookEventBody = {
    type: event,
    timestamp: at,
    data: { giveawayId, news, ...(giveaway && { giveaway }) },
  }
  return { newsId: id, event, body: JSON.stringify(body) }
}
