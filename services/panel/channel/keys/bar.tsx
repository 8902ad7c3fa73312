import type { PublicPool } from '@streambot/shared/contract/prize-keys.ts'
import { sayNumber } from '../parts/figures.ts'
import { Note } from '../parts/note.tsx'
import { say } from '../say.ts'
import classes from './keys.module.css'

/** How many keys are left, won and not seen yet, and seen: as a bar, and in words. */
export function Bar({
  counts: { available, assigned, revealed },
}: {
  readonly counts: Pick<PublicPool, 'available' | 'assigned' | 'revealed'>
}) {
  const parts = [
    ['available', available],
    ['waiting', assigned - revealed],
    ['revealed', revealed],
  ] as const
  return (
    <div className={classes.counts}>
      <div className={classes.bar} aria-hidden>
        {parts.map(([part, count]) => (
          <span key={part} data-part={part} style={{ flexGrow: count }} />
        ))}
      </div>
      <dl className={classes.legend}>
        {parts.map(([part, count]) => (
          <div key={part}>
            <dt data-part={part}>{say(`prizes.${part}`)}</dt>
            <dd>{sayNumber(count)}</dd>
          </div>
        ))}
      </dl>
      {available === 0 && <Note kind="mind">{say('prizes.empty')}</Note>}
    </div>
  )
}
