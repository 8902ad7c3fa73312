/** One command: its words, what it does, its switch, and the way to other words. */
import { Badge, Button, Switch } from '@mantine/core'
import type { PublicCommand } from '@streambot/shared/contract/commands.ts'
import type { CommandName } from '@streambot/shared/giveaway/commands.ts'
import { useState } from 'react'
import { useChange } from '../asking.ts'
import { say } from '../say.ts'
import classes from './commands.module.css'
import { Editor } from './editor.tsx'

export function Row({ name, commands }: { readonly name: CommandName; readonly commands: readonly PublicCommand[] }) {
  const [isOpen, setOpen] = useState(false)
  const command = commands.find((one) => one.name === name)
  if (!command) return null
  const called = command.words[0] ?? command.usual[0] ?? name
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <p className={classes.words} data-off={!command.isOn}>
          {command.words.map((word) => (
            <bdi key={word} className={classes.word}>
              {word}
            </bdi>
          ))}
          {command.words.length === 0 && <Badge color="gray">{say('commands.wordless')}</Badge>}
        </p>
        <p className={classes.about}>{say(`command.${name}`)}</p>
      </div>
      {!isOpen && (
        <div className={classes.answers}>
          {!command.isKept && <OnOff command={command} called={called} />}
          <Button
            size="xs"
            variant="default"
            aria-label={say('commands.change-one', { word: called })}
            onClick={() => setOpen(true)}
          >
            {say('commands.change')}
          </Button>
        </div>
      )}
      {isOpen && <Editor command={command} commands={commands} close={() => setOpen(false)} />}
    </li>
  )
}

function OnOff({ command: { name, isOn }, called }: { readonly command: PublicCommand; readonly called: string }) {
  const toggle = useChange<undefined, boolean>(
    (on) => ({ method: 'PUT', path: `channel/commands/${name}`, body: { isOn: on } }),
    { touches: [['channel', 'commands']] },
  )
  return (
    <Switch
      checked={toggle.isPending ? toggle.variables : isOn}
      aria-label={say('commands.on-one', { word: called })}
      onChange={(event) => toggle.mutate(event.currentTarget.checked)}
    />
  )
}
