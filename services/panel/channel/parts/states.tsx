/** What stands where there is nothing yet, nothing at all, or nothing to be had. */
import { Button, Skeleton } from '@mantine/core'
import type { ReactNode } from 'react'
import { say } from '../say.ts'
import classes from './states.module.css'

/** Takes the room of what comes, so that nothing jumps. */
export function Loading({ rows = 4 }: { readonly rows?: number }) {
  return (
    <div role="status" aria-label={say('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={28} radius="md" className={classes.row ?? ''} />
      ))}
    </div>
  )
}

/** Nothing there yet: what will stand here, and what to do for it. */
export function Empty({ children, action }: { readonly children: ReactNode; readonly action?: ReactNode }) {
  return (
    <div className={classes.empty}>
      <p>{children}</p>
      {action}
    </div>
  )
}

/** Something could not be had: why, and the way to try again. */
export function Failed({ error, retry }: { readonly error: Error | null; readonly retry?: () => void }) {
  return (
    <div className={classes.failed} role="alert">
      <p>{error?.message ?? say('failed')}</p>
      {retry && (
        <Button variant="default" onClick={retry}>
          {say('again')}
        </Button>
      )}
    </div>
  )
}

/** Reads the next page of a list. */
export function More({
  more,
}: {
  readonly more?: { readonly isReading: boolean; readonly read: () => void } | undefined
}) {
  if (!more) return null
  return (
    <Button variant="default" fullWidth loading={more.isReading} onClick={more.read} className={classes.more ?? ''}>
      {say('more')}
    </Button>
  )
}

export function NotThere() {
  return <Empty action={<a href="/">{say('not-there.home')}</a>}>{say('not-there')}</Empty>
}
