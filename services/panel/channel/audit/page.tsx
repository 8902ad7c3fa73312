/** Who did what in the channel. */
import type { AuditRow } from '@streambot/shared/contract/channel.ts'
import { useList } from '../asking.ts'
import { AuditList } from '../parts/audit-list.tsx'
import { Card, Page } from '../parts/page.tsx'
import { Empty, Failed, Loading, More } from '../parts/states.tsx'
import { say } from '../say.ts'

export function Audit() {
  const { items, error, isPending, refetch, more } = useList<AuditRow>('channel/audit')
  return (
    <Page title={say('nav.audit')} lead={say('audit.lead')}>
      <Card>
        {isPending && <Loading rows={10} />}
        {error && <Failed error={error} retry={refetch} />}
        {!isPending && !error && items.length === 0 && <Empty>{say('audit.none')}</Empty>}
        <AuditList rows={items} withTitle />
        <More more={more} />
      </Card>
    </Page>
  )
}
