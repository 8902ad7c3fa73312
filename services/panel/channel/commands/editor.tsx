/** Other words for one command. */
import { Button, TextInput } from '@mantine/core'
import type { PublicCommand } from '@streambot/shared/contract/commands.ts'
import { useState } from 'react'
import { ProblemError, useChange } from '../asking.ts'
import { say } from '../say.ts'
import classes from './commands.module.css'
import { sayFault } from './say-fault.ts'
import { findFault, isUsual, splitField } from './words.ts'

export function Editor({
  command,
  commands,
  close,
}: {
  readonly command: PublicCommand
  readonly commands: readonly PublicCommand[]
  readonly close: () => void
}) {
  const { name, usual } = command
  const [text, setText] = useState(command.words.join(' '))
  const path = `channel/commands/${name}`
  const touches = [['channel', 'commands']]
  const save = useChange(() => ({ method: 'PUT', path, body: { words: splitField(text) } }), {
    touches,
    done: () => say('commands.saved'),
    quiet: true,
  })
  const reset = useChange(() => ({ method: 'DELETE', path }), { touches, done: () => say('commands.reset-done') })
  const fault = findFault(commands, name, text)
  return (
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault()
        if (!fault) save.mutate(undefined, { onSuccess: close })
      }}
    >
      <TextInput
        label={say('commands.words')}
        description={say('commands.words-why')}
        value={text}
        maxLength={400}
        autoFocus
        error={fault ? sayFault(fault) : save.error && sayProblem(save.error)}
        onChange={(event) => {
          save.reset()
          setText(event.currentTarget.value)
        }}
      />
      <div className={classes.answers}>
        <Button type="submit" size="sm" loading={save.isPending} disabled={fault !== undefined}>
          {say('commands.save')}
        </Button>
        <Button size="sm" variant="default" onClick={close}>
          {say('ask.no')}
        </Button>
        {!isUsual(command) && (
          <Button
            size="sm"
            variant="subtle"
            color="gray"
            loading={reset.isPending}
            onClick={() => reset.mutate(undefined, { onSuccess: close })}
          >
            {say('commands.reset', { words: usual.join(' ') })}
          </Button>
        )}
      </div>
    </form>
  )
}

/** What only the server knows. */
function sayProblem(error: Error): string {
  if (error instanceof ProblemError && error.code === 'word-of-giveaway') return say('commands.fault.giveaway')
  return (error instanceof ProblemError && error.faults['words']) || error.message
}
