/** How a giveaway stands: its state, the buttons for what can be done, the count that moves, and who came in last. */
import { Alert, Button, CopyButton } from '@mantine/core'
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import type { GiveawayKeys } from '@streambot/shared/contract/prize-keys.ts'
import { isPublic } from '@streambot/shared/giveaway/lifecycle.ts'
import { IconCheck, IconExternalLink, IconLink } from '@tabler/icons-react'
import { isCounted, sayHow } from '../../../parts/words.ts'
import { useAnswer } from '../../asking.ts'
import { EntryChart } from '../../dashboard/entry-chart.tsx'
import { sayEntrants } from '../../parts/entrants.ts'
import { sayNumber } from '../../parts/figures.ts'
import { Person } from '../../parts/person.tsx'
import { say } from '../../say.ts'
import { useActivity, useCounted } from '../counted.ts'
import { useNext } from '../next-words.ts'
import { StatusBadge } from '../status-badge.tsx'
import { Actions } from './actions.tsx'
import classes from './one.module.css'

const shown = 6

export function Standing({ giveaway: told }: { readonly giveaway: ChannelGiveaway }) {
  const giveaway = useCounted(told)
  const growth = useActivity(giveaway.id)?.growth ?? []
  const isTaking = giveaway.status === 'open' || giveaway.status === 'paused'
  return (
    <section className={classes.standing} aria-label={say('one.standing')}>
      <div className={classes.state}>
        <StatusBadge giveaway={giveaway} />
        <Next giveaway={giveaway} />
      </div>
      {giveaway.rules.poolId !== undefined && <MissingKeys giveawayId={giveaway.id} />}
      <Actions giveaway={giveaway} />
      {giveaway.openedAt !== null && (
        <div className={classes.live}>
          <Counts giveaway={giveaway} />
          {isTaking && giveaway.kind !== 'active' && <EntryChart growth={growth} since={giveaway.openedAt} />}
          {isTaking && giveaway.kind !== 'active' && <Latest giveawayId={giveaway.id} />}
        </div>
      )}
      <PublicLink giveaway={giveaway} />
    </section>
  )
}

function Next({ giveaway }: { readonly giveaway: ChannelGiveaway }) {
  return <p className={classes.next}>{useNext(giveaway)}</p>
}

/** Said before it opens and before it is drawn. */
function MissingKeys({ giveawayId }: { readonly giveawayId: string }) {
  const { data } = useAnswer<GiveawayKeys>(`channel/giveaways/${giveawayId}/keys`)
  if (!data || data.missing === 0) return null
  return <Alert color="yellow">{say('one.keys-missing', { count: data.missing, pool: data.pool?.name ?? '' })}</Alert>
}

function Counts({ giveaway }: { readonly giveaway: ChannelGiveaway }) {
  const isTaking = giveaway.status === 'open' || giveaway.status === 'paused'
  const { entryCount, ticketCount, kind, word } = giveaway
  return (
    <div className={classes.counts}>
      {isCounted(giveaway) ? (
        <p className={classes.count}>
          <strong>{sayNumber(entryCount)}</strong> {sayEntrants(giveaway)}
        </p>
      ) : (
        <p>{say('one.counted-later')}</p>
      )}
      {kind === 'tickets' && (
        <p className={classes.fine}>
          {sayNumber(ticketCount)} {say('giveaways.tickets', { count: ticketCount })}
        </p>
      )}
      <p className={classes.fine} hidden={!isTaking}>
        {sayHow(giveaway)} {kind !== 'active' && <strong className={classes.word}>{word}</strong>}
      </p>
    </div>
  )
}

function Latest({ giveawayId }: { readonly giveawayId: string }) {
  const latest = useActivity(giveawayId)?.latest.slice(0, shown) ?? []
  return (
    <div className={classes.latest}>
      <h2 className={classes.label}>{say('one.latest')}</h2>
      {latest.length === 0 && <p className={classes.fine}>{say('one.nobody-yet')}</p>}
      <ol>
        {latest.map(({ platform, name }) => (
          <li key={`${platform}:${name}`}>
            <Person platform={platform} name={name} />
          </li>
        ))}
      </ol>
    </div>
  )
}

function PublicLink({ giveaway }: { readonly giveaway: ChannelGiveaway }) {
  if (!isPublic({ status: giveaway.status, openedAt: giveaway.openedAt === null ? undefined : new Date() })) return null
  const path = `/g/${giveaway.id}`
  return (
    <div className={classes.public}>
      <span>{say('one.public')}</span>
      <Button
        component="a"
        href={path}
        target="_blank"
        rel="noreferrer"
        variant="subtle"
        size="compact-sm"
        rightSection={<IconExternalLink size={16} />}
      >
        {say('one.public-open')}
      </Button>
      <CopyButton value={new URL(path, location.origin).href}>
        {({ copied, copy }) => (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={copy}
            rightSection={copied ? <IconCheck size={16} /> : <IconLink size={16} />}
          >
            {say(copied ? 'one.copied' : 'one.copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  )
}
