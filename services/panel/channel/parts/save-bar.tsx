/** Below a form of settings: saves what was changed in it, or takes it back. Seen only while there is something to save. */
import { Button } from '@mantine/core'
import { say } from '../say.ts'
import classes from './save-bar.module.css'

export function SaveBar({
  isDirty,
  isBusy,
  problem,
  onDiscard,
}: {
  readonly isDirty: boolean
  readonly isBusy: boolean
  /** Why it was not saved, where no field says it. */
  readonly problem: string | undefined
  readonly onDiscard: () => void
}) {
  if (!isDirty) return null
  return (
    <div className={classes.bar}>
      {problem === undefined ? (
        <span>{say('save.unsaved')}</span>
      ) : (
        <span className={classes.problem} role="alert">
          {problem}
        </span>
      )}
      <Button variant="default" onClick={onDiscard}>
        {say('save.discard')}
      </Button>
      <Button type="submit" loading={isBusy}>
        {say('save.save')}
      </Button>
    </div>
  )
}
