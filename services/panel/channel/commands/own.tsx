/** Commands of the streamer's own: made, changed and removed. */
import { Button } from '@mantine/core'
import type { OwnCommandList, PublicCommand, PublicOwnCommand } from '@streambot/shared/contract/commands.ts'
import { useState } from 'react'
import { useAnswer, useChange } from '../asking.ts'
import { AskFirst } from '../parts/ask-first.tsx'
import { isolate } from '../parts/isolate.ts'
import { Card } from '../parts/page.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import classes from './commands.module.css'
import { OwnForm } from './own-form.tsx'

export function Own({ commands }: { readonly commands: readonly PublicCommand[] }) {
  const { data, error, refetch } = useAnswer<OwnCommandList>('channel/own-commands')
  const [open, setOpen] = useState<PublicOwnCommand | 'new'>()
  const add = <Button onClick={() => setOpen('new')}>{say('own.new')}</Button>
  return (
    <Card title={say('own.title')} actions={data && data.commands.length > 0 ? add : undefined}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={2} />}
      {data?.commands.length === 0 && <Empty action={add}>{say('own.none')}</Empty>}
      {data && data.commands.length > 0 && (
        <>
          <p className={classes.about}>{say('own.why')}</p>
          <ul className={classes.list}>
            {data.commands.map((one) => (
              <OwnRow key={one.id} command={one} change={() => setOpen(one)} />
            ))}
          </ul>
        </>
      )}
      {data && open && (
        <OwnForm
          list={data}
          commands={commands}
          onEnd={() => setOpen(undefined)}
          {...(open !== 'new' && { command: open })}
        />
      )}
    </Card>
  )
}

function OwnRow({ command, change }: { readonly command: PublicOwnCommand; readonly change: () => void }) {
  const [isAsking, setAsking] = useState(false)
  const word = isolate(command.words[0] ?? '')
  const remove = useChange(() => ({ method: 'DELETE', path: `channel/own-commands/${command.id}` }), {
    done: () => say('own.removed', { word }),
  })
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <p className={classes.words}>
          {command.words.map((one) => (
            <bdi key={one} className={classes.word}>
              {one}
            </bdi>
          ))}
        </p>
        <p className={classes.about}>
          <bdi>{command.answer}</bdi>
        </p>
      </div>
      <div className={classes.answers}>
        <Button size="xs" variant="default" aria-label={say('own.change-one', { word })} onClick={change}>
          {say('own.change')}
        </Button>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          aria-label={say('own.remove-one', { word })}
          onClick={() => setAsking(true)}
        >
          {say('own.remove')}
        </Button>
      </div>
      {isAsking && (
        <AskFirst
          title={say('own.remove-title', { word })}
          yes={say('own.remove')}
          isGrave
          isBusy={remove.isPending}
          onYes={() => remove.mutate(undefined, { onSettled: () => setAsking(false) })}
          onNo={() => setAsking(false)}
        >
          <p>{say('own.remove-what')}</p>
        </AskFirst>
      )}
    </li>
  )
}
