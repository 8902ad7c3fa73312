import { expect, test } from 'vitest'
import { listSkipped } from '../../../../services/panel/channel/keys/skipped.ts'

const none = { blank: 0, 'no-cell': 0, 'too-long': 0, unreadable: 0, repeated: 0, known: 0 }

test('only reasons that there are stand in the report, with the first lines, and blank lines without theirs', () => {
  const faults = Array.from({ length: 9 }, (_, line) => ({ line: line + 2, fault: 'known' as const }))
  const counts = { ...none, blank: 2, known: 9, repeated: 1 }
  const report = {
    counts,
    faults: [{ line: 1, fault: 'blank' as const }, { line: 20, fault: 'repeated' as const }, ...faults],
  }
  expect(listSkipped(report)).toEqual([
    { fault: 'blank', count: 2, lines: [] },
    { fault: 'repeated', count: 1, lines: [20] },
    { fault: 'known', count: 9, lines: [2, 3, 4, 5, 6] },
  ])
  expect(listSkipped({ counts: none, faults: [] })).toEqual([])
})
