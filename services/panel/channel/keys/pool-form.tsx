/** A pool made or renamed. */
import { Button, Modal, TextInput } from '@mantine/core'
import type { PublicPool } from '@streambot/shared/contract/prize-keys.ts'
import { useState } from 'react'
import { ProblemError, useChange } from '../asking.ts'
import { isolate } from '../parts/isolate.ts'
import { say } from '../say.ts'
import classes from './keys.module.css'

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
    <Modal
      opened
      onClose={onEnd}
      title={say(pool ? 'prizes.change' : 'prizes.new')}
      centered
      closeButtonProps={{ 'aria-label': say('ask.no') }}
    >
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate(undefined, { onSuccess: onEnd })
        }}
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
        {save.error && (
          <p className={classes.wrong} role="alert">
            {save.error.message}
          </p>
        )}
        <div className={classes.answers}>
          <Button variant="default" onClick={onEnd}>
            {say('ask.no')}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
            {say(pool ? 'prizes.save' : 'prizes.make')}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
