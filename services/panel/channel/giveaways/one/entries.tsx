/** Everybody who is in, with what they paid; and the way to take somebody out. */
import { Button } from '@mantine/core'
import type { ChannelEntry, ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import { useEffect, useState } from 'react'
import { askAnew, useChange, useList } from '../../asking.ts'
import { tell } from '../../parts/notices.tsx'
import { useFollowed } from '../../following.ts'
import { AskFirst } from '../../parts/ask-first.tsx'
import { sayMoment } from '../../parts/figures.ts'
import { Name, Person } from '../../parts/person.tsx'
import { useRequestKey } from '../../parts/request-key.ts'
import { Empty, Failed, Loading, More } from '../../parts/states.tsx'
import { say } from '../../say.ts'
import { mayRemove } from '../next-steps.ts'
import classes from './one.module.css'

export function Entries({ giveaway }: { readonly giveaway: ChannelGiveaway }) {
  const path = `channel/giveaways/${giveaway.id}/entries`
  useFresh(giveaway.id)
  const { items, error, isPending, refetch, more } = useList<ChannelEntry>(path)
  const [leaving, setLeaving] = useState<ChannelEntry>()
  if (error) return <Failed error={error} retry={refetch} />
  if (isPending) return <Loading />
  if (items.length === 0) return <Empty>{say('entries.none')}</Empty>
  return (
    <>
      <ul className={classes.entries}>
        {items.map((entry) => (
          <li key={entry.viewerId} className={classes.entry}>
            <Person platform={entry.platform} name={entry.name} />
            <span className={classes.fine}>{sayHeld(entry)}</span>
            {mayRemove(giveaway) && (
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                onClick={() => setLeaving(entry)}
                aria-label={say('entries.remove-one', { name: entry.name })}
              >
                {say('entries.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <More more={more} />
      {leaving && <Remove giveaway={giveaway} entry={leaving} onDone={() => setLeaving(undefined)} />}
    </>
  )
}

function sayHeld({ tickets, paid, enteredAt }: ChannelEntry): string {
  const when = sayMoment(enteredAt)
  return paid > 0 ? say('entries.paid', { when, tickets, points: paid }) : say('entries.free', { when, tickets })
}

function Remove({
  giveaway: { id },
  entry: { viewerId, name, paid },
  onDone,
}: {
  readonly giveaway: ChannelGiveaway
  readonly entry: ChannelEntry
  readonly onDone: () => void
}) {
  const key = useRequestKey({ id, viewerId })
  const remove = useChange<{ refunded: number }, string>((reason) => ({
    method: 'POST',
    path: `channel/giveaways/${id}/remove`,
    body: { viewerId, reason },
    key,
  }))
  return (
    <AskFirst
      title={say('remove.title')}
      yes={say('entries.remove')}
      isGrave
      withReason
      isBusy={remove.isPending}
      onYes={(reason) =>
        remove.mutate(reason, {
          onSuccess: ({ refunded }) => tell(say('remove.done', { name, points: refunded })),
          onSettled: onDone,
        })
      }
      onNo={onDone}
    >
      <p className={classes.plain}>
        <Name>{name}</Name> {say('remove.why', { points: paid })}
      </p>
    </AskFirst>
  )
}

/** While people come and go the list is read anew now and then, not for each of them. */
const restMs = 2_000

function useFresh(giveawayId: string): void {
  const { live } = useFollowed()
  const count = live?.giveaways.find(({ id }) => id === giveawayId)?.ticketCount
  useEffect(() => {
    if (count === undefined) return
    const timer = setTimeout(() => void askAnew([['channel', 'giveaways', giveawayId, 'entries']]), restMs)
    return () => clearTimeout(timer)
  }, [giveawayId, count])
}
