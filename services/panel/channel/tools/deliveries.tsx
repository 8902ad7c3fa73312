/** What was sent to a webhook, the newest first, and what came of it. */
import { Badge, Drawer } from '@mantine/core'
import type { PublicDelivery } from '@streambot/shared/contract/webhooks.ts'
import { webhookEvents } from '@streambot/shared/giveaway/webhook.ts'
import { useList } from '../asking.ts'
import { Moment } from '../parts/moment.tsx'
import rows from '../parts/rows.module.css'
import { Empty, Failed, Loading, More } from '../parts/states.tsx'
import { say } from '../say.ts'

const colours = { waiting: 'yellow', delivered: 'brand', failed: 'red' } as const

export function Deliveries({ id, onEnd }: { readonly id: string; readonly onEnd: () => void }) {
  const list = useList<PublicDelivery>(`channel/webhooks/${id}/deliveries`)
  const { items, error, isPending, refetch, more } = list
  return (
    <Drawer
      opened
      onClose={onEnd}
      position="right"
      title={say('webhooks.deliveries')}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
    >
      {isPending && <Loading rows={6} />}
      {error && <Failed error={error} retry={refetch} />}
      {!isPending && !error && items.length === 0 && <Empty>{say('webhooks.no-deliveries')}</Empty>}
      <ul className={rows.rows} aria-label={say('webhooks.deliveries')}>
        {items.map((delivery) => (
          <DeliveryRow key={delivery.id} delivery={delivery} />
        ))}
      </ul>
      <More more={more} />
    </Drawer>
  )
}

function DeliveryRow({ delivery: { event, state, tries, createdAt, last } }: { readonly delivery: PublicDelivery }) {
  return (
    <li className={rows.row}>
      <div>
        <span className={rows.main}>{sayEvent(event)}</span>
        <p className={rows.text}>{last ? sayPosted(last) : say('webhooks.not-tried')}</p>
        <span className={rows.less}>
          <Moment iso={createdAt} />
          {tries > 1 && ` · ${say('webhooks.tries', { count: tries })}`}
        </span>
      </div>
      <Badge color={colours[state]} variant="light" tt="none">
        {say(`delivery.${state}`)}
      </Badge>
    </li>
  )
}

/** What came of a try. */
export function sayPosted({ status, ms, fault }: NonNullable<PublicDelivery['last']>): string {
  return fault ?? say('webhooks.taken', { status: status ?? 0, ms })
}

/** A test, or a kind of news; those of a newer server stand as they are. */
function sayEvent(event: string): string {
  if (event === 'test') return say('webhooks.a-test')
  const known = webhookEvents.find((one) => one === event || `giveaway.${one}` === event)
  return known ? say(`event.${known}`) : event
}
