/** A new key: its name, what it may do, how long it lasts. Its secret is shown once. */
import { Checkbox, Select, TextInput } from '@mantine/core'
import type { PublicKey } from '@streambot/shared/contract/keys.ts'
import { type Scope, scopes } from '@streambot/shared/giveaway/access.ts'
import { useState } from 'react'
import { ProblemError, useChange } from '../asking.ts'
import { FormWindow } from '../parts/form-window.tsx'
import { say } from '../say.ts'
import { ShownOnce } from '../parts/shown-once.tsx'
import classes from './tools.module.css'

interface Made {
  readonly key: PublicKey
  readonly secret: string
}

const lasting = ['never', '30', '90', '365'] as const

export function NewKey({ onEnd }: { readonly onEnd: () => void }) {
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string[]>(['giveaways:read'])
  const [days, setDays] = useState<(typeof lasting)[number]>('never')
  const make = useChange<Made>(
    () => ({ method: 'POST', path: 'channel/keys', body: { name, scopes: chosen, ...endOf(days) } }),
    { quiet: true },
  )
  if (make.data)
    return (
      <ShownOnce
        title={say('keys.ready', { name: make.data.key.name })}
        why={say('secret.once')}
        label={say('secret.label')}
        secret={make.data.secret}
        onEnd={onEnd}
      />
    )
  const faults = make.error instanceof ProblemError ? make.error.faults : {}
  return (
    <FormWindow
      title={say('keys.new')}
      yes={say('keys.make')}
      isBusy={make.isPending}
      isReady={name.trim() !== '' && chosen.length > 0}
      problem={make.error?.message}
      onYes={() => make.mutate()}
      onNo={onEnd}
    >
      <TextInput
        label={say('keys.name')}
        description={say('keys.name-why')}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={faults['name']}
        data-autofocus
      />
      <Checkbox.Group label={say('keys.may')} value={chosen} onChange={setChosen}>
        <div className={classes.choices}>
          {scopes.map((scope: Scope) => (
            <Checkbox key={scope} value={scope} label={say(`scope.${scope}`)} />
          ))}
        </div>
      </Checkbox.Group>
      <Select
        label={say('keys.lasts')}
        data={lasting.map((value) => ({ value, label: say(`keys.lasts.${value}`) }))}
        allowDeselect={false}
        value={days}
        onChange={(value) => value && setDays(value)}
      />
    </FormWindow>
  )
}

function endOf(days: (typeof lasting)[number]): { readonly expiresAt?: string } {
  return days === 'never' ? {} : { expiresAt: new Date(Date.now() + Number(days) * 86_400_000).toISOString() }
}
