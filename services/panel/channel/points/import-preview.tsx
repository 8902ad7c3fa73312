/** What an import of a file would do, and the button that does it. */
import { Button, Checkbox, Table } from '@mantine/core'
import type { Imported, ImportPreview } from '@streambot/shared/contract/imports.ts'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { change, ProblemError, useChange } from '../asking.ts'
import { sayMoment, sayNumber } from '../parts/figures.ts'
import { Note } from '../parts/note.tsx'
import { Name } from '../parts/person.tsx'
import { Failed, Loading } from '../parts/states.tsx'
import { Answers } from '../parts/window.tsx'
import { say } from '../say.ts'
import { type How, queryOf } from './import-query.ts'
import classes from './points.module.css'

interface Whole {
  readonly file: File
  readonly how: How
  readonly onEnd: () => void
}

export function ImportPreviewed({ file, how, onEnd }: Whole) {
  const [query] = useDebouncedValue(queryOf(how), 300)
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['import', file.name, file.size, file.lastModified, query],
    queryFn: () => change<ImportPreview>({ method: 'POST', path: `channel/imports/preview?${query}`, body: file }),
    retry: false,
    gcTime: 0,
  })
  if (isFetching) return <Loading rows={5} />
  if (error) return <Unreadable error={error} retry={() => void refetch()} />
  return data && <Previewed preview={data} file={file} how={how} onEnd={onEnd} />
}

function Unreadable({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  const why = error instanceof ProblemError ? Object.values(error.faults) : []
  return <Failed error={new Error([error.message, ...why].join(' '))} retry={retry} />
}

function Previewed({ preview, file, how, onEnd }: Whole & { readonly preview: ImportPreview }) {
  const { known, newcomers, points, bad, imported } = preview
  const [skipsBad, setSkipping] = useState(false)
  const apply = useChange<Imported>(
    () => ({ method: 'POST', path: `channel/imports?${queryOf(how, skipsBad)}`, body: file }),
    { done: ({ import: { people, points } }) => say('import.done', { people, points }) },
  )
  const people = known + newcomers
  const isReady = imported === null && people > 0 && (bad.count === 0 || skipsBad)
  return (
    <div className={classes.group}>
      <Note kind="tells" role="status">
        {say('import.comes', { rows: preview.rows, known, newcomers, points })}
      </Note>
      {imported && <Note kind="mind">{say('import.again', { at: sayMoment(imported.createdAt) })}</Note>}
      <LeftOut preview={preview} />
      <People people={preview.people} />
      {bad.count > 0 && (
        <Checkbox
          label={say('import.skip', { count: bad.count })}
          checked={skipsBad}
          onChange={(event) => setSkipping(event.currentTarget.checked)}
        />
      )}
      <Answers>
        <Button variant="default" onClick={onEnd}>
          {say('ask.no')}
        </Button>
        <Button
          disabled={!isReady}
          loading={apply.isPending}
          onClick={() => apply.mutate(undefined, { onSuccess: onEnd })}
        >
          {say('import.do', { people })}
        </Button>
      </Answers>
    </div>
  )
}

/** Lines that move nothing, and why. */
function LeftOut({ preview: { bad, notFound, excluded } }: { readonly preview: ImportPreview }) {
  const groups = [
    { text: say('import.bad', { count: bad.count }), lines: bad.first.map(({ line, why }) => ({ line, what: why })) },
    {
      text: say('import.not-found', { count: notFound.count }),
      lines: notFound.first.map(({ line, name }) => ({ line, what: name })),
    },
    {
      text: say('import.excluded', { count: excluded.count }),
      lines: excluded.first.map(({ line, name }) => ({ line, what: name })),
    },
  ].filter(({ lines }) => lines.length > 0)
  return groups.map(({ text, lines }) => (
    <Note key={text} kind="mind">
      <details>
        <summary>{text}</summary>
        <ul>
          {lines.map(({ line, what }) => (
            <li key={line}>
              {say('import.line', { line })} <Name>{what}</Name>
            </li>
          ))}
        </ul>
      </details>
    </Note>
  ))
}

function People({ people }: { readonly people: ImportPreview['people'] }) {
  if (people.length === 0) return null
  return (
    <Table.ScrollContainer minWidth={300}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say('import.who')}</Table.Th>
            <Table.Th ta="right">{say('import.before')}</Table.Th>
            <Table.Th ta="right">{say('import.after')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map(({ login, name, before, after, isTooRich }) => (
            <Table.Tr key={login}>
              <Table.Td>
                <Name>{name}</Name>
              </Table.Td>
              <Table.Td ta="right">{sayNumber(before)}</Table.Td>
              <Table.Td ta="right">{isTooRich ? say('import.too-rich') : sayNumber(after)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
