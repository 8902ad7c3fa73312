/** What is asked before a step: how long, when, under which name, or whether at all. */
import { NumberInput, SegmentedControl, TextInput } from '@mantine/core'
import type { ChannelGiveaway, PublicTemplate } from '@streambot/shared/contract/channel.ts'
import { useState } from 'react'
import { useChange } from '../../asking.ts'
import { AskFirst } from '../../parts/ask-first.tsx'
import { sayNumber } from '../../parts/figures.ts'
import { FormWindow } from '../../parts/form-window.tsx'
import { say } from '../../say.ts'
import { soon, toIso } from '../form/local-time.ts'
import { readName } from '../form/template-name.ts'
import classes from './one.module.css'

interface Dialog {
  readonly giveaway: ChannelGiveaway
  readonly onDone: () => void
}

export function Close({ giveaway: { id }, onDone }: Dialog) {
  const close = useChange(() => ({ method: 'POST', path: `channel/giveaways/${id}/close` }))
  return (
    <AskFirst
      title={say('close.title')}
      yes={say('step.close')}
      isBusy={close.isPending}
      onYes={() => close.mutate(undefined, { onSettled: onDone })}
      onNo={onDone}
    >
      <p className={classes.plain}>{say('close.why')}</p>
    </AskFirst>
  )
}

const usual = ['5', '10', '15', '30', '60']
const weekOfMinutes = 10_080

export function Extend({ giveaway: { id, closesAt }, onDone }: Dialog) {
  const [minutes, setMinutes] = useState<number | string>(10)
  const extend = useChange(() => ({ method: 'POST', path: `channel/giveaways/${id}/extend`, body: { minutes } }))
  return (
    <FormWindow
      title={say(closesAt === null ? 'extend.title-new' : 'extend.title')}
      yes={say('step.extend')}
      isBusy={extend.isPending}
      isReady={minutes !== ''}
      onYes={() => extend.mutate(undefined, { onSettled: onDone })}
      onNo={onDone}
    >
      <SegmentedControl
        fullWidth
        aria-label={say('extend.minutes')}
        data={usual.map((value) => ({ value, label: sayNumber(Number(value)) }))}
        value={usual.includes(String(minutes)) ? String(minutes) : ''}
        onChange={(value) => setMinutes(Number(value))}
      />
      <NumberInput
        label={say('extend.minutes')}
        min={1}
        max={weekOfMinutes}
        allowDecimal={false}
        value={minutes}
        onChange={setMinutes}
        data-autofocus
      />
    </FormWindow>
  )
}

export function Schedule({ giveaway: { id }, onDone }: Dialog) {
  const [when, setWhen] = useState(soon)
  const schedule = useChange(
    () => ({ method: 'POST', path: `channel/giveaways/${id}/schedule`, body: { opensAt: toIso(when) } }),
    { quiet: true },
  )
  return (
    <FormWindow
      title={say('schedule.title')}
      yes={say('step.schedule')}
      isBusy={schedule.isPending}
      isReady={toIso(when) !== undefined}
      onYes={() => schedule.mutate(undefined, { onSuccess: onDone })}
      onNo={onDone}
    >
      <TextInput
        type="datetime-local"
        label={say('schedule.when')}
        description={say('schedule.why')}
        value={when}
        error={schedule.error?.message}
        onChange={(event) => setWhen(event.currentTarget.value)}
        data-autofocus
      />
    </FormWindow>
  )
}

export function SaveTemplate({ giveaway: { id }, onDone }: Dialog) {
  const [typed, setTyped] = useState('')
  const name = readName(typed)
  const save = useChange<PublicTemplate>(
    () => ({
      method: 'PUT',
      path: `channel/templates/${encodeURIComponent(name ?? '')}`,
      body: { giveawayId: id },
    }),
    { touches: [['channel', 'templates']], quiet: true, done: (saved) => say('template.saved', { name: saved.name }) },
  )
  return (
    <FormWindow
      title={say('template.title')}
      yes={say('template.save')}
      isBusy={save.isPending}
      isReady={name !== undefined}
      onYes={() => save.mutate(undefined, { onSuccess: onDone })}
      onNo={onDone}
    >
      <TextInput
        label={say('template.name')}
        description={say('template.name-why')}
        value={typed}
        maxLength={50}
        error={save.error?.message ?? (typed !== '' && name === undefined ? say('template.name-bad') : undefined)}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
    </FormWindow>
  )
}
