/** Giveaways that are over, the newest first. */
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import { Link } from '@tanstack/react-router'
import { sayMoment } from '../parts/figures.ts'
import { Name } from '../parts/person.tsx'
import { say } from '../say.ts'
import classes from './list.module.css'
import { StatusBadge } from './status-badge.tsx'

export function Finished({ giveaways }: { readonly giveaways: readonly ChannelGiveaway[] }) {
  return (
    <ul className={classes.rows}>
      {giveaways.map((giveaway) => (
        <li key={giveaway.id} className={classes.row}>
          <div className={classes.what}>
            <Link to="/giveaways/$id" params={{ id: giveaway.id }}>
              <Name>{giveaway.title}</Name>
            </Link>
            <p className={classes.fine}>{sayHowItWent(giveaway)}</p>
          </div>
          <StatusBadge giveaway={giveaway} />
        </li>
      ))}
    </ul>
  )
}

function sayHowItWent({ openedAt, entryCount }: ChannelGiveaway): string {
  if (openedAt === null) return say('giveaways.never-opened')
  return say('giveaways.went', { when: sayMoment(openedAt), count: entryCount })
}
