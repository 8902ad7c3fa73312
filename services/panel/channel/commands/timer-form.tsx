/** A text that the bot says by itself, and how often. */
import { NumberInput, Textarea } from '@mantine/core'
import type { PublicTimer } from '@streambot/shared/contract/timers.ts'
import { isTimerMinutes } from '@streambot/shared/giveaway/timers.ts'
import { useState } from 'react'
import { ProblemError, useChange } from '../asking.ts'
import { FormWindow } from '../parts/form-window.tsx'
import { say } from '../say.ts'

const longest = 400
const usualMinutes = 20

export function TimerForm({ timer, onEnd }: { readonly timer?: PublicTimer; readonly onEnd: () => void }) {
  const [message, setMessage] = useState(timer?.message ?? '')
  const [minutes, setMinutes] = useState<number | string>(timer?.minutes ?? usualMinutes)
  const save = useChange<PublicTimer>(
    () => ({
      method: timer ? 'PUT' : 'POST',
      path: timer ? `channel/timers/${timer.id}` : 'channel/timers',
      body: { message, minutes: Number(minutes), isOn: timer?.isOn ?? true },
    }),
    { quiet: true, touches: [['channel', 'timers']], done: () => say('timers.saved') },
  )
  const fault = save.error instanceof ProblemError ? save.error.faults['message'] : undefined
  return (
    <FormWindow
      title={say(timer ? 'timers.change' : 'timers.new')}
      yes={say('own.save')}
      isBusy={save.isPending}
      isReady={message.trim() !== '' && isTimerMinutes(Number(minutes))}
      problem={fault === undefined ? save.error?.message : undefined}
      onYes={() => save.mutate(undefined, { onSuccess: onEnd })}
      onNo={onEnd}
    >
      <Textarea
        label={say('timers.text')}
        value={message}
        maxLength={longest}
        autosize
        minRows={2}
        data-autofocus
        error={fault}
        // A line of a chat is one line.
        onChange={(event) => setMessage(event.currentTarget.value.replace(/[\r\n]+/g, ' '))}
      />
      <NumberInput
        label={say('timers.minutes')}
        description={say('timers.why')}
        min={1}
        max={1_440}
        allowDecimal={false}
        allowNegative={false}
        value={minutes}
        onChange={setMinutes}
      />
    </FormWindow>
  )
}
