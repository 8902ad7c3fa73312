/** The giveaway that runs, large: how many are in, how one enters, how long it is open, who won. */
import { Badge, Button } from '@mantine/core'
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import type { Activity } from '@streambot/shared/contract/live.ts'
import { Link } from '@tanstack/react-router'
import { sayLeft, sayNext, sayStatus } from '../../parts/words.ts'
import { useNow } from '../following.ts'
import { sayEntrants } from '../parts/entrants.ts'
import { sayNumber } from '../parts/figures.ts'
import { Person } from '../parts/person.tsx'
import { say } from '../say.ts'
import classes from './dashboard.module.css'
import { EntryChart } from './entry-chart.tsx'
import { useRolling } from './rolling.ts'

const namesShown = 5

export function Hero({ giveaway, growth }: { readonly giveaway: PublicGiveaway; readonly growth: Activity['growth'] }) {
  const { id, title, word, kind, entryCount, ticketCount, status } = giveaway
  const isTaking = status === 'open' || status === 'paused'
  const isOver = status === 'completed' || status === 'cancelled'
  return (
    <section className={classes.hero} aria-label={title} data-status={status}>
      <div className={classes.status}>
        <Badge size="lg" variant="light" tt="none" color={status === 'open' ? 'brand' : 'gray'}>
          {sayStatus(giveaway)}
        </Badge>
        <TimeLeft giveaway={giveaway} />
      </div>
      <h2 className={classes.prize}>
        <bdi>{title}</bdi>
      </h2>
      <div className={classes.figures}>
        <Count count={entryCount} said={sayEntrants(giveaway)} />
        {kind === 'tickets' && <p className={classes.fine}>{say('dashboard.tickets', { count: ticketCount })}</p>}
        {isTaking && kind !== 'active' && (
          <p className={classes.how}>
            {say('dashboard.how')} <kbd className={classes.word}>{word}</kbd>
          </p>
        )}
      </div>
      <Winners giveaway={giveaway} />
      {isTaking && <EntryChart growth={growth} since={giveaway.openedAt} />}
      <div className={classes.actions}>
        <Button component={Link} to={`/giveaways/${id}`}>
          {say(isOver ? 'dashboard.see' : 'dashboard.run')}
        </Button>
        <Button component="a" href={`/g/${id}`} target="_blank" rel="noreferrer" variant="default">
          {say('dashboard.public')}
        </Button>
      </div>
    </section>
  )
}

function Count({ count, said }: { readonly count: number; readonly said: string }) {
  const shown = useRolling(count)
  return (
    <p className={classes.count}>
      <span className={classes.digits} aria-hidden>
        {sayNumber(shown)}
      </span>
      <span aria-hidden>{said}</span>
      <span className={classes.unseen}>{`${sayNumber(count)} ${said}`}</span>
    </p>
  )
}

function TimeLeft({ giveaway }: { readonly giveaway: PublicGiveaway }) {
  const now = useNow()
  const { status, closesAt } = giveaway
  const left = closesAt === null ? undefined : Date.parse(closesAt) - now
  if (status !== 'open') return <p className={classes.fine}>{sayNext(giveaway)}</p>
  if (left === undefined) return <p className={classes.fine}>{say('next.open')}</p>
  return (
    <p className={classes.fine}>
      {left > 0 ? say('dashboard.closes-in', { left: sayLeft(left) }) : say('dashboard.closing')}
    </p>
  )
}

function Winners({ giveaway: { winners } }: { readonly giveaway: PublicGiveaway }) {
  const now = useNow()
  const standing = winners.filter(({ state }) => ['pending', 'claimed', 'confirmed'].includes(state))
  if (standing.length === 0) return null
  return (
    <ul className={classes.winners} aria-label={say('dashboard.winners')}>
      {standing.slice(0, namesShown).map(({ pick, platform, name, state, claimDeadline }) => (
        <li key={pick}>
          <Person platform={platform} name={name} />
          {state === 'pending' && claimDeadline !== null && (
            <span className={classes.fine}>
              {say('dashboard.has', { left: sayLeft(Date.parse(claimDeadline) - now) })}
            </span>
          )}
        </li>
      ))}
      {standing.length > namesShown && (
        <li>{say('dashboard.more-winners', { count: standing.length - namesShown })}</li>
      )}
    </ul>
  )
}
