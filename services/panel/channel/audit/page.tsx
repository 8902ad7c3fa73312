/** Who did what in the channel: everything, or what is about one thing, was done one way, or by one alone. */
import { Button, NativeSelect } from '@mantine/core'
import type { AuditRow } from '@streambot/shared/contract/channel.ts'
import { actorKinds, auditTopicNames } from '@streambot/shared/giveaway/audit.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useList } from '../asking.ts'
import { AuditList } from '../parts/audit-list.tsx'
import { sayActor } from '../parts/audit-sentence.ts'
import filters from '../parts/filters.module.css'
import { isolate } from '../parts/isolate.ts'
import { Card, Page } from '../parts/page.tsx'
import { Empty, Failed, Loading, More } from '../parts/states.tsx'
import { voice } from '../parts/voice.ts'
import { say } from '../say.ts'
import { type AuditSearch, readSearch } from './search.ts'

export function Audit() {
  const search = useSearch({ from: '/audit' })
  const navigate = useNavigate({ from: '/audit' })
  const put = (change: Record<string, string>): void =>
    void navigate({ search: (before) => readSearch({ ...before, ...change }), replace: true })
  const { items, error, isPending, refetch, more } = useList<AuditRow>('channel/audit', { ...search })
  const isEmpty = !isPending && !error && items.length === 0
  return (
    <Page title={say('nav.audit')} lead={say('audit.lead')}>
      <Card>
        <Filters search={search} put={put} />
        {search.actor !== undefined && <Only who={nameActor(search.actor, items)} onEnd={() => put({ actor: '' })} />}
        {(isPending || (isEmpty && more)) && <Loading rows={10} />}
        {error && <Failed error={error} retry={refetch} />}
        {isEmpty && !more && <Empty>{say(Object.keys(search).length > 0 ? 'audit.none-such' : 'audit.none')}</Empty>}
        <AuditList rows={items} withTitle onActor={(actor) => put({ actor })} />
        {!isEmpty && <More more={more} />}
      </Card>
    </Page>
  )
}

function Filters({
  search: { topic, by },
  put,
}: {
  readonly search: AuditSearch
  readonly put: (change: Record<string, string>) => void
}) {
  return (
    <div className={filters.filters}>
      <NativeSelect
        label={say('audit.topic')}
        data={[
          { value: '', label: say('audit.every-topic') },
          ...auditTopicNames.map((value) => ({ value, label: say(`audit.topic.${value}`) })),
        ]}
        value={topic ?? ''}
        onChange={(event) => put({ topic: event.currentTarget.value })}
      />
      <NativeSelect
        label={say('audit.by')}
        data={[
          { value: '', label: say('audit.by-all') },
          ...actorKinds.map((value) => ({ value, label: say(`audit.by.${value}`) })),
        ]}
        value={by ?? ''}
        onChange={(event) => put({ by: event.currentTarget.value })}
      />
    </div>
  )
}

/** As the lines have it; those of before may still stand there. */
function nameActor(actor: string, [first]: readonly AuditRow[]): string {
  return first?.actor === actor ? sayActor(first, voice) : isolate(actor)
}

/** That the lines are of one alone, and the way back to all. */
function Only({ who, onEnd }: { readonly who: string; readonly onEnd: () => void }) {
  return (
    <p className={filters.only}>
      <span>{say('audit.only', { who })}</span>
      <Button variant="default" size="compact-md" onClick={onEnd}>
        {say('audit.show-all')}
      </Button>
    </p>
  )
}
