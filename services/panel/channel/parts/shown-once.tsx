/** A secret that is not shown again, to be taken away now. */
import { Button, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { say } from '../say.ts'
import { Note } from './note.tsx'
import classes from './shown-once.module.css'
import { Answers, Window } from './window.tsx'

export function ShownOnce({
  title,
  why,
  label,
  secret,
  onEnd,
}: {
  readonly title: string
  /** What it is for, and that it does not come back. */
  readonly why: string
  readonly label: string
  readonly secret: string
  readonly onEnd: () => void
}) {
  const { copy, copied, error } = useClipboard({ timeout: 4_000 })
  return (
    <Window title={title} isHeld onEnd={onEnd}>
      <Note kind="mind">{why}</Note>
      <TextInput
        label={label}
        readOnly
        value={secret}
        classNames={{ input: classes.secret ?? '' }}
        onFocus={(event) => event.currentTarget.select()}
        {...(error && { error: say('secret.copy-yourself') })}
        data-autofocus
      />
      <Answers>
        <Button
          variant="default"
          leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
          onClick={() => copy(secret)}
        >
          <span role="status">{say(copied ? 'secret.copied' : 'secret.copy')}</span>
        </Button>
        <Button onClick={onEnd}>{say('secret.kept')}</Button>
      </Answers>
    </Window>
  )
}
