/** Every sentence that the bot says, to be read and to be changed. */
import { Badge, Button, Select, TextInput } from '@mantine/core'
import type { Sentence, SentenceList } from '@streambot/shared/contract/sentences.ts'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useAnswer } from '../asking.ts'
import { Card, Page } from '../parts/page.tsx'
import { Empty, Failed, Loading } from '../parts/states.tsx'
import { say } from '../say.ts'
import { Editor } from './editor.tsx'
import { findSentences, type Wanted } from './find.ts'
import classes from './sentences.module.css'

export function Sentences() {
  const { data, error, refetch } = useAnswer<SentenceList>('channel/sentences')
  const [wanted, setWanted] = useState<Wanted>({ text: '', group: null, ownOnly: false })
  return (
    <Page title={say('nav.sentences')} lead={say('sentences.lead')}>
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading rows={10} />}
      {data && (
        <>
          <Filter list={data} wanted={wanted} want={setWanted} />
          <Found list={data} wanted={wanted} />
        </>
      )}
    </Page>
  )
}

function Filter({
  list: { groups, sentences },
  wanted,
  want,
}: {
  readonly list: SentenceList
  readonly wanted: Wanted
  readonly want: (wanted: Wanted) => void
}) {
  const own = sentences.filter((one) => one.own !== null).length
  return (
    <div className={classes.filter}>
      <TextInput
        className={classes.search ?? ''}
        aria-label={say('sentences.search')}
        placeholder={say('sentences.search')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={wanted.text}
        onChange={(event) => want({ ...wanted, text: event.currentTarget.value })}
      />
      <Select
        aria-label={say('sentences.group')}
        placeholder={say('sentences.all-groups')}
        data={groups.map(({ group, name }) => ({ value: group, label: name }))}
        value={wanted.group}
        clearable
        clearButtonProps={{ 'aria-label': say('sentences.all-groups') }}
        onChange={(group) => want({ ...wanted, group })}
      />
      <Button
        variant={wanted.ownOnly ? 'light' : 'default'}
        aria-pressed={wanted.ownOnly}
        onClick={() => want({ ...wanted, ownOnly: !wanted.ownOnly })}
      >
        {say('sentences.own-only', { count: own })}
      </Button>
    </div>
  )
}

function Found({ list, wanted }: { readonly list: SentenceList; readonly wanted: Wanted }) {
  const found = findSentences(list.sentences, wanted)
  if (found.length === 0) return <Empty>{say('sentences.none')}</Empty>
  const groups = list.groups.filter(({ group }) => found.some((one) => one.group === group))
  return groups.map(({ group, name }) => (
    <Card key={group} title={name}>
      <ul className={classes.list}>
        {found
          .filter((one) => one.group === group)
          .map((one) => (
            <Line key={one.key} sentence={one} language={list.language} />
          ))}
      </ul>
    </Card>
  ))
}

function Line({ sentence, language }: { readonly sentence: Sentence; readonly language: string }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <li className={classes.line}>
      <div className={classes.what}>
        <p className={classes.about}>
          {sentence.about} {sentence.own !== null && <Badge variant="light">{say('sentences.own')}</Badge>}
        </p>
        {!isOpen && (
          <p className={classes.example} lang={language}>
            {sentence.example}
          </p>
        )}
      </div>
      {!isOpen && (
        <Button
          size="xs"
          variant="default"
          aria-label={say('sentences.edit-which', { what: sentence.about })}
          onClick={() => setOpen(true)}
        >
          {say('sentences.edit')}
        </Button>
      )}
      {isOpen && <Editor sentence={sentence} language={language} close={() => setOpen(false)} />}
    </li>
  )
}
