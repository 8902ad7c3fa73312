/** The latest entries, newest on top. */
import type { LiveEntry } from '@streambot/shared/contract/live.ts'
import { keyOf } from '../../parts/state.ts'
import { Card } from '../parts/page.tsx'
import { Person } from '../parts/person.tsx'
import { Empty } from '../parts/states.tsx'
import { say } from '../say.ts'
import classes from './dashboard.module.css'

export function Latest({ entries }: { readonly entries: readonly LiveEntry[] }) {
  return (
    <Card title={say('dashboard.latest')}>
      {entries.length === 0 && <Empty>{say('dashboard.nobody')}</Empty>}
      <ol className={classes.latest}>
        {entries.map((entry) => (
          <li key={`${keyOf(entry)} ${entry.tickets}`}>
            <Person platform={entry.platform} name={entry.name} />
            {entry.tickets > 1 && (
              <span className={classes.fine}>{say('dashboard.tickets', { count: entry.tickets })}</span>
            )}
          </li>
        ))}
      </ol>
    </Card>
  )
}
