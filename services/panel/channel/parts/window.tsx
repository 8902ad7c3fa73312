/** A window over the page, with its answers below. */
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { say } from '../say.ts'
import classes from './window.module.css'

/** Open while it is shown. */
export function Window({
  title,
  size = 'md',
  isHeld = false,
  onEnd,
  children,
}: {
  readonly title: string
  readonly size?: 'md' | 'lg'
  /** Whether a press beside it leaves it open. */
  readonly isHeld?: boolean
  readonly onEnd: () => void
  readonly children: ReactNode
}) {
  return (
    <Modal
      opened
      onClose={onEnd}
      title={title}
      size={size}
      centered
      closeOnClickOutside={!isHeld}
      closeButtonProps={{ 'aria-label': say('frame.close') }}
    >
      <div className={classes.body}>{children}</div>
    </Modal>
  )
}

/** What can be answered, the likeliest last. */
export function Answers({ children }: { readonly children: ReactNode }) {
  return <div className={classes.answers}>{children}</div>
}
