/** Lines and cells out of a CSV file, as they come. */
import { SetupError } from '@streambot/shared/runtime/setup-error.ts'
import { type CsvError, parse } from 'csv-parse'
import { decodeText } from './text.ts'

export interface Line {
  /** Where it begins in the file, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Gives the lines of a file that have anything in them. `usual` parts the cells where no comma, semicolon or tab does. */
export async function* readLines(bytes: AsyncIterable<Uint8Array>, usual?: string): AsyncGenerator<Line> {
  const text = decodeText(bytes)
  const begin = await readBegin(text)
  if (begin.trim() === '') return
  const records = parse({
    delimiter: usual && !/^\s*[^\r\n]*[,;\t]/.test(begin) ? usual : findDelimiter(begin),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
    // A quotation mark that is never closed would else swallow the rest of the file.
    max_record_size: 65_536,
  })
  const feeding = feed(records, begin, text)
  try {
    // With `info` the parser gives each record with where it ended.
    for await (const { record, info } of records as AsyncIterable<{ record: string[]; info: { lines: number } }>)
      if (record.some((cell) => cell.trim() !== '')) yield { line: lineOf(record, info.lines), cells: record }
  } catch (error) {
    throw toSetupError(error)
  } finally {
    await feeding
  }
}

/** As much of the text as has the whole first line. */
async function readBegin(text: AsyncGenerator<string>): Promise<string> {
  let begin = ''
  while (!/\S.*[\r\n]/.test(begin)) {
    const next = await text.next()
    if (next.done) break
    begin += next.value
  }
  return begin
}

/** Whatever goes wrong with the text comes out of the parser. */
async function feed(records: ReturnType<typeof parse>, begin: string, text: AsyncIterable<string>): Promise<void> {
  try {
    records.write(begin)
    for await (const piece of text) {
      if (records.destroyed) return
      if (!records.write(piece)) await new Promise((resolve) => records.once('drain', resolve).once('close', resolve))
    }
    records.end()
  } catch (error) {
    records.destroy(error instanceof Error ? error : new Error(String(error)))
  }
}

/** The sign that parts the cells of the first line: whichever of these stands there most often, outside of quotes. */
function findDelimiter(begin: string): string {
  const first = (/\S.*/.exec(begin)?.[0] ?? '').replaceAll(/"[^"]*"/g, '')
  const count = (sign: string) => first.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

/** Where a record begins: the parser counts to where it ends. */
function lineOf(record: readonly string[], end: number): number {
  return record.reduce((line, cell) => line - (cell.match(/\r\n|\n|\r/g)?.length ?? 0), end)
}

function toSetupError(error: unknown): unknown {
  if (!isCsvError(error)) return error
  const why = neverClosed.has(error.code)
    ? 'a quotation mark is opened there, or before, and never closed'
    : error.message
  return new SetupError(`The file cannot be read from line ${Number(error['lines'])} on: ${why}.`, { cause: error })
}

const neverClosed = new Set<string>(['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE'])

const isCsvError = (error: unknown): error is CsvError =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')
