/** A small form in a window, with its two answers below. */
import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { say } from '../say.ts'
import { Note } from './note.tsx'
import { Answers, Window } from './window.tsx'

export interface FormWindowProps {
  readonly title: string
  readonly size?: 'md' | 'lg'
  /** What the button says that does it. */
  readonly yes: string
  /** Whether it destroys something. */
  readonly isGrave?: boolean
  readonly isBusy: boolean
  /** Whether what was put in can be sent. */
  readonly isReady?: boolean
  /** What went wrong, where no field says it. */
  readonly problem?: string | undefined
  /** Whether the answer that changes nothing has the focus; else a field has it. */
  readonly isNoFocused?: boolean
  readonly onYes: () => void
  readonly onNo: () => void
  readonly children: ReactNode
}

/** Open while it is shown. */
export function FormWindow({
  title,
  size = 'md',
  yes,
  isGrave = false,
  isBusy,
  isReady = true,
  problem,
  isNoFocused = false,
  onYes,
  onNo,
  children,
}: FormWindowProps) {
  return (
    <Window title={title} size={size} onEnd={onNo}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady) onYes()
        }}
      >
        {children}
        {problem !== undefined && (
          <Note kind="bad" role="alert">
            {problem}
          </Note>
        )}
        <Answers>
          <Button variant="default" onClick={onNo} {...(isNoFocused && { 'data-autofocus': true })}>
            {say('ask.no')}
          </Button>
          <Button type="submit" color={isGrave ? 'red' : 'brand'} loading={isBusy} disabled={!isReady}>
            {yes}
          </Button>
        </Answers>
      </form>
    </Window>
  )
}
