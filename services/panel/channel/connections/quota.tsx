/** What is left of the quota of the day: what is used, and what a stream of four hours takes of the rest. */
import { Progress } from '@mantine/core'
import type { PlatformView } from '@streambot/shared/contract/platforms.ts'
import { sayMoment, sayNumber } from '../parts/figures.ts'
import { say } from '../say.ts'
import classes from './connections.module.css'

type Budget = NonNullable<PlatformView['budget']>

export function Quota({ budget }: { readonly budget: Budget }) {
  const { limit, used, left, fourHours, lines, state, resetsAt } = budget
  const part = (units: number): number => Math.min(100, (units / limit) * 100)
  return (
    <div className={classes.quota} data-state={state}>
      <p className={classes.fine}>{say('quota.title')}</p>
      <Progress.Root size="lg" className={classes.bar ?? ''}>
        <Progress.Section
          value={part(used)}
          color={state === 'ample' ? 'brand' : 'red'}
          withAria={false}
          role="meter"
          aria-label={say('quota.used-part')}
          aria-valuemin={0}
          aria-valuemax={limit}
          aria-valuenow={Math.min(used, limit)}
        />
        <Progress.Section
          value={part(Math.min(fourHours, left))}
          striped
          color="brand"
          opacity={0.45}
          withAria={false}
          aria-hidden
        />
      </Progress.Root>
      <p>{say('quota.sums', { used: sayNumber(used), limit: sayNumber(limit), left: sayNumber(left) })}</p>
      <p className={classes.fine}>{say('quota.stream', { fourHours, lines, at: sayMoment(resetsAt) })}</p>
      {state !== 'ample' && <p className={classes.low}>{say(`quota.${state}`)}</p>}
    </div>
  )
}
