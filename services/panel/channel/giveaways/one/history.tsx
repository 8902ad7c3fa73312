/** Everything that was done with a giveaway, the newest first. */
import type { AuditRow } from '@streambot/shared/contract/channel.ts'
import { useList } from '../../asking.ts'
import { AuditList } from '../../parts/audit-list.tsx'
import { Empty, Failed, Loading, More } from '../../parts/states.tsx'
import { say } from '../../say.ts'

export function History({ giveawayId }: { readonly giveawayId: string }) {
  const { items, error, isPending, refetch, more } = useList<AuditRow>(`channel/giveaways/${giveawayId}/audit`)
  if (error) return <Failed error={error} retry={refetch} />
  if (isPending) return <Loading />
  if (items.length === 0) return <Empty>{say('one.no-history')}</Empty>
  return (
    <>
      <AuditList rows={items} />
      <More more={more} />
    </>
  )
}
