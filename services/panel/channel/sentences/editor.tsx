/** Changes one sentence, with its values at hand and how it will read beside it. */
import { Button, Textarea } from '@mantine/core'
import type { Sentence } from '@streambot/shared/contract/sentences.ts'
import { useRef, useState } from 'react'
import { ProblemError, useChange } from '../asking.ts'
import { say } from '../say.ts'
import { previewOf } from './preview.ts'
import classes from './sentences.module.css'

const longest = 400

export function Editor({
  sentence,
  language,
  close,
}: {
  readonly sentence: Sentence
  readonly language: string
  readonly close: () => void
}) {
  const { key, own, template, values } = sentence
  const [text, setText] = useState(own ?? template)
  const field = useRef<HTMLTextAreaElement>(null)
  const path = `channel/sentences/${encodeURIComponent(key)}`
  const touches = [['channel', 'sentences']]
  const save = useChange(() => ({ method: 'PUT', path, body: { template: text } }), {
    touches,
    done: () => say('sentences.saved'),
    quiet: true,
  })
  const reset = useChange(() => ({ method: 'DELETE', path }), { touches, done: () => say('sentences.reset-done') })
  const preview = previewOf(language, text, values)
  const problem = save.error && sayProblem(save.error)

  const insert = (name: string): void => {
    const { selectionStart = text.length, selectionEnd = text.length } = field.current ?? {}
    setText(`${text.slice(0, selectionStart)}{${name}}${text.slice(selectionEnd)}`)
    field.current?.focus()
  }
  return (
    <form
      className={classes.editor}
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate(undefined, { onSuccess: close })
      }}
    >
      <Textarea
        ref={field}
        label={say('sentences.text')}
        lang={language}
        value={text}
        maxLength={longest}
        autosize
        minRows={2}
        error={problem}
        // A line of a chat is one line.
        onChange={(event) => setText(event.currentTarget.value.replace(/[\r\n]+/g, ' '))}
      />
      {values.length > 0 && (
        <div className={classes.values}>
          <span className={classes.fine}>{say('sentences.values')}</span>
          {values.map(({ name, about }) => (
            <Button key={name} size="compact-xs" variant="default" title={about} onClick={() => insert(name)}>
              {`{${name}}`}
            </Button>
          ))}
        </div>
      )}
      <div className={classes.preview} data-bad={preview === undefined} aria-live="polite">
        <span className={classes.fine}>{say('sentences.preview')}</span>
        <p lang={language}>{preview ?? say('sentences.unreadable')}</p>
      </div>
      <div className={classes.answers}>
        <Button type="submit" size="sm" loading={save.isPending} disabled={preview === undefined}>
          {say('sentences.save')}
        </Button>
        <Button size="sm" variant="default" onClick={close}>
          {say('ask.no')}
        </Button>
        {own !== null && (
          <Button
            size="sm"
            variant="subtle"
            color="gray"
            loading={reset.isPending}
            onClick={() => reset.mutate(undefined, { onSuccess: close })}
          >
            {say('sentences.reset')}
          </Button>
        )}
      </div>
    </form>
  )
}

function sayProblem(error: Error): string {
  return (error instanceof ProblemError && error.faults['template']) || error.message
}
