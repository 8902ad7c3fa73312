/** Who is kept out of all giveaways, and why; each can be let in again. */
import { Button } from '@mantine/core'
import type { PublicExclusion } from '@streambot/shared/contract/points.ts'
import { Link } from '@tanstack/react-router'
import { useChange, useList } from '../asking.ts'
import { sayActor } from '../parts/audit-sentence.ts'
import { sayMoment } from '../parts/figures.ts'
import { isolate } from '../parts/isolate.ts'
import { Name } from '../parts/person.tsx'
import rows from '../parts/rows.module.css'
import { Empty, Failed, Loading, More } from '../parts/states.tsx'
import { voice } from '../parts/voice.ts'
import { say } from '../say.ts'

export function KeptOut() {
  const { items, error, isPending, refetch, more } = useList<PublicExclusion>('channel/exclusions')
  const letIn = useLetIn()
  if (isPending) return <Loading />
  if (error) return <Failed error={error} retry={refetch} />
  if (items.length === 0) return <Empty>{say('viewers.nobody-out')}</Empty>
  return (
    <>
      <ul className={rows.rows} aria-label={say('viewers.out')}>
        {items.map(({ viewerId, name, reason, at, ...by }) => (
          <li key={viewerId} className={rows.row}>
            <div>
              <Link to="/viewers/$id" params={{ id: String(viewerId) }}>
                <Name>{name}</Name>
              </Link>
              <p className={rows.text}>
                <Name>{reason}</Name>
              </p>
              <span className={rows.less}>
                {say('viewers.out-by', { who: sayActor(by, voice), at: sayMoment(at) })}
              </span>
            </div>
            <Button variant="default" onClick={() => letIn.mutate({ viewerId, name })}>
              {say('viewer.let-in')}
            </Button>
          </li>
        ))}
      </ul>
      <More more={more} />
    </>
  )
}

/** Lets somebody into giveaways again. */
export function useLetIn() {
  return useChange<undefined, { readonly viewerId: number; readonly name: string }>(
    ({ viewerId }) => ({ method: 'DELETE', path: `channel/exclusions/${viewerId}` }),
    { done: (_, { name }) => say('viewer.is-in', { name: isolate(name) }) },
  )
}
