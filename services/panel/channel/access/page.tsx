/** Who helps in the panel: invited, seen at work, and ended at once. */
import { Button } from '@mantine/core'
import type { GrantList, PublicGrant } from '@streambot/shared/contract/access.ts'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useAnswer } from '../asking.ts'
import { Card, Page } from '../parts/page.tsx'
import rows from '../parts/rows.module.css'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import { GrantRow } from './grant-row.tsx'
import { Invite } from './invite.tsx'

export function Access() {
  const { data, error, refetch } = useAnswer<GrantList>('channel/access')
  const [isInviting, setInviting] = useState(false)
  const helpers = data?.grants.filter(({ status }) => status === 'active')
  const invited = data?.grants.filter(({ status }) => status === 'invited') ?? []
  const add = (
    <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={() => setInviting(true)}>
      {say('access.new')}
    </Button>
  )
  return (
    <Page title={say('nav.access')} lead={say('access.lead')} actions={add}>
      <Card title={say('access.helpers')}>
        {error && <Failed error={error} retry={() => void refetch()} />}
        {!data && !error && <Loading rows={4} />}
        {helpers?.length === 0 && <Empty>{say('access.none')}</Empty>}
        {helpers && helpers.length > 0 && <Grants label={say('access.helpers')} grants={helpers} />}
      </Card>
      {invited.length > 0 && (
        <Card title={say('access.invitations')}>
          <Grants label={say('access.invitations')} grants={invited} />
        </Card>
      )}
      {isInviting && <Invite onEnd={() => setInviting(false)} />}
    </Page>
  )
}

function Grants({ label, grants }: { readonly label: string; readonly grants: readonly PublicGrant[] }) {
  return (
    <ul className={rows.rows} aria-label={label}>
      {grants.map((grant) => (
        <GrantRow key={grant.id} grant={grant} />
      ))}
    </ul>
  )
}
