/** The imports that were made; each can be undone, also where some of its points are spent. */
import { Button } from '@mantine/core'
import type { ImportUndone, PublicImport } from '@streambot/shared/contract/imports.ts'
import { useState } from 'react'
import { ProblemError, useChange, useList } from '../asking.ts'
import { tellProblem } from '../parts/notices.tsx'
import { AskFirst } from '../parts/ask-first.tsx'
import { Moment } from '../parts/moment.tsx'
import { Name } from '../parts/person.tsx'
import rows from '../parts/rows.module.css'
import { Failed, More } from '../parts/states.tsx'
import { say } from '../say.ts'
import { sourceNames } from './import-query.ts'
import classes from './points.module.css'

export function Imports() {
  const { items, error, refetch, more } = useList<PublicImport>('channel/imports')
  if (error) return <Failed error={error} retry={refetch} />
  if (items.length === 0) return null
  return (
    <div>
      <h3 className={classes.heading}>{say('import.made')}</h3>
      <ul className={rows.rows} aria-label={say('import.made')}>
        {items.map((one) => (
          <ImportRow key={one.id} made={one} />
        ))}
      </ul>
      <More more={more} />
    </div>
  )
}

function ImportRow({ made }: { readonly made: PublicImport }) {
  const { source, people, points, createdAt, undoneAt } = made
  const [isAsking, setAsking] = useState(false)
  return (
    <li className={rows.row}>
      <div>
        <span className={rows.main}>
          {say('import.one', { source: sourceNames[source] ?? say('import.csv'), people, points })}
        </span>
        <span className={rows.less}>
          <Moment iso={createdAt} />
        </span>
      </div>
      {undoneAt === null ? (
        <Button variant="default" onClick={() => setAsking(true)}>
          {say('import.undo')}
        </Button>
      ) : (
        <span className={rows.less}>{say('import.is-undone')}</span>
      )}
      {isAsking && <Undo made={made} onEnd={() => setAsking(false)} />}
    </li>
  )
}

function Undo({ made, onEnd }: { readonly made: PublicImport; readonly onEnd: () => void }) {
  const [spent, setSpent] = useState<ProblemError>()
  const undo = useChange<ImportUndone, 'refuse' | 'take-the-rest'>(
    (spent) => ({ method: 'POST', path: `channel/imports/${made.id}/undo`, body: { spent } }),
    { quiet: true, done: ({ people, points }) => say('import.undone', { people, points }) },
  )
  const begin = (): void =>
    undo.mutate(spent ? 'take-the-rest' : 'refuse', {
      onSuccess: onEnd,
      onError: (error) => {
        if (error instanceof ProblemError && error.code === 'import-spent') return setSpent(error)
        tellProblem(error)
        onEnd()
      },
    })
  return (
    <AskFirst
      title={say(spent ? 'import.spent-title' : 'import.undo-title')}
      yes={say(spent ? 'import.take-rest' : 'import.undo')}
      isGrave
      isBusy={undo.isPending}
      onYes={begin}
      onNo={onEnd}
    >
      {spent ? <Spent faults={spent.faults} /> : <p>{say('import.undo-what', { points: made.points })}</p>}
    </AskFirst>
  )
}

/** Who has less than the import brought. */
function Spent({ faults }: { readonly faults: ProblemError['faults'] }) {
  return (
    <>
      <p>{say('import.spent-what')}</p>
      <ul>
        {Object.entries(faults).map(([name, left]) => (
          <li key={name}>
            <Name>{name}</Name>: {left}
          </li>
        ))}
      </ul>
    </>
  )
}
