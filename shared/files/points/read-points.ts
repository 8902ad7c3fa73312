/** Reads a file of points, line by line, whatever its size: who has how many, and which lines cannot be used, and why. */
import { createHash } from 'node:crypto'
import { mostPoints } from '../../giveaway/amount.ts'
import type { ImportSource } from '../../giveaway/ledger.ts'
import { FileError } from '../file-error.ts'
import { type Columns, type Mapping, readColumns, show } from './columns.ts'
import { type Cells, layouts } from './layouts.ts'
import { readLines } from './lines.ts'

export interface ReadOptions {
  readonly source: ImportSource
  readonly mapping?: Mapping
  /** A file with more lines is refused. */
  readonly mostRows?: number
  /** Told now and then how many lines are read. */
  readonly onProgress?: (lines: number) => void
}

/** One good line. `login` is empty where only the id is known. */
export interface PointsRow {
  readonly line: number
  readonly login: string
  readonly id: string
  readonly points: number
}

export interface BadRow {
  readonly line: number
  readonly why: string
}

export interface PointsFile {
  /** SHA-256 of the bytes, in hex. */
  readonly checksum: string
  /** The cells of the first line, and which columns were found there. */
  readonly first: readonly string[]
  readonly columns: Pick<Columns, 'hasHeader' | 'found'>
  /** Lines with data, bad ones included. */
  readonly rows: number
  readonly good: readonly PointsRow[]
  readonly bad: readonly BadRow[]
}

/**
 * Reads a file. Throws a `FileError` for a file that cannot be read at all. A name or id that stands twice is bad in all its lines:
 * whether the numbers add up or one replaces the other, the file does not say.
 */
export async function readPoints(bytes: AsyncIterable<Uint8Array>, options: ReadOptions): Promise<PointsFile> {
  const { mostRows = Infinity } = options
  const hash = createHash('sha256')
  const found: { good: PointsRow[]; bad: BadRow[] } = { good: [], bad: [] }
  let first: readonly string[] = []
  let columns: Columns | undefined
  let rows = 0
  for await (const { line, cells } of readLines(tee(bytes, hash), layouts[options.source].delimiter)) {
    if (!columns) {
      first = cells
      columns = readColumns(cells, layouts[options.source], options.mapping ?? {})
      if (columns.hasHeader) continue
    }
    rows += 1
    if (rows > mostRows) throw new FileError(`The file has more than ${mostRows} lines. Import it in parts.`)
    const row = judge(line, columns.read(cells))
    if ('why' in row) found.bad.push(row)
    else found.good.push(row)
    if (rows % 50_000 === 0) options.onProgress?.(rows)
  }
  if (!columns) throw new FileError('The file is empty.')
  return { checksum: hash.digest('hex'), first, columns, rows, ...partDoubles(found) }
}

async function* tee(bytes: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const piece of bytes) {
    hash.update(piece)
    yield piece
  }
}

function judge(line: number, cells: Cells | undefined): PointsRow | BadRow {
  if (!cells) return { line, why: 'has too few columns' }
  const id = cells.id.trim()
  const login = cells.name.trim().replace(/^@/, '').toLowerCase()
  const why = whyNobody(login, id, cells.platform) ?? whyNoPoints(cells.points.trim())
  return why ? { line, why } : { line, login, id, points: Number(cells.points) }
}

function whyNobody(login: string, id: string, platform: string | undefined): string | undefined {
  if (platform !== undefined && foldedIsNot(platform, 'twitch'))
    return `is an account of ${show(platform)}, not of Twitch`
  if (id !== '') return /^\d{1,20}$/.test(id) ? undefined : `${show(id)} is no id of a Twitch account`
  if (login === '') return 'has no name'
  return /^\w{1,25}$/.test(login) ? undefined : `${show(login)} is no name of a Twitch account`
}

const foldedIsNot = (said: string, word: string): boolean => said.trim().toLowerCase() !== word

function whyNoPoints(points: string): string | undefined {
  if (points === '') return 'has no points'
  if (/^-\d/.test(points)) return `${show(points)} points are less than none`
  if (/^\d+[.,]\d+$/.test(points)) return `${show(points)} is not a whole number`
  if (!/^\d+$/.test(points)) return `${show(points)} is not a number of points`
  return Number(points) > mostPoints ? `${show(points)} points are more than anybody may have` : undefined
}

function partDoubles({ good, bad }: { good: PointsRow[]; bad: BadRow[] }): Pick<PointsFile, 'good' | 'bad'> {
  const lines = new Map<string, number[]>()
  for (const row of good) {
    const known = lines.get(keyOf(row))
    if (known) known.push(row.line)
    else lines.set(keyOf(row), [row.line])
  }
  const isDouble = (row: PointsRow) => (lines.get(keyOf(row))?.length ?? 0) > 1
  const doubles = good.filter(isDouble).map((row) => ({
    line: row.line,
    why: `${show(row.login || row.id)} stands ${lines.get(keyOf(row))?.length} times in the file`,
  }))
  return { good: good.filter((row) => !isDouble(row)), bad: [...bad, ...doubles].sort((a, b) => a.line - b.line) }
}

const keyOf = ({ id, login }: PointsRow): string => (id === '' ? `@${login}` : id)
