/** A pool made or renamed. */
import { TextInput } from '@mantine/core'
import type { PublicPool } from '@streambot/shared/contract/prize-keys.ts'
import { useState } from 'react'
import { ProblemError, useChange } from '../asking.ts'
import { FormWindow } from '../parts/form-window.tsx'
import { isolate } from '../parts/isolate.ts'
import { say } from '../say.ts'

export function PoolForm({ pool, onEnd }: { readonly pool?: PublicPool; readonly onEnd: () => void }) {
  const [name, setName] = useState(pool?.name ?? '')
  const [prizeClass, setClass] = useState(pool?.prizeClass ?? '')
  const label = prizeClass.trim().toLowerCase()
  const save = useChange<PublicPool>(
    () =>
      pool
        ? { method: 'PATCH', path: `channel/pools/${pool.id}`, body: { name, prizeClass: label || null } }
        : { method: 'POST', path: 'channel/pools', body: { name, ...(label && { prizeClass: label }) } },
    { quiet: true, done: (saved) => say('prizes.saved', { name: isolate(saved.name) }) },
  )
  const faults = save.error instanceof ProblemError ? save.error.faults : {}
  return (
    <FormWindow
      title={say(pool ? 'prizes.change' : 'prizes.new')}
      yes={say(pool ? 'prizes.save' : 'prizes.make')}
      isBusy={save.isPending}
      isReady={name.trim() !== ''}
      problem={save.error?.message}
      onYes={() => save.mutate(undefined, { onSuccess: onEnd })}
      onNo={onEnd}
    >
      <TextInput
        label={say('prizes.name')}
        description={say('prizes.name-why')}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={faults['name']}
        data-autofocus
      />
      <TextInput
        label={say('prizes.class')}
        description={say('prizes.class-why')}
        maxLength={50}
        value={prizeClass}
        onChange={(event) => setClass(event.currentTarget.value)}
        error={faults['prizeClass']}
      />
    </FormWindow>
  )
}
