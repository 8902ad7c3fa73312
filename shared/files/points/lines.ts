/** Lines and cells out of a CSV file, as they come. */
import { pipeline, Readable } from 'node:stream'
import { FileError } from '../file-error.ts'
import { type CsvError, parse } from 'csv-parse'
import { decodeText } from './text.ts'

export interface Line {
  /** Where it begins in the file, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** In UTF-16 units. A line of points has a name and some numbers. */
const longestLine = 65_536

/** Gives the lines of a file that have anything in them. `usual` parts the cells where no comma, semicolon or tab does. */
export async function* readLines(bytes: AsyncIterable<Uint8Array>, usual?: string): AsyncGenerator<Line> {
  const text = decodeText(bytes)
  const { begin, first } = await readBegin(text)
  if (first === '') return
  const records = parse({
    delimiter: usual && !/[,;\t]/.test(first) ? usual : findDelimiter(first),
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    info: true,
    // A quotation mark that is never closed would else swallow the rest of the file.
    max_record_size: longestLine,
  })
  // Whatever goes wrong with the text comes out of the records; whoever stops reading those ends the text.
  pipeline(Readable.from(join(begin, text)), records, () => undefined)
  try {
    let doubled = 0
    // With `info` the parser gives each record with the line that it ended on. It counts a quoted line end of two signs as two.
    for await (const { record, info } of records as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      const text = record.join('')
      doubled += countMatches(text, /\r\n/g)
      const line = info.lines - doubled - countMatches(text, /\r\n|\n|\r/g)
      if (text.trim() !== '') yield { line, cells: record }
    }
  } catch (error) {
    throw toFileError(error)
  }
}

/** As much of the text as has the whole first line that is not blank, and that line; of one that is too long, its beginning. */
async function readBegin(text: AsyncGenerator<string>): Promise<{ begin: string; first: string }> {
  let [begin, first] = ['', '']
  while (!/[\r\n]/.test(first) && first.length <= longestLine) {
    const next = await text.next()
    if (next.done) break
    begin += next.value
    first = (first + next.value).trimStart()
  }
  return { begin, first: /^[^\r\n]*/.exec(first)?.[0] ?? '' }
}

async function* join(begin: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield begin
  yield* rest
}

/** The sign that parts the cells of the first line: whichever of these stands there most often, outside of quotes. */
function findDelimiter(first: string): string {
  const bare = first.replaceAll(/"[^"]*"/g, '')
  const count = (sign: string) => bare.split(sign).length
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}

const countMatches = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

function toFileError(error: unknown): unknown {
  if (!isCsvError(error)) return error
  const why = reasons[error.code] ?? error.message
  return new FileError(`The file cannot be read from line ${Number(error['lines'])} on: ${why}.`, 'text', {
    cause: error,
  })
}

const reasons: Readonly<Record<string, string>> = {
  CSV_QUOTE_NOT_CLOSED: 'a quotation mark is opened there, or before, and never closed',
  CSV_MAX_RECORD_SIZE: 'a line is far too long there, as where a quotation mark is opened and never closed',
}

const isCsvError = (error: unknown): error is CsvError =>
  error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_')
