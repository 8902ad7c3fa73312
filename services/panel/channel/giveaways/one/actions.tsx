/** The buttons for what can be done with a giveaway now: what comes next first, what ends it last. */
import { Button } from '@mantine/core'
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useChange } from '../../asking.ts'
import { useNow } from '../../following.ts'
import { say } from '../../say.ts'
import { findSteps, type Step } from '../next-steps.ts'
import { Cancel } from './cancel.tsx'
import { Close, Extend, SaveTemplate, Schedule } from './dialogs.tsx'
import classes from './one.module.css'

type Asked = 'close' | 'extend' | 'schedule' | 'cancel' | 'template'

export function Actions({ giveaway }: { readonly giveaway: ChannelGiveaway }) {
  const { main, others } = findSteps(giveaway, useNow())
  const [asked, setAsked] = useState<Asked>()
  const { go, going } = useSteps(giveaway, setAsked)
  const done = () => setAsked(undefined)
  return (
    <div className={classes.actions}>
      {main && (
        <Button size="md" loading={going === main} onClick={() => go(main)}>
          {say(`step.${main}`)}
        </Button>
      )}
      {others.map((step) => (
        <Button
          key={step}
          variant={step === 'cancel' ? 'subtle' : 'default'}
          {...(step === 'cancel' && { color: 'red' })}
          loading={going === step}
          onClick={() => go(step)}
        >
          {say(`step.${step}`)}
        </Button>
      ))}
      <Button variant="subtle" color="gray" onClick={() => setAsked('template')}>
        {say('step.template')}
      </Button>
      {asked === 'close' && <Close giveaway={giveaway} onDone={done} />}
      {asked === 'extend' && <Extend giveaway={giveaway} onDone={done} />}
      {asked === 'schedule' && <Schedule giveaway={giveaway} onDone={done} />}
      {asked === 'cancel' && <Cancel giveaway={giveaway} onDone={done} />}
      {asked === 'template' && <SaveTemplate giveaway={giveaway} onDone={done} />}
    </div>
  )
}

/** Does a step at once, asks before it, or goes to where it is done. */
function useSteps({ id }: ChannelGiveaway, ask: (asked: Asked) => void) {
  const navigate = useNavigate()
  const change = useChange<ChannelGiveaway, { readonly step: Step; readonly body?: object }>(({ step, body }) => ({
    method: 'POST',
    path: `channel/giveaways/${id}/${step === 'more' ? 'draw' : step}`,
    ...(body && { body }),
  }))
  const go = (step: Step): void => {
    switch (step) {
      case 'close':
      case 'extend':
      case 'schedule':
      case 'cancel':
        return ask(step)
      case 'edit':
        return void navigate({ to: '/giveaways/$id/edit', params: { id } })
      case 'again':
        return void navigate({ to: '/giveaways/new', search: { from: id } })
      case 'more':
        return change.mutate({ step, body: { count: 1 } })
      case 'draw':
      case 'draw-without-beacon':
        return change.mutate({ step, body: {} })
      case 'open':
      case 'pause':
      case 'resume':
      case 'reopen':
        return change.mutate({ step })
    }
  }
  return { go, going: change.isPending ? change.variables.step : undefined }
}
