/** Ends a giveaway without a winner, and says before what goes back to whom. */
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import { useAnswer, useChange } from '../../asking.ts'
import { tell } from '../../parts/notices.tsx'
import { AskFirst } from '../../parts/ask-first.tsx'
import { useRequestKey } from '../../parts/request-key.ts'
import { Failed } from '../../parts/states.tsx'
import { say } from '../../say.ts'
import classes from './one.module.css'

interface Refund {
  readonly refunded: number
  readonly viewers: number
}

export function Cancel({ giveaway, onDone }: { readonly giveaway: ChannelGiveaway; readonly onDone: () => void }) {
  const { id, status } = giveaway
  const refund = useAnswer<Refund>(`channel/giveaways/${id}/refund`)
  const key = useRequestKey({ id })
  const cancel = useChange<Refund>(() => ({ method: 'POST', path: `channel/giveaways/${id}/cancel`, key }))
  const sayDone = ({ refunded, viewers }: Refund) => tell(say('cancel.done', { points: refunded, count: viewers }))
  return (
    <AskFirst
      title={say('cancel.title')}
      yes={say('step.cancel')}
      isGrave
      isBusy={cancel.isPending}
      onYes={() => cancel.mutate(undefined, { onSuccess: sayDone, onSettled: onDone })}
      onNo={onDone}
    >
      {refund.error ? <Failed error={refund.error} /> : <p className={classes.plain}>{sayRefund(refund.data)}</p>}
      {status === 'drawn' && <p className={classes.plain}>{say('cancel.drawn')}</p>}
    </AskFirst>
  )
}

function sayRefund(refund: Refund | undefined): string {
  if (!refund) return say('loading')
  const { refunded, viewers } = refund
  return refunded === 0 ? say('cancel.free') : say('cancel.refunds', { points: refunded, count: viewers })
}
