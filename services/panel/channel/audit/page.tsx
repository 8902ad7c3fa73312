/** Who did what in the channel: everything, or what is about one thing or was done by one way. */
import { NativeSelect } from '@mantine/core'
import type { AuditRow } from '@streambot/shared/contract/channel.ts'
import { actorKinds, auditTopicNames } from '@streambot/shared/giveaway/audit.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useList } from '../asking.ts'
import { AuditList } from '../parts/audit-list.tsx'
import filters from '../parts/filters.module.css'
import { Card, Page } from '../parts/page.tsx'
import { Empty, Failed, Loading, More } from '../parts/states.tsx'
import { say } from '../say.ts'
import { type AuditSearch, readSearch } from './search.ts'

export function Audit() {
  const search = useSearch({ from: '/audit' })
  const { items, error, isPending, refetch, more } = useList<AuditRow>('channel/audit', { ...search })
  const isEmpty = !isPending && !error && items.length === 0
  return (
    <Page title={say('nav.audit')} lead={say('audit.lead')}>
      <Card>
        <Filters search={search} />
        {(isPending || (isEmpty && more)) && <Loading rows={10} />}
        {error && <Failed error={error} retry={refetch} />}
        {isEmpty && !more && <Empty>{say(search.topic || search.by ? 'audit.none-such' : 'audit.none')}</Empty>}
        <AuditList rows={items} withTitle />
        {!isEmpty && <More more={more} />}
      </Card>
    </Page>
  )
}

function Filters({ search: { topic, by } }: { readonly search: AuditSearch }) {
  const navigate = useNavigate({ from: '/audit' })
  const put = (change: Record<string, string>): void =>
    void navigate({ search: (before) => readSearch({ ...before, ...change }), replace: true })
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
