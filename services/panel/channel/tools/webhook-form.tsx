/** Where events are sent, and which. Of a new webhook the secret is shown once. */
import { Checkbox, TextInput } from '@mantine/core'
import type { PublicWebhook } from '@streambot/shared/contract/webhooks.ts'
import { webhookEvents } from '@streambot/shared/giveaway/webhook.ts'
import { useState } from 'react'
import { ProblemError, useChange } from '../asking.ts'
import { tell } from '../parts/notices.tsx'
import { FormWindow } from '../parts/form-window.tsx'
import { say } from '../say.ts'
import { ShownOnce } from '../parts/shown-once.tsx'
import classes from './tools.module.css'

/** What most tools want to know. */
const usual = ['opened', 'closed', 'drawn', 'claimed', 'completed', 'cancelled']

export function WebhookForm({ webhook, onEnd }: { readonly webhook?: PublicWebhook; readonly onEnd: () => void }) {
  const [url, setUrl] = useState(webhook?.url ?? '')
  const [events, setEvents] = useState<string[]>(webhook?.events ?? usual)
  const save = useChange<PublicWebhook & { readonly secret?: string }>(
    () =>
      webhook
        ? { method: 'PATCH', path: `channel/webhooks/${webhook.id}`, body: { url: url.trim(), events } }
        : { method: 'POST', path: 'channel/webhooks', body: { url: url.trim(), events } },
    { quiet: true },
  )
  const endChanged = (): void => {
    tell(say('webhooks.saved'))
    onEnd()
  }
  if (save.data?.secret !== undefined)
    return (
      <ShownOnce
        title={say('webhooks.ready')}
        why={say('secret.once')}
        label={say('secret.label')}
        secret={save.data.secret}
        onEnd={onEnd}
      />
    )
  const problem = save.error instanceof ProblemError ? save.error : undefined
  return (
    <FormWindow
      title={say(webhook ? 'webhooks.change' : 'webhooks.new')}
      size="lg"
      yes={say('webhooks.save')}
      isBusy={save.isPending}
      isReady={url.trim() !== '' && events.length > 0}
      onYes={() => save.mutate(undefined, { onSuccess: () => webhook && endChanged() })}
      onNo={onEnd}
    >
      <TextInput
        label={say('webhooks.url')}
        description={say('webhooks.url-why')}
        placeholder="https://example.com/hook"
        type="url"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        error={save.error && (problem?.faults['url'] ?? save.error.message)}
        data-autofocus
      />
      <Checkbox.Group label={say('webhooks.events')} value={events} onChange={setEvents}>
        <div className={classes.choices}>
          {webhookEvents.map((event) => (
            <Checkbox key={event} value={event} label={say(`event.${event}`)} />
          ))}
        </div>
      </Checkbox.Group>
    </FormWindow>
  )
}
