/** One webhook: how it stands, and what can be done with it. */
import { ActionIcon, Badge, Button, Menu } from '@mantine/core'
import type { PublicDelivery, PublicWebhook } from '@streambot/shared/contract/webhooks.ts'
import { IconDots, IconEdit, IconListDetails, IconPlayerPause, IconPlayerPlay, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useChange } from '../asking.ts'
import { tell, tellProblem } from '../parts/notices.tsx'
import { AskFirst } from '../parts/ask-first.tsx'
import { sayList, sayMoment } from '../parts/figures.ts'
import { Name } from '../parts/person.tsx'
import { Note } from '../parts/note.tsx'
import rows from '../parts/rows.module.css'
import { say } from '../say.ts'
import { Deliveries, sayPosted } from './deliveries.tsx'
import classes from './tools.module.css'
import { WebhookForm } from './webhook-form.tsx'

/** With how many deliveries wait to be sent. */
export type HeldWebhook = PublicWebhook & { readonly waiting: number }

const colours = { active: 'brand', paused: 'gray', stopped: 'red' } as const

export function WebhookRow({ webhook }: { readonly webhook: HeldWebhook }) {
  const { id, url, events, state, fault, nextTryAt, waiting } = webhook
  const path = `channel/webhooks/${id}`
  const test = useChange<NonNullable<PublicDelivery['last']>>(() => ({ method: 'POST', path: `${path}/test` }))
  const sendTest = (): void =>
    test.mutate(undefined, {
      onSuccess: (posted) =>
        posted.fault === null
          ? tell(say('webhooks.test-taken', { ms: posted.ms }))
          : tellProblem(new Error(sayPosted(posted))),
    })
  return (
    <li className={rows.row}>
      <div>
        <div className={rows.main}>
          <strong className={classes.url}>
            <Name>{url}</Name>
          </strong>
          <Badge color={colours[state]} variant="light" tt="none">
            {say(`webhooks.state.${state}`)}
          </Badge>
        </div>
        <p className={rows.text}>{sayList(events.map((event) => say(`event.${event}`)))}</p>
        {fault !== null && <Note kind="bad">{fault}</Note>}
        <span className={rows.less}>
          {[
            say('webhooks.waiting', { count: waiting }),
            ...(nextTryAt === null ? [] : [say('webhooks.next-try', { at: sayMoment(nextTryAt) })]),
          ].join(' · ')}
        </span>
      </div>
      <div className={rows.aside}>
        <Button variant="default" loading={test.isPending} onClick={sendTest}>
          {say('webhooks.test')}
        </Button>
        <More webhook={webhook} />
      </div>
    </li>
  )
}

type Opened = 'deliveries' | 'change' | 'remove'

function More({ webhook }: { readonly webhook: HeldWebhook }) {
  const { id, url, state } = webhook
  const [opened, open] = useState<Opened>()
  const path = `channel/webhooks/${id}`
  const pause = useChange<unknown, boolean>((paused) => ({ method: 'PATCH', path, body: { paused } }), {
    done: (_, paused) => say(paused ? 'webhooks.is-paused' : 'webhooks.is-resumed'),
  })
  const remove = useChange(() => ({ method: 'DELETE', path }), { done: () => say('webhooks.is-removed') })
  const close = (): void => open(undefined)
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon variant="default" size={36} aria-label={say('webhooks.more', { url })}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconListDetails size={18} />} onClick={() => open('deliveries')}>
            {say('webhooks.deliveries')}
          </Menu.Item>
          <Menu.Item leftSection={<IconEdit size={18} />} onClick={() => open('change')}>
            {say('webhooks.change')}
          </Menu.Item>
          {state === 'active' ? (
            <Menu.Item leftSection={<IconPlayerPause size={18} />} onClick={() => pause.mutate(true)}>
              {say('webhooks.pause')}
            </Menu.Item>
          ) : (
            <Menu.Item leftSection={<IconPlayerPlay size={18} />} onClick={() => pause.mutate(false)}>
              {say('webhooks.resume')}
            </Menu.Item>
          )}
          <Menu.Item color="red" leftSection={<IconTrash size={18} />} onClick={() => open('remove')}>
            {say('webhooks.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {opened === 'deliveries' && <Deliveries id={id} onEnd={close} />}
      {opened === 'change' && <WebhookForm webhook={webhook} onEnd={close} />}
      {opened === 'remove' && (
        <AskFirst
          title={say('webhooks.remove-title')}
          yes={say('webhooks.remove')}
          isGrave
          isBusy={remove.isPending}
          onYes={() => remove.mutate(undefined, { onSuccess: close })}
          onNo={close}
        >
          <p>{say('webhooks.remove-what', { count: webhook.waiting })}</p>
        </AskFirst>
      )}
    </>
  )
}
