/** Prize keys: what a paste or a file of them holds, what is shown of one, and who may see theirs. */
import type { KeyRefusal } from './answers.ts'
import type { GiveawayStatus, Winner } from './words.ts'

/** Why a line gives no key. `known` is found out where the keys are kept: the streamer has it already. */
export const keyFaults = ['blank', 'no-cell', 'too-long', 'unreadable', 'repeated', 'known'] as const

export type KeyFault = (typeof keyFaults)[number]

/** A line of a paste or a file, counted from 1. */
export interface KeyLine {
  readonly line: number
  readonly key: string
}

export interface FaultyLine {
  readonly line: number
  readonly fault: KeyFault
}

/** What a text holds. Every line is one of the two, but for a header, and an end of line behind the last one. */
export interface ReadKeys {
  readonly keys: readonly KeyLine[]
  readonly faults: readonly FaultyLine[]
}

/** The longest key, in UTF-16 units. */
export const longestKey = 500

/** Keys that may come at once. */
export const mostKeysAtOnce = 100_000

/**
 * Reads keys, one a line. Where the first line with anything in it is a header with a cell such as "key" or "code", the text is CSV, and
 * that column holds them; else a line is a key as it stands, commas and all. Space around a key is not part of it.
 */
export function readKeys(text: string): ReadKeys {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/)
  if (lines.at(-1) === '') lines.pop()
  const begin = lines.findIndex((line) => line.trim() !== '')
  const column = findColumn(lines[begin] ?? '')
  const keys: KeyLine[] = []
  const faults: FaultyLine[] = []
  const seen = new Set<string>()
  for (const [index, whole] of lines.entries()) {
    if (column && index === begin) continue
    const key = column ? splitCells(whole, column.delimiter)[column.index]?.trim() : whole.trim()
    const fault = whole.trim() === '' ? 'blank' : whyNoKey(key, seen)
    if (fault) faults.push({ line: index + 1, fault })
    else if (key !== undefined) keys.push({ line: index + 1, key })
    if (key !== undefined) seen.add(key)
  }
  return { keys, faults }
}

/** How a key is known by without being shown: its last letters, where it is long enough that they tell nothing. */
export function endingOf(key: string): string {
  const letters = [...key]
  return letters.length >= 12 ? letters.slice(-3).join('') : ''
}

/** A key that is not shown. */
export function maskKey(ending: string): string {
  return `••••••••${ending}`
}

/** Why a winner does not see a key of this giveaway now; nothing where it is theirs. */
export function whyNotTheirs(status: GiveawayStatus, { state }: Pick<Winner, 'state'>): KeyRefusal | undefined {
  if (status === 'cancelled') return 'not-won'
  if (state === 'pending') return 'not-claimed'
  return state === 'claimed' || state === 'confirmed' ? undefined : 'not-won'
}

/** How many winners of a giveaway would get no key: `wanted` winners, of whom so many have theirs already. */
export function countMissing(wanted: number, handedOut: number, available: number): number {
  return Math.max(0, wanted - handedOut - available)
}

interface Column {
  readonly delimiter: string
  readonly index: number
}

const keyNames =
  /^(?:(?:steam|game|product|cd|activation|license|licence|prize)?[ _-]?)(?:key|code|token|voucher|coupon)s?$/i

function findColumn(header: string): Column | undefined {
  for (const delimiter of [',', ';', '\t']) {
    const index = splitCells(header, delimiter).findIndex((cell) => keyNames.test(cell.trim()))
    if (index >= 0) return { delimiter, index }
  }
  return undefined
}

/** Cells of one line; a cell in quotation marks may hold the delimiter, and doubled marks. */
function splitCells(line: string, delimiter: string): string[] {
  const cells: string[] = []
  const cell = new RegExp(` *"((?:[^"]|"")*)" *(?:${delimiter}|$)|([^${delimiter}]*)(?:${delimiter}|$)`, 'y')
  while (cell.lastIndex < line.length) {
    const [found, quoted, bare = ''] = cell.exec(line) ?? []
    if (found === undefined) break
    cells.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'))
  }
  return cells
}

/**
 * Characters that cannot be kept, those that nobody sees, which turn or join what stands around them, and what stands in the place of bytes
 * that are no UTF-8.
 */
const unreadable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/u

function whyNoKey(key: string | undefined, seen: ReadonlySet<string>): KeyFault | undefined {
  if (key === undefined || key === '') return 'no-cell'
  if (key.length > longestKey) return 'too-long'
  if (unreadable.test(key) || !key.isWellFormed()) return 'unreadable'
  return seen.has(key) ? 'repeated' : undefined
}
