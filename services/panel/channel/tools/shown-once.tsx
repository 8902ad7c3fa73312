/** A secret that is not shown again, to be taken away now. */
import { Button, Modal, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { say } from '../say.ts'
import classes from './tools.module.css'

export function ShownOnce({
  title,
  secret,
  onEnd,
}: {
  readonly title: string
  readonly secret: string
  readonly onEnd: () => void
}) {
  const { copy, copied, error } = useClipboard({ timeout: 4_000 })
  return (
    <Modal
      opened
      onClose={onEnd}
      title={title}
      centered
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
    >
      <div className={classes.form}>
        <p className={classes.once}>{say('secret.once')}</p>
        <TextInput
          label={say('secret.label')}
          readOnly
          value={secret}
          classNames={{ input: classes.secret ?? '' }}
          onFocus={(event) => event.currentTarget.select()}
          {...(error && { error: say('secret.copy-yourself') })}
          data-autofocus
        />
        <div className={classes.answers}>
          <Button
            variant="default"
            leftSection={copied ? <IconCheck size={18} aria-hidden /> : <IconCopy size={18} aria-hidden />}
            onClick={() => copy(secret)}
          >
            <span role="status">{say(copied ? 'secret.copied' : 'secret.copy')}</span>
          </Button>
          <Button onClick={onEnd}>{say('secret.kept')}</Button>
        </div>
      </div>
    </Modal>
  )
}
