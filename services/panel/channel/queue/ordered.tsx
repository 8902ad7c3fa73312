import type { PublicOrder } from '@streambot/shared/contract/rewards.ts'
import { sayMoment } from '../parts/figures.ts'
import { Name, Person } from '../parts/person.tsx'
import rows from '../parts/rows.module.css'
import { say } from '../say.ts'
import classes from './queue.module.css'

/** Who ordered what, what they said with it, when, and for how much. */
export function Ordered({ order: { platform, name, reward, said, paid, orderedAt } }: { readonly order: PublicOrder }) {
  return (
    <div className={classes.ordered}>
      <p className={rows.main}>
        <strong>
          <Name>{reward}</Name>
        </strong>
        <Person platform={platform} name={name} />
      </p>
      {said !== '' && (
        <blockquote className={classes.said}>
          <bdi>{said}</bdi>
        </blockquote>
      )}
      <span className={rows.less}>{say('queue.ordered', { at: sayMoment(orderedAt), count: paid })}</span>
    </div>
  )
}
