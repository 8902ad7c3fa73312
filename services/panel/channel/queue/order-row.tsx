/** One order in a list: its number in large letters, and what can be done with it. */
import { Badge, Button } from '@mantine/core'
import type { PublicOrder } from '@streambot/shared/contract/rewards.ts'
import { say } from '../say.ts'
import { Ordered } from './ordered.tsx'
import classes from './queue.module.css'
import { Refund } from './refund.tsx'
import { useStep } from './steps.ts'

export function OrderRow({ order }: { readonly order: PublicOrder }) {
  const { ticket, status } = order
  return (
    <div className={classes.order}>
      <span className={classes.ticket}>{ticket}</span>
      <Ordered order={order} />
      <div className={classes.answers}>
        {(status === 'done' || status === 'refunded') && (
          <Badge color={status === 'done' ? 'brand' : 'gray'} variant="light" tt="none">
            {say(`order.${status}`)}
          </Badge>
        )}
        {status === 'pending' && <Serve order={order} />}
        {status === 'pending' && <Refund order={order} />}
        {status === 'done' && <Serve order={order} isAgain />}
      </div>
    </div>
  )
}

function Serve({ order, isAgain = false }: { readonly order: PublicOrder; readonly isAgain?: boolean }) {
  const { ticket } = order
  const serve = useStep(order, 'serve')
  return (
    <Button
      variant={isAgain ? 'subtle' : 'default'}
      loading={serve.isPending}
      onClick={() => serve.mutate()}
      aria-label={say(isAgain ? 'queue.again-one' : 'queue.serve-one', { ticket })}
    >
      {say(isAgain ? 'queue.again' : 'queue.serve')}
    </Button>
  )
}
