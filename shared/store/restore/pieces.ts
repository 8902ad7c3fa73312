/** Reads a plain SQL dump as `psql` does: statements, and the rows of `COPY` blocks, which stream through. */
import { makeSplitter } from './splitter.ts'

export type Piece =
  | { readonly kind: 'statement'; readonly text: string }
  /** The rows belong to the reader: take them before the next piece. */
  | { readonly kind: 'rows'; readonly copy: string; readonly rows: AsyncIterable<Buffer> }
  /** A comment on a line of its own, outside of a statement. */
  | { readonly kind: 'comment'; readonly text: string }

/** The file ends within a statement or a block of rows. */
export class CutShortError extends Error {
  override readonly name = 'CutShortError'
  constructor() {
    super('the file is cut short, its end is missing. Use another backup.')
  }
}

/** Gives the pieces in order. Lines for `psql` itself, such as `\restrict`, mean nothing here and are passed over. */
export async function* readPieces(bytes: AsyncIterable<Buffer>): AsyncGenerator<Piece> {
  const lines = readLines(bytes)
  const splitter = makeSplitter()
  for (let line = await lines.next(); !line.done; line = await lines.next()) {
    const text = line.value.toString('utf8')
    if (splitter.between && text.startsWith('\\')) continue
    if (splitter.between && text.startsWith('--')) yield { kind: 'comment', text: text.trimEnd() }
    for (const statement of splitter.feed(text)) {
      if (/^copy\s.*\sfrom\s+stdin\b/is.test(statement)) yield { kind: 'rows', copy: statement, rows: readRows(lines) }
      else yield { kind: 'statement', text: statement }
    }
  }
  if (!splitter.between) throw new CutShortError()
}

/** Big enough that a row does not cost a round through the socket, small enough to hold many. Bytes. */
const batch = 65_536

/** Rows up to the line `\.`, which is the end of the block, in batches. */
async function* readRows(lines: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  for (;;) {
    const line = await lines.next()
    if (line.done) throw new CutShortError()
    if (isBlockEnd(line.value)) break
    held.push(line.value)
    size += line.value.length
    if (size < batch) continue
    yield Buffer.concat(held)
    held = []
    size = 0
  }
  if (held.length > 0) yield Buffer.concat(held)
}

const isBlockEnd = (line: Buffer): boolean => line.length <= 4 && line.toString('latin1').trimEnd() === '\\.'

const lineFeed = 10

/** Lines with their ends, split by line feeds only: text may hold every other kind of line end. */
async function* readLines(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let begun: Buffer[] = []
  for await (const chunk of bytes) {
    let start = 0
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
      yield Buffer.concat([...begun, chunk.subarray(start, end + 1)])
      begun = []
      start = end + 1
    }
    if (start < chunk.length) begun.push(chunk.subarray(start))
  }
  if (begun.length > 0) yield Buffer.concat(begun)
}
