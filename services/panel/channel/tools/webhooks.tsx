/** Addresses that are told of what happens with giveaways. */
import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useAnswer } from '../asking.ts'
import { Card } from '../parts/page.tsx'
import rows from '../parts/rows.module.css'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import classes from './tools.module.css'
import { WebhookForm } from './webhook-form.tsx'
import { type HeldWebhook, WebhookRow } from './webhook-row.tsx'

export function Webhooks() {
  const { data, error, isPending, refetch } = useAnswer<{ readonly webhooks: readonly HeldWebhook[] }>(
    'channel/webhooks',
  )
  const [isAdding, setAdding] = useState(false)
  const add = (
    <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setAdding(true)}>
      {say('webhooks.new')}
    </Button>
  )
  return (
    <Card title={say('webhooks.title')} actions={add}>
      <p className={classes.why}>{say('webhooks.why')}</p>
      {isPending && <Loading rows={3} />}
      {error && <Failed error={error} retry={() => void refetch()} />}
      {data?.webhooks.length === 0 && <Empty>{say('webhooks.none')}</Empty>}
      <ul className={rows.rows} aria-label={say('webhooks.title')}>
        {data?.webhooks.map((webhook) => (
          <WebhookRow key={webhook.id} webhook={webhook} />
        ))}
      </ul>
      {isAdding && <WebhookForm onEnd={() => setAdding(false)} />}
    </Card>
  )
}
