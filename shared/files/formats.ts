/** Rows as text: CSV that a spreadsheet takes for nothing but text and numbers, a JSON array, or one JSON object a line. */
import type { Cell, Page } from '../engine/ports/exports.ts'

export const formats = ['csv', 'json', 'jsonl'] as const
export type Format = (typeof formats)[number]

/** Writes pages as text, piece by piece. CSV (RFC 4180) has a header, also without rows. */
export async function* formatPages(pages: AsyncIterable<Page>, format: Format): AsyncGenerator<string> {
  if (format === 'csv') yield* toCsv(pages)
  else if (format === 'json') yield* toArray(pages)
  else
    for await (const { columns, rows } of pages)
      if (rows.length > 0) yield rows.map((row) => `${toJson(columns, row)}\n`).join('')
}

async function* toCsv(pages: AsyncIterable<Page>): AsyncGenerator<string> {
  let isFirst = true
  for await (const { columns, rows } of pages) {
    yield (isFirst ? toCsvLine(columns) : '') + rows.map(toCsvLine).join('')
    isFirst = false
  }
}

async function* toArray(pages: AsyncIterable<Page>): AsyncGenerator<string> {
  let before = '[\n'
  for await (const { columns, rows } of pages) {
    if (rows.length > 0) yield before + rows.map((row) => toJson(columns, row)).join(',\n')
    if (rows.length > 0) before = ',\n'
  }
  yield before === ',\n' ? '\n]\n' : '[]\n'
}

/**
 * One line of CSV. Names come from chat: a text that a spreadsheet would calculate gets an apostrophe in front, which it shows or hides,
 * but does not run (owasp.org/www-community/attacks/CSV_Injection). Numbers stay numbers.
 */
export function toCsvLine(cells: readonly Cell[]): string {
  return `${cells.map(toCsvCell).join(',')}\r\n`
}

function toCsvCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const text = startsFormula.test(cell) ? `'${cell}` : cell
  return /[",;\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** The full-width signs count where a spreadsheet runs in an Asian language. */
const startsFormula = /^[=+\-@\t\r\n＝＋－＠]/

function toJson(columns: readonly string[], row: readonly Cell[]): string {
  return JSON.stringify(Object.fromEntries(columns.map((column, index) => [column, row[index]])))
}
