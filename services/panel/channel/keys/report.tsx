/** What came of an import: how many keys are new, and which lines gave none, and why. */
import type { ImportLine } from '@streambot/shared/contract/prize-keys.ts'
import { sayList, sayNumber } from '../parts/figures.ts'
import { Note } from '../parts/note.tsx'
import { say } from '../say.ts'
import classes from './keys.module.css'
import { listSkipped } from './skipped.ts'

export function Report({ step }: { readonly step: ImportLine }) {
  const skipped = step.report ? listSkipped(step.report) : []
  return (
    <Note kind="tells">
      <p>
        <strong>{say('prizes.added', { count: step.added })}</strong>
      </p>
      {step.problem !== undefined && (
        <Note kind="bad">{say('prizes.broken', { done: step.done, lines: step.lines })}</Note>
      )}
      {skipped.length > 0 && (
        <ul className={classes.skipped}>
          {skipped.map(({ fault, count, lines }) => (
            <li key={fault}>
              {say(`prizes.fault.${fault}`, { count })}
              {lines.length > 0 && (
                <span className={classes.lines}>
                  {' '}
                  {say('prizes.lines', { lines: sayList(lines.map(sayNumber)), count: lines.length })}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Note>
  )
}
