/** The lines of an import that gave no key, by why. Pure. */
import type { ImportLine } from '@streambot/shared/contract/prize-keys.ts'
import { type KeyFault, keyFaults } from '@streambot/shared/giveaway/keys.ts'

export interface Skipped {
  readonly fault: KeyFault
  readonly count: number
  /** The first ones, where it helps to look at them: nobody looks for blank lines. */
  readonly lines: readonly number[]
}

const mostLines = 5

/** Only what there is, in the order in which faults are looked for. */
export function listSkipped({ counts, faults }: NonNullable<ImportLine['report']>): Skipped[] {
  return keyFaults
    .filter((fault) => counts[fault] > 0)
    .map((fault) => ({
      fault,
      count: counts[fault],
      lines:
        fault === 'blank' ? [] : faults.flatMap((one) => (one.fault === fault ? [one.line] : [])).slice(0, mostLines),
    }))
}
