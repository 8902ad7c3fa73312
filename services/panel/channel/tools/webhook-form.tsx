/** Where events are sent, and which. Of a new webhook the secret is shown once. */
import { Button, Checkbox, Modal, TextInput } from '@mantine/core'
import type { PublicWebhook } from '@streambot/shared/contract/webhooks.ts'
import { webhookEvents } from '@streambot/shared/giveaway/webhook.ts'
import { useState } from 'react'
import { ProblemError, tell, useChange } from '../asking.ts'
import { say } from '../say.ts'
import { ShownOnce } from './shown-once.tsx'
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
    return <ShownOnce title={say('webhooks.ready')} secret={save.data.secret} onEnd={onEnd} />
  const problem = save.error instanceof ProblemError ? save.error : undefined
  return (
    <Modal
      opened
      onClose={onEnd}
      title={say(webhook ? 'webhooks.change' : 'webhooks.new')}
      size="lg"
      centered
      closeButtonProps={{ 'aria-label': say('ask.no') }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(undefined, { onSuccess: () => webhook && endChanged() })
        }}
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
        <div className={classes.answers}>
          <Button variant="default" onClick={onEnd}>
            {say('ask.no')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={url.trim() === '' || events.length === 0}>
            {say('webhooks.save')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
