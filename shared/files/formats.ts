/** Rows as text: CSV that a spreadsheet takes for nothing but text and numbers, or one JSON object a line. */
import type { Cell, Page } from '../engine/ports/exports.ts'

export const formats = ['csv', 'json'] as const
export type Format = (typeof formats)[number]

/** Writes pages as text, piece by piece. CSV (RFC 4180) has a header, also without rows; JSON is one object a line. */
export async function* formatPages(pages: AsyncIterable<Page>, format: Format): AsyncGenerator<string> {
  let isFirst = true
  for await (const { columns, rows } of pages) {
    if (isFirst && format === 'csv') yield toCsvLine(columns)
    isFirst = false
    const line = format === 'csv' ? toCsvLine : (row: readonly Cell[]) => toJsonLine(columns, row)
    if (rows.length > 0) yield rows.map(line).join('')
  }
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

function toJsonLine(columns: readonly string[], row: readonly Cell[]): string {
  return `${JSON.stringify(Object.fromEntries(columns.map((column, index) => [column, row[index]])))}\n`
}
