/** What moved somebody's points, the newest first; the last change by hand can be taken back for a while. */
import { Button } from '@mantine/core'
import type { PublicMovement, Undone, ViewerDetails } from '@streambot/shared/contract/points.ts'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useChange, useList } from '../asking.ts'
import { useNow } from '../following.ts'
import { sayActor } from '../parts/audit-sentence.ts'
import { GiveawayLink } from '../parts/giveaway-link.tsx'
import { isolate } from '../parts/isolate.ts'
import { useMay } from '../parts/may.tsx'
import { Moment } from '../parts/moment.tsx'
import { Card } from '../parts/page.tsx'
import { useRequestKey } from '../parts/request-key.ts'
import rows from '../parts/rows.module.css'
import { Empty, Failed, Loading, More } from '../parts/states.tsx'
import { voice } from '../parts/voice.ts'
import { say } from '../say.ts'
import { findUndoable, nameReason } from './movements.ts'

export function Ledger({ viewer, name }: { readonly viewer: ViewerDetails; readonly name: string }) {
  const path = `channel/viewers/${viewer.viewerId}/ledger`
  const { items, error, isPending, refetch, more } = useList<PublicMovement>(path)
  return (
    <Card title={say('ledger.title')} actions={<Undo movements={items} viewerId={viewer.viewerId} name={name} />}>
      {isPending && <Loading rows={6} />}
      {error && <Failed error={error} retry={refetch} />}
      {!isPending && !error && items.length === 0 && <Empty>{say('ledger.none')}</Empty>}
      <ul className={rows.rows} aria-label={say('ledger.title')}>
        {items.map((movement) => (
          <MovementRow key={movement.id} movement={movement} />
        ))}
      </ul>
      <More more={more} />
    </Card>
  )
}

function MovementRow({ movement }: { readonly movement: PublicMovement }) {
  const { at, amount, giveawayId, title, actor, actorName } = movement
  return (
    <li className={rows.row}>
      <div>
        <span className={rows.main}>
          {say(nameReason(movement))}
          {giveawayId !== null && <GiveawayLink id={giveawayId} title={title} />}
        </span>
        <span className={rows.less}>
          <Moment iso={at} />
          {actor !== null && ` · ${sayActor({ actor, actorName }, voice)}`}
        </span>
      </div>
      <span className={`${rows.figure} ${amount < 0 ? rows.fewer : rows.more}`}>
        {say('ledger.amount', { amount })}
      </span>
    </li>
  )
}

function Undo({
  movements,
  viewerId,
  name,
}: {
  readonly movements: readonly PublicMovement[]
  readonly viewerId: number
  readonly name: string
}) {
  const now = useNow()
  const found = findUndoable(movements, now)
  const key = useRequestKey({ viewerId, id: found?.id })
  const undo = useChange<Undone>(
    () => ({ method: 'POST', path: 'channel/points/undo', body: { anybody: true, viewerId }, key }),
    { done: ({ balance }) => say('ledger.undone', { name: isolate(name), balance }) },
  )
  const may = useMay()
  if (!found || !may('points:write')) return null
  return (
    <Button
      variant="default"
      leftSection={<IconArrowBackUp size={18} aria-hidden />}
      loading={undo.isPending}
      onClick={() => undo.mutate()}
    >
      {say('ledger.undo', { amount: found.amount })}
    </Button>
  )
}
