/** What is done with one order of the queue. */
import type { PublicOrder } from '@streambot/shared/contract/rewards.ts'
import { useChange } from '../asking.ts'
import { useRequestKey } from '../parts/request-key.ts'

type Step = 'serve' | 'done' | 'refund'

/** `mutate` takes a reason, where one is given. The request keeps its name for as long as the order stands as it does: pressed twice it counts once, and later it is another one. */
export function useStep(
  { id, status, servedAt, decidedAt }: PublicOrder,
  step: Step,
  told: { readonly done?: () => string } = {},
) {
  const key = useRequestKey({ id, status, servedAt, decidedAt, step })
  return useChange<unknown, string | void>(
    (reason) => ({ method: 'POST', path: `channel/orders/${id}/${step}`, key, ...(reason && { body: { reason } }) }),
    told,
  )
}
