/** A question before something is done that cannot be taken back by one press; with a reason where one has to be given. */
import { Button, Modal, Textarea } from '@mantine/core'
import { longestReason } from '@streambot/shared/giveaway/text.ts'
import { type ReactNode, useState } from 'react'
import { say } from '../say.ts'
import classes from './ask-first.module.css'

export interface Question {
  readonly title: string
  /** What becomes of what. */
  readonly children?: ReactNode
  /** What the button says that does it. */
  readonly yes: string
  /** Whether it destroys something. */
  readonly isGrave?: boolean
  /** Asks for a reason. */
  readonly withReason?: boolean
  readonly isBusy?: boolean
  readonly onYes: (reason: string) => void
  readonly onNo: () => void
}

/** Open while it is shown. The answer that changes nothing has the focus, or the reason. */
export function AskFirst({
  title,
  children,
  yes,
  isGrave = false,
  withReason = false,
  isBusy = false,
  onYes,
  onNo,
}: Question) {
  const [reason, setReason] = useState('')
  const isMissing = withReason && reason.trim() === ''
  return (
    <Modal opened onClose={onNo} title={title} centered closeButtonProps={{ 'aria-label': say('ask.no') }}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!isMissing) onYes(reason.trim())
        }}
      >
        {children}
        {withReason && (
          <Textarea
            label={say('ask.reason')}
            description={say('ask.reason-why')}
            maxLength={longestReason}
            autosize
            minRows={2}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
        )}
        <div className={classes.answers}>
          <Button variant="default" onClick={onNo} {...(!withReason && { 'data-autofocus': true })}>
            {say('ask.no')}
          </Button>
          <Button type="submit" color={isGrave ? 'red' : 'brand'} loading={isBusy} disabled={isMissing}>
            {yes}
          </Button>
        </div>
      </form>
    </Modal>
  )
}
