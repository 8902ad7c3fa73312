/** The points of an order given back, once somebody said yes. */
import { Button } from '@mantine/core'
import type { PublicOrder } from '@streambot/shared/contract/rewards.ts'
import { useState } from 'react'
import { AskFirst } from '../parts/ask-first.tsx'
import { isolate } from '../parts/isolate.ts'
import { say } from '../say.ts'
import { useStep } from './steps.ts'

export function Refund({ order }: { readonly order: PublicOrder }) {
  const { ticket, paid } = order
  const [isAsking, setAsking] = useState(false)
  const name = isolate(order.name)
  const refund = useStep(order, 'refund', { done: () => say('queue.refunded', { ticket, name, count: paid }) })
  const close = (): void => setAsking(false)
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)} aria-label={say('queue.refund-one', { ticket })}>
        {say('queue.refund')}
      </Button>
      {isAsking && (
        <AskFirst
          title={say('queue.refund-title', { ticket })}
          yes={say('queue.refund')}
          isGrave
          withReason="if-wanted"
          isBusy={refund.isPending}
          onYes={(reason) => refund.mutate(reason, { onSettled: close })}
          onNo={close}
        >
          <p>{say('queue.refund-what', { name, count: paid })}</p>
        </AskFirst>
      )}
    </>
  )
}
