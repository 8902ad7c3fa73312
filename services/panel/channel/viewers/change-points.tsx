/** Points added, taken or set by hand, with a reason. What somebody will have stands there before it is done. */
import { NumberInput, SegmentedControl, Textarea } from '@mantine/core'
import type { ViewerDetails } from '@streambot/shared/contract/points.ts'
import { countTarget, mostPoints, type PointsChange } from '@streambot/shared/giveaway/amount.ts'
import { longestReason } from '@streambot/shared/giveaway/text.ts'
import { useState } from 'react'
import { useChange } from '../asking.ts'
import { FormWindow } from '../parts/form-window.tsx'
import { isolate } from '../parts/isolate.ts'
import { useRequestKey } from '../parts/request-key.ts'
import { say } from '../say.ts'
import classes from './viewers.module.css'

export function ChangePoints({
  viewer: { viewerId, balance },
  name,
  onEnd,
}: {
  readonly viewer: ViewerDetails
  readonly name: string
  readonly onEnd: () => void
}) {
  const [change, setChange] = useState<PointsChange>('add')
  const [amount, setAmount] = useState<number | string>('')
  const [reason, setReason] = useState('')
  const body = { change, amount: Number(amount), reason: reason.trim() }
  const key = useRequestKey(body)
  const save = useChange<{ readonly balance: number }>(
    () => ({ method: 'POST', path: `channel/viewers/${viewerId}/points`, body, key }),
    { done: ({ balance }) => say('viewer.has', { name: isolate(name), balance }) },
  )
  const then = amount === '' ? undefined : foresee(change, balance, body.amount)
  const isReady = then?.isPossible === true && body.reason !== ''
  return (
    <FormWindow
      title={say('viewer.change-title', { name: isolate(name) })}
      yes={say(`viewer.${change}`)}
      isBusy={save.isPending}
      isReady={isReady}
      onYes={() => save.mutate(undefined, { onSuccess: onEnd })}
      onNo={onEnd}
    >
      <SegmentedControl
        aria-label={say('viewer.how')}
        fullWidth
        data={[
          { value: 'add', label: say('viewer.add') },
          { value: 'remove', label: say('viewer.remove') },
          { value: 'set', label: say('viewer.set') },
        ]}
        value={change}
        onChange={(change: PointsChange) => setChange(change)}
      />
      <NumberInput
        label={say('viewer.amount')}
        min={0}
        max={mostPoints}
        clampBehavior="strict"
        allowDecimal={false}
        allowNegative={false}
        thousandSeparator={'\u202F'}
        value={amount}
        onChange={setAmount}
        data-autofocus
      />
      <Textarea
        label={say('ask.reason')}
        description={say('ask.reason-why')}
        maxLength={longestReason}
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <p className={classes.then} role="status" data-wrong={then?.isPossible === false || undefined}>
        {say(then?.says ?? 'viewer.now', { name: isolate(name), balance, target: then?.target ?? balance })}
      </p>
    </FormWindow>
  )
}

function foresee(change: PointsChange, balance: number, amount: number) {
  const target = countTarget(change, balance, amount)
  if (target < 0) return { target, isPossible: false, says: 'viewer.too-few' } as const
  if (target > mostPoints) return { target, isPossible: false, says: 'viewer.too-many' } as const
  return { target, isPossible: target !== balance, says: 'viewer.then' } as const
}
