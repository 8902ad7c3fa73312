/** A command of the streamer's own: its words, its answer, and how that will read. */
import { Button, Textarea, TextInput } from '@mantine/core'
import type { OwnCommandList, PublicCommand, PublicOwnCommand } from '@streambot/shared/contract/commands.ts'
import { nameOwn } from '@streambot/shared/giveaway/commands.ts'
import { type AnswerName, answerNames } from '@streambot/shared/languages/chat/own-answer.ts'
import { useState } from 'react'
import { ProblemError, useChange } from '../asking.ts'
import { FormWindow } from '../parts/form-window.tsx'
import { isolate } from '../parts/isolate.ts'
import { say } from '../say.ts'
import { previewOf } from '../sentences/preview.ts'
import classes from './commands.module.css'
import { sayFault } from './say-fault.ts'
import { findFault, splitField } from './words.ts'

const longest = 400

export function OwnForm({
  list,
  commands,
  command,
  onEnd,
}: {
  readonly list: OwnCommandList
  readonly commands: readonly PublicCommand[]
  readonly command?: PublicOwnCommand
  readonly onEnd: () => void
}) {
  const [words, setWords] = useState(command?.words.join(' ') ?? '')
  const [answer, setAnswer] = useState(command?.answer ?? '')
  const save = useChange<PublicOwnCommand>(
    () => ({
      method: command ? 'PUT' : 'POST',
      path: command ? `channel/own-commands/${command.id}` : 'channel/own-commands',
      body: { words: splitField(words), answer },
    }),
    { quiet: true, done: (saved) => say('own.saved', { word: isolate(saved.words[0] ?? '') }) },
  )
  const fault = findFault([...commands, ...toCommands(list)], nameOwn(command?.id ?? 0), words)
  const preview = previewOf(list.language, answer, list.values)
  const faults = save.error instanceof ProblemError ? save.error.faults : {}
  const isPlaced = faults['words'] !== undefined || faults['answer'] !== undefined
  return (
    <FormWindow
      title={command ? say('own.change-one', { word: isolate(command.words[0] ?? '') }) : say('own.new')}
      size="lg"
      yes={say('own.save')}
      isBusy={save.isPending}
      isReady={!fault && answer.trim() !== '' && preview !== undefined}
      problem={isPlaced ? undefined : save.error?.message}
      onYes={() => save.mutate(undefined, { onSuccess: onEnd })}
      onNo={onEnd}
    >
      <TextInput
        label={say('commands.words')}
        description={say('commands.words-why')}
        placeholder="!discord"
        value={words}
        maxLength={longest}
        data-autofocus
        error={words === '' ? undefined : fault ? sayFault(fault) : faults['words']}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <Textarea
        label={say('own.answer')}
        description={say('own.answer-why')}
        value={answer}
        maxLength={longest}
        autosize
        minRows={2}
        error={faults['answer']}
        // A line of a chat is one line.
        onChange={(event) => setAnswer(event.currentTarget.value.replace(/[\r\n]+/g, ' '))}
      />
      <div className={classes.answers}>
        {answerNames.map((name) => (
          <Insert key={name} name={name} insert={() => setAnswer(`${answer}{${name}}`)} />
        ))}
      </div>
      <p className={classes.preview} aria-live="polite" lang={list.language}>
        {preview ?? say('sentences.unreadable')}
      </p>
    </FormWindow>
  )
}

function Insert({ name, insert }: { readonly name: AnswerName; readonly insert: () => void }) {
  return (
    <Button size="compact-xs" variant="default" title={say(`own.value.${name}`)} onClick={insert}>
      {`{${name}}`}
    </Button>
  )
}

/** Own commands as those of ours stand, to see which words are taken. */
function toCommands({ commands }: OwnCommandList): PublicCommand[] {
  return commands.map(({ id, words }) => ({ name: nameOwn(id), words, usual: [], isOn: true, isKept: false }))
}
