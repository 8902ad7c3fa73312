/** A question before something is done that cannot be taken back by one press; with a reason where one has to be given. */
import { Textarea } from '@mantine/core'
import { longestReason } from '@streambot/shared/giveaway/text.ts'
import { type ReactNode, useState } from 'react'
import { say } from '../say.ts'
import { FormWindow } from './form-window.tsx'

export interface Question {
  readonly title: string
  /** What becomes of what. */
  readonly children?: ReactNode
  /** What the button says that does it. */
  readonly yes: string
  /** Whether it destroys something. */
  readonly isGrave?: boolean
  /** Asks for a reason, which may be left out where it is `if-wanted`. */
  readonly withReason?: boolean | 'if-wanted'
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
  const isMissing = withReason === true && reason.trim() === ''
  return (
    <FormWindow
      title={title}
      yes={yes}
      isGrave={isGrave}
      isBusy={isBusy}
      isReady={!isMissing}
      isNoFocused={!withReason}
      onYes={() => onYes(reason.trim())}
      onNo={onNo}
    >
      {children}
      {withReason && (
        <Textarea
          label={say(withReason === true ? 'ask.reason' : 'ask.reason-if-wanted')}
          description={say('ask.reason-why')}
          maxLength={longestReason}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
      )}
    </FormWindow>
  )
}
