/** A few words that stand out from what is around them. */
import type { ReactNode } from 'react'
import classes from './note.module.css'

/** `bad` says what went wrong, `mind` what to keep in mind, `tells` what something comes to. */
export function Note({
  kind,
  role,
  children,
}: {
  readonly kind: 'bad' | 'mind' | 'tells'
  readonly role?: 'alert' | 'status'
  readonly children: ReactNode
}) {
  return (
    <div className={classes.note} data-kind={kind} role={role}>
      {children}
    </div>
  )
}
