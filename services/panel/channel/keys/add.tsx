/** Keys added to a pool, pasted or from a file: what is in the text is said before, how far it is meanwhile, and what came of it after. */
import { Button, FileButton, Progress, Textarea } from '@mantine/core'
import type { ImportLine, PublicPool } from '@streambot/shared/contract/prize-keys.ts'
import { mostKeysAtOnce, readKeys } from '@streambot/shared/giveaway/keys.ts'
import { useMutation } from '@tanstack/react-query'
import { IconFileUpload } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import { askAnew, sendText } from '../asking.ts'
import { isolate } from '../parts/isolate.ts'
import { Note } from '../parts/note.tsx'
import { Answers, Window } from '../parts/window.tsx'
import { say } from '../say.ts'
import classes from './keys.module.css'
import { Report } from './report.tsx'

interface Chosen {
  readonly text: string
  /** Of the file that it is from; a large one is not put into the field. */
  readonly file?: string
}

export function AddKeys({ pool, onEnd }: { readonly pool: PublicPool; readonly onEnd: () => void }) {
  const [chosen, choose] = useState<Chosen>({ text: '' })
  const [step, setStep] = useState<ImportLine>()
  const count = useMemo(() => readKeys(chosen.text).keys.length, [chosen.text])
  const add = useMutation({
    mutationFn: async () => {
      for await (const line of sendText<ImportLine>(`channel/pools/${pool.id}/keys`, chosen.text)) setStep(line)
    },
    onSettled: () => askAnew([['channel', 'pools']]),
  })
  const isOver = step?.report !== undefined
  return (
    <Window title={say('prizes.add-title', { name: isolate(pool.name) })} onEnd={onEnd}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          add.mutate()
        }}
      >
        {!isOver && <Choice chosen={chosen} choose={choose} isBusy={add.isPending} />}
        <div role="status" className={classes.status}>
          {!isOver && chosen.text !== '' && <p className={classes.found}>{sayFound(count, chosen)}</p>}
          {add.isPending && step && <Reached step={step} />}
          {step && (isOver || step.problem !== undefined) && <Report step={step} />}
        </div>
        {add.error && (
          <Note kind="bad" role="alert">
            {add.error.message}
          </Note>
        )}
        <Answers>
          <Button variant="default" onClick={onEnd}>
            {say(isOver ? 'frame.close' : 'ask.no')}
          </Button>
          {!isOver && (
            <Button type="submit" loading={add.isPending} disabled={count === 0 || count > mostKeysAtOnce}>
              {say('prizes.add')}
            </Button>
          )}
        </Answers>
      </form>
    </Window>
  )
}

function Choice({
  chosen,
  choose,
  isBusy,
}: {
  readonly chosen: Chosen
  readonly choose: (chosen: Chosen) => void
  readonly isBusy: boolean
}) {
  return (
    <>
      <Textarea
        label={say('prizes.paste')}
        description={say('prizes.paste-why')}
        rows={8}
        spellCheck={false}
        disabled={isBusy}
        value={chosen.file === undefined ? chosen.text : ''}
        onChange={(event) => choose({ text: event.currentTarget.value })}
        data-autofocus
      />
      <FileButton
        accept=".txt,.csv,text/plain,text/csv"
        onChange={(file) => file && void file.text().then((text) => choose({ text, file: file.name }))}
      >
        {(props) => (
          <Button
            {...props}
            variant="default"
            disabled={isBusy}
            leftSection={<IconFileUpload size={18} aria-hidden />}
            className={classes.file ?? ''}
          >
            {say('prizes.file')}
          </Button>
        )}
      </FileButton>
    </>
  )
}

function sayFound(count: number, { file }: Chosen): string {
  if (count > mostKeysAtOnce) return say('prizes.too-many', { most: mostKeysAtOnce })
  return file === undefined ? say('prizes.found', { count }) : say('prizes.found-in', { count, file: isolate(file) })
}

function Reached({ step: { done, lines } }: { readonly step: ImportLine }) {
  return (
    <div>
      <p className={classes.found}>{say('prizes.reached', { done, lines })}</p>
      <Progress value={lines === 0 ? 100 : (done / lines) * 100} aria-label={say('prizes.progress')} />
    </div>
  )
}
