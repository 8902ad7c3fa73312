/** What the bot says by itself now and then. */
import { Button, Switch } from '@mantine/core'
import type { PublicTimer } from '@streambot/shared/contract/timers.ts'
import { useState } from 'react'
import { useAnswer, useChange } from '../asking.ts'
import { Card } from '../parts/page.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import classes from './commands.module.css'
import { TimerForm } from './timer-form.tsx'

export function Timers() {
  const { data, error, refetch } = useAnswer<{ readonly timers: readonly PublicTimer[] }>('channel/timers')
  const [open, setOpen] = useState<PublicTimer | 'new'>()
  const timers = data?.timers ?? []
  const add = <Button onClick={() => setOpen('new')}>{say('timers.new')}</Button>
  return (
    <Card title={say('timers.title')} actions={timers.length > 0 ? add : undefined}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={2} />}
      {data && timers.length === 0 && <Empty action={add}>{say('timers.none')}</Empty>}
      {timers.length > 0 && <p className={classes.about}>{say('timers.why')}</p>}
      <ul className={classes.list}>
        {timers.map((timer) => (
          <Row key={timer.id} timer={timer} change={() => setOpen(timer)} />
        ))}
      </ul>
      {open && <TimerForm onEnd={() => setOpen(undefined)} {...(open !== 'new' && { timer: open })} />}
    </Card>
  )
}

function Row({ timer, change }: { readonly timer: PublicTimer; readonly change: () => void }) {
  const { id, message, minutes, isOn } = timer
  const path = `channel/timers/${id}`
  const touches = [['channel', 'timers']]
  const toggle = useChange<PublicTimer, boolean>(
    (on) => ({ method: 'PUT', path, body: { message, minutes, isOn: on } }),
    { touches },
  )
  const remove = useChange(() => ({ method: 'DELETE', path }), { touches, done: () => say('timers.removed') })
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <p className={classes.said} data-off={!isOn}>
          <bdi>{message}</bdi>
        </p>
        <p className={classes.about}>{say('timers.every', { count: minutes })}</p>
      </div>
      <div className={classes.answers}>
        <Switch
          checked={toggle.isPending ? toggle.variables : isOn}
          aria-label={say('timers.on-one', { text: message })}
          onChange={(event) => toggle.mutate(event.currentTarget.checked)}
        />
        <Button size="xs" variant="default" aria-label={say('timers.change-one', { text: message })} onClick={change}>
          {say('own.change')}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          loading={remove.isPending}
          aria-label={say('timers.remove-one', { text: message })}
          onClick={() => remove.mutate()}
        >
          {say('own.remove')}
        </Button>
      </div>
    </li>
  )
}
