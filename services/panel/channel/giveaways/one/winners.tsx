/** Who was drawn, what became of it, what they say, and the way to draw somebody else. */
import { Button } from '@mantine/core'
import type { ChannelGiveaway, ChannelWinner } from '@streambot/shared/contract/channel.ts'
import { isStanding } from '@streambot/shared/giveaway/claim.ts'
import { useState } from 'react'
import { sayClaim } from '../../../parts/words.ts'
import { useAnswer, useChange, useList } from '../../asking.ts'
import { useNow } from '../../following.ts'
import { AskFirst } from '../../parts/ask-first.tsx'
import { sayHour, sayNumber } from '../../parts/figures.ts'
import { Card } from '../../parts/page.tsx'
import { Name, Person } from '../../parts/person.tsx'
import { Failed, Loading, More } from '../../parts/states.tsx'
import { say } from '../../say.ts'
import { mayRedraw } from '../next-steps.ts'
import { Stage } from './stage.tsx'
import { useReveal } from './reveal.ts'
import classes from './winners.module.css'

/** Nothing before the draw. New picks are shown behind their animation. */
export function WinnersOf({ giveaway }: { readonly giveaway: ChannelGiveaway }) {
  const { items, error, isPending, refetch, more } = useList<ChannelWinner>(`channel/giveaways/${giveaway.id}/winners`)
  const { rolling, shown, finish } = useReveal(items, isPending, giveaway.kind !== 'first')
  const waits = giveaway.status === 'closed' && giveaway.drawWhenSealed !== null
  const isDrawn = giveaway.status === 'drawn' || giveaway.status === 'completed'
  if (error) return <Failed error={error} retry={refetch} />
  if (isPending && isDrawn) return <Loading rows={2} />
  return (
    <>
      {(waits || rolling) && <Stage giveaway={giveaway} winner={rolling} onDone={finish} />}
      {shown.length > 0 && (
        <Card title={say('winners.title', { count: shown.filter(isStanding).length })}>
          <ol className={classes.winners} aria-live="polite">
            {shown.map((winner) => (
              <WinnerRow key={winner.pick} giveaway={giveaway} winner={winner} />
            ))}
          </ol>
          <More more={more} />
        </Card>
      )}
      {isDrawn && !isPending && items.length === 0 && (
        <Card>
          <p className={classes.nobody}>{say('winners.nobody')}</p>
        </Card>
      )}
    </>
  )
}

function WinnerRow({ giveaway, winner }: { readonly giveaway: ChannelGiveaway; readonly winner: ChannelWinner }) {
  const [isAsking, setAsking] = useState(false)
  const { platform, name, tickets, reason, state } = winner
  return (
    <li className={classes.winner} data-state={state}>
      <div className={classes.who}>
        <p className={classes.name}>
          <Person platform={platform} name={name} />
        </p>
        <p className={classes.claim}>
          <Claim winner={winner} />
          {reason !== null && (
            <>
              {' '}
              <bdi>{say('winners.reason', { reason })}</bdi>
            </>
          )}
        </p>
        {giveaway.kind !== 'first' && (
          <p className={classes.fine}>{say('winners.share', { tickets, all: sayNumber(giveaway.ticketCount) })}</p>
        )}
        {isStanding(winner) && <Said giveawayId={giveaway.id} pick={winner.pick} />}
      </div>
      {mayRedraw(giveaway, winner) && (
        <Button variant="default" onClick={() => setAsking(true)} aria-label={say('redraw.one', { name })}>
          {say('redraw.do')}
        </Button>
      )}
      {isAsking && <Redraw giveawayId={giveaway.id} winner={winner} onDone={() => setAsking(false)} />}
    </li>
  )
}

function Claim({ winner: { state, claimDeadline, passedOver } }: { readonly winner: ChannelWinner }) {
  const now = useNow()
  return sayClaim(state, claimDeadline === null ? 0 : Date.parse(claimDeadline) - now, passedOver)
}

interface Messages {
  readonly messages: readonly { readonly text: string; readonly sentAt: string }[]
}

/** What they said in the chat since the draw. */
function Said({ giveawayId, pick }: { readonly giveawayId: string; readonly pick: number }) {
  const { data } = useAnswer<Messages>(`channel/giveaways/${giveawayId}/winners/${pick}/messages`)
  if (!data || data.messages.length === 0) return null
  return (
    <ul className={classes.said} aria-label={say('winners.said')}>
      {data.messages.map(({ text, sentAt }, index) => (
        <li key={index}>
          <bdi>{text}</bdi> <time dateTime={sentAt}>{sayHour(sentAt)}</time>
        </li>
      ))}
    </ul>
  )
}

function Redraw({
  giveawayId,
  winner: { viewerId, name },
  onDone,
}: {
  readonly giveawayId: string
  readonly winner: ChannelWinner
  readonly onDone: () => void
}) {
  const redraw = useChange<ChannelGiveaway, string>((reason) => ({
    method: 'POST',
    path: `channel/giveaways/${giveawayId}/redraw`,
    body: { viewerId, reason },
  }))
  return (
    <AskFirst
      title={say('redraw.title')}
      yes={say('redraw.do')}
      withReason
      isGrave
      isBusy={redraw.isPending}
      onYes={(reason) => redraw.mutate(reason, { onSettled: onDone })}
      onNo={onDone}
    >
      <p className={classes.plain}>
        <Name>{name}</Name> {say('redraw.why')}
      </p>
    </AskFirst>
  )
}
