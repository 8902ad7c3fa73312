/** Which column is what: as the operator says, by the file's header, or by the position that the source is known for. */
import { FileError } from '../file-error.ts'
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
  /** What was found to be what, by number from 1; nothing where the lines are read as the source is known to write them. */
  readonly found: Readonly<Partial<Record<keyof Mapping, number | undefined>>>
  readonly read: (cells: readonly string[]) => Cells | undefined
}

/** Decides by the first line. Throws a `FileError` that lists the columns where none can be told. */
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
    const found = { name: fromOne(name), id: fromOne(id), points: fromOne(points) }
    return { hasHeader: !isPoints(cellOf(first, points)), found, read }
  }
  const bare = layout.read?.(first)
  if (layout.read && bare && isPoints(bare.points)) return { hasHeader: false, found: {}, read: layout.read }
  throw new FileError(
    `The columns of the file cannot be told. Its first line has: ${first.slice(0, mostNamed).map(show).join(', ')}. ` +
      'Say which one has the names and which one the points (and the ids, where there are any), by header or by number.',
    'columns',
  )
}

/** Columns of a hostile file are named up to here. */
const mostNamed = 20

/** What stood in the file, fit for a terminal. */
export const show = (text: string): string => JSON.stringify(text.replaceAll(/\p{C}/gu, '').slice(0, 40))

const fromOne = (index: number | undefined): number | undefined => (index === undefined ? undefined : index + 1)

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
  throw new FileError(`The file has no column ${show(said)} for the ${what === 'id' ? 'ids' : what}.`, 'columns')
}

const cellOf = (cells: readonly string[], index: number | undefined): string =>
  index === undefined ? '' : (cells[index] ?? '')

const isPoints = (text: string): boolean => /^-?\d/.test(text.trim())
