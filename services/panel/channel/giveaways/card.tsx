/** A giveaway that runs or is planned, at a glance; all of the card leads to its page. */
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import { Link } from '@tanstack/react-router'
import { isCounted } from '../../parts/words.ts'
import cards from '../parts/cards.module.css'
import { sayEntrants } from '../parts/entrants.ts'
import { sayNumber } from '../parts/figures.ts'
import { Name } from '../parts/person.tsx'
import { say } from '../say.ts'
import classes from './card.module.css'
import { useCounted } from './counted.ts'
import { useNext } from './next-words.ts'
import { StatusBadge } from './status-badge.tsx'

export function GiveawayCard({ giveaway: told }: { readonly giveaway: ChannelGiveaway }) {
  const giveaway = useCounted(told)
  const { id, title, word, kind, entryCount, ticketCount, status } = giveaway
  const next = useNext(giveaway)
  const hasBegun = status !== 'draft' && status !== 'scheduled'
  return (
    <article className={`${cards.card} ${classes.card}`} data-status={status}>
      <div className={classes.head}>
        <h2 className={cards.title}>
          <Link to="/giveaways/$id" params={{ id }} className={cards.link}>
            <Name>{title}</Name>
          </Link>
        </h2>
        <StatusBadge giveaway={giveaway} />
      </div>
      <p className={classes.next}>{next}</p>
      <dl className={classes.figures}>
        {hasBegun && isCounted({ kind, digest: giveaway.digest }) && (
          <Figure label={sayEntrants(giveaway)} value={sayNumber(entryCount)} />
        )}
        {hasBegun && kind === 'tickets' && (
          <Figure label={say('giveaways.tickets', { count: ticketCount })} value={sayNumber(ticketCount)} />
        )}
        {kind !== 'active' && <Figure label={say('giveaways.word')} value={word} />}
      </dl>
    </article>
  )
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className={classes.figure}>
      <dt>{label}</dt>
      <dd>
        <bdi>{value}</bdi>
      </dd>
    </div>
  )
}
