/** Entries a minute over the last minutes. */
import type { Activity } from '@streambot/shared/contract/live.ts'
import { chartOf, height, minute, width } from '../../parts/curve.ts'
import { useNow } from '../following.ts'
import { sayNumber } from '../parts/figures.ts'
import { say } from '../say.ts'
import classes from './dashboard.module.css'

export function EntryChart({ growth, since }: { readonly growth: Activity['growth']; readonly since: string | null }) {
  const now = useNow()
  const { length, curve, area, lastMinute } = chartOf(growth, since === null ? now : Date.parse(since), now)
  const sign = lastMinute > 0 ? '+' : ''
  return (
    <figure className={classes.chart}>
      <figcaption>
        <strong>{`${sign}${sayNumber(lastMinute)}`}</strong> {say('dashboard.last-minute')}
        <span className={classes.fine}>{say('dashboard.last-minutes', { count: Math.round(length / minute) })}</span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden>
        <path className={classes.area} d={area} />
        <path className={classes.line} d={curve} />
      </svg>
    </figure>
  )
}
