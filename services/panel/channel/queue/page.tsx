/** Whose turn it is: the ticket that is served, who waits behind it, and what was decided lately. */
import type { PublicOrder } from '@streambot/shared/contract/rewards.ts'
import { useList } from '../asking.ts'
import { Card, Page } from '../parts/page.tsx'
import { Empty, Failed, Loading, More } from '../parts/states.tsx'
import { say } from '../say.ts'
import { OrderRow } from './order-row.tsx'
import classes from './queue.module.css'
import { Serving } from './serving.tsx'

export function Queue() {
  const serving = useList<PublicOrder>('channel/orders', { status: 'serving' })
  const pending = useList<PublicOrder>('channel/orders', { status: 'pending' })
  const isPending = serving.isPending || pending.isPending
  const failed = [serving, pending].find(({ error }) => error !== null)
  return (
    <Page title={say('nav.queue')} lead={say('queue.lead')}>
      {failed && <Failed error={failed.error} retry={failed.refetch} />}
      {isPending && <Loading rows={8} />}
      {!isPending && !failed && (
        <>
          <Serving order={serving.items[0]} next={pending.items[0]} />
          <Card title={say('queue.waiting')}>
            {pending.items.length === 0 && <Empty>{say('queue.nobody')}</Empty>}
            <Orders orders={pending.items} label={say('queue.waiting')} />
            <More more={pending.more} />
          </Card>
          <Lately />
        </>
      )}
    </Page>
  )
}

function Lately() {
  const { items, more } = useList<PublicOrder>('channel/orders')
  const over = items.filter(({ status }) => status === 'done' || status === 'refunded')
  if (over.length === 0) return null
  return (
    <Card title={say('queue.lately')}>
      <Orders orders={over} label={say('queue.lately')} />
      <More more={more} />
    </Card>
  )
}

function Orders({ orders, label }: { readonly orders: readonly PublicOrder[]; readonly label: string }) {
  return (
    <ol className={classes.orders} aria-label={label}>
      {orders.map((order) => (
        <li key={order.id}>
          <OrderRow order={order} />
        </li>
      ))}
    </ol>
  )
}
