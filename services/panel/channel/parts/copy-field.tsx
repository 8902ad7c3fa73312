/** Something to take elsewhere: shown, and copied by one press. */
import { ActionIcon, CopyButton, TextInput } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { say } from '../say.ts'

export function CopyField({
  label,
  description,
  value,
}: {
  readonly label: string
  readonly description?: string
  readonly value: string
}) {
  return (
    <TextInput
      label={label}
      description={description}
      value={value}
      readOnly
      onFocus={(event) => event.currentTarget.select()}
      rightSection={
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <ActionIcon
              variant="subtle"
              color={copied ? 'brand' : 'gray'}
              onClick={copy}
              aria-label={copied ? say('copied') : say('copy', { what: label })}
            >
              {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
            </ActionIcon>
          )}
        </CopyButton>
      }
    />
  )
}
