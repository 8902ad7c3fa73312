/** The ticket that is served now, in the largest letters, and what can be done with it. */
import { Button } from '@mantine/core'
import type { PublicOrder } from '@streambot/shared/contract/rewards.ts'
import { IconCheck, IconPlayerTrackNext } from '@tabler/icons-react'
import { useChange } from '../asking.ts'
import { useRequestKey } from '../parts/request-key.ts'
import { say } from '../say.ts'
import { Ordered } from './ordered.tsx'
import classes from './queue.module.css'
import { Refund } from './refund.tsx'
import { useStep } from './steps.ts'

export function Serving({
  order,
  next,
}: {
  readonly order: PublicOrder | undefined
  readonly next: PublicOrder | undefined
}) {
  return (
    <section className={classes.serving} aria-label={say('queue.now')}>
      <div className={classes.called} role="status">
        <p className={classes.kicker}>{say('queue.now')}</p>
        {order ? (
          <>
            <p className={classes.big}>{order.ticket}</p>
            <Ordered order={order} />
          </>
        ) : (
          <p className={classes.nobody}>{say(next ? 'queue.nobody-served' : 'queue.nobody-there')}</p>
        )}
      </div>
      <div className={classes.answers}>
        {next && <Next order={order} next={next} />}
        {order && <Done order={order} />}
        {order && <Refund order={order} />}
      </div>
    </section>
  )
}

/** Pressed twice at one turn, it goes on once: the request has one name for as long as the turn is the same. */
function Next({ order, next }: { readonly order: PublicOrder | undefined; readonly next: PublicOrder }) {
  const key = useRequestKey({ order: order?.id, servedAt: order?.servedAt, next: next.id })
  const advance = useChange(() => ({ method: 'POST', path: 'channel/orders/next', key }))
  return (
    <Button
      leftSection={<IconPlayerTrackNext size={20} aria-hidden />}
      loading={advance.isPending}
      onClick={() => advance.mutate()}
    >
      {say('queue.next', { ticket: next.ticket })}
    </Button>
  )
}

function Done({ order }: { readonly order: PublicOrder }) {
  const finish = useStep(order, 'done')
  return (
    <Button
      variant="default"
      leftSection={<IconCheck size={20} aria-hidden />}
      loading={finish.isPending}
      onClick={() => finish.mutate()}
    >
      {say('queue.done')}
    </Button>
  )
}
