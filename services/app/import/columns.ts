/** Which column is what: as the operator says, by the file's header, or by the position that the source is known for. */
import { SetupError } from '@streambot/shared/runtime/setup-error.ts'
import { type Cells, foldHeader, type Layout } from './layouts.ts'

/** Columns as the operator names them: by header, or by number from 1. */
export interface Mapping {
  readonly name?: string | undefined
  readonly id?: string | undefined
  readonly points?: string | undefined
}

export interface Columns {
  /** Whether the first line is a header. */
  readonly hasHeader: boolean
  readonly read: (cells: readonly string[]) => Cells | undefined
}

/** Decides by the first line. Throws a `SetupError` that lists the columns where none can be told. */
export function readColumns(first: readonly string[], layout: Layout, mapping: Mapping): Columns {
  const [name, points, id] = [
    find('name', first, layout, mapping),
    find('points', first, layout, mapping),
    find('id', first, layout, mapping),
  ]
  if (points !== undefined && (name ?? id) !== undefined) {
    const read = (cells: readonly string[]) => ({
      name: cellOf(cells, name),
      id: cellOf(cells, id),
      points: cellOf(cells, points),
    })
    return { hasHeader: !isPoints(cellOf(first, points)), read }
  }
  const bare = layout.read?.(first)
  if (layout.read && bare && isPoints(bare.points)) return { hasHeader: false, read: layout.read }
  throw new SetupError(
    `The columns of the file cannot be told. Its first line has: ${first.map((cell) => JSON.stringify(cell.slice(0, 40))).join(', ')}. ` +
      'Name them with --name-column and --points-column (and --id-column, where there is one), by header or by number.',
  )
}

function find(what: keyof Mapping, first: readonly string[], layout: Layout, mapping: Mapping): number | undefined {
  const said = mapping[what]
  const folded = first.map(foldHeader)
  if (said !== undefined) return findSaid(what, said, first, folded)
  const known = layout[what].map((header) => folded.indexOf(header)).find((index) => index >= 0)
  if (known !== undefined || what !== 'points' || folded[0] !== 'id' || first.length !== 3) return known
  // Firebot's column is named after the currency.
  return 2
}

function findSaid(what: string, said: string, first: readonly string[], folded: readonly string[]): number {
  const named = folded.indexOf(foldHeader(said))
  if (named >= 0) return named
  const index = /^\d{1,3}$/.test(said) ? Number(said) - 1 : -1
  if (index >= 0 && index < first.length) return index
  throw new SetupError(`The file has no column ${JSON.stringify(said)} for the ${what === 'id' ? 'ids' : what}.`)
}

const cellOf = (cells: readonly string[], index: number | undefined): string =>
  index === undefined ? '' : (cells[index] ?? '')

const isPoints = (text: string): boolean => /^-?\d/.test(text.trim())
