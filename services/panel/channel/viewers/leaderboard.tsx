/** Who has the most points. */
import type { PublicViewer } from '@streambot/shared/contract/points.ts'
import { useAnswer } from '../asking.ts'
import { sayNumber } from '../parts/figures.ts'
import rows from '../parts/rows.module.css'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import { ViewerRow } from './viewer-row.tsx'
import classes from './viewers.module.css'

const path = 'channel/viewers?order=points&limit=100'

export function Leaderboard() {
  const { data, error, isPending, refetch } = useAnswer<{ readonly items: readonly PublicViewer[] }>(path)
  if (isPending) return <Loading rows={10} />
  if (error) return <Failed error={error} retry={() => void refetch()} />
  if (data.items.length === 0) return <Empty>{say('viewers.nobody-rich')}</Empty>
  return (
    <ol className={rows.rows} aria-label={say('viewers.top')}>
      {data.items.map((viewer, index) => (
        <li key={viewer.viewerId} className={classes.ranked}>
          <span className={classes.place} data-best={index < 3 || undefined}>
            {sayNumber(index + 1)}
          </span>
          <ViewerRow viewer={viewer} />
        </li>
      ))}
    </ol>
  )
}
