/** What an import would do, in lines for the terminal. */
import type { ImportMode } from '@streambot/shared/giveaway/ledger.ts'
import { clean } from '../terminal.ts'
import type { PointsFile, PointsRow } from '@streambot/shared/files/points/read-points.ts'
import type { Resolved } from '@streambot/shared/files/points/resolve.ts'

const number = new Intl.NumberFormat('en')
/** A whole number for people. */
export const count = (value: number): string => number.format(value)

/** How much of a list is shown. */
const mostShown = 20

/** Everything to know before it is applied. Texts of the file are shown without what a terminal would obey. */
export function describeImport(file: PointsFile, resolved: Resolved, mode: ImportMode): string[] {
  const { people, newcomers, notFound, excluded } = resolved
  const points = people.reduce((sum, person) => sum + person.points, 0)
  return [
    `rows       ${count(file.rows)}, of which ${count(file.bad.length)} cannot be used`,
    `people     ${count(people.length)} found, ${count(newcomers)} of them new to StreamBot`,
    `points     ${count(points)} in all, ${mode === 'set' ? 'in the place of what people have' : 'on top of what people have'}`,
    ...describeTop(resolved),
    ...describeList(
      'bad rows',
      file.bad.map(({ line, why }) => `line ${line} ${clean(why)}`),
    ),
    ...describeList('not found, and left out', notFound.map(describeRow)),
    ...describeList('bots, and left out', excluded.map(describeRow)),
  ]
}

function describeTop({ people }: Resolved): string[] {
  const top = people.toSorted((a, b) => b.points - a.points).slice(0, 10)
  return top.map(
    ({ account, points }, index) =>
      `${index === 0 ? 'top 10' : ''}`.padEnd(11) + `${count(points).padStart(17)}  ${clean(account.name)}`,
  )
}

/** A list under its head, cut where it grows long; nothing where it is empty. */
export function describeList(head: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const more = lines.length - mostShown
  return [
    `${head} (${count(lines.length)}):`,
    ...lines.slice(0, mostShown).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${count(more)} more`] : []),
  ]
}

function describeRow({ line, login, id, points }: PointsRow): string {
  return `line ${line}: ${clean(login || `id ${id}`)}, ${count(points)} points`
}
