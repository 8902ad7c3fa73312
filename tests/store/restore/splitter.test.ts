import { expect, test } from 'vitest'
import { readPieces } from '@streambot/shared/store/restore/pieces.ts'
import { makeSplitter } from '@streambot/shared/store/restore/splitter.ts'

function split(sql: string): string[] {
  const splitter = makeSplitter()
  return sql.split(/(?<=\n)/).flatMap((line) => splitter.feed(line))
}

test.each([
  ['several on a line', 'a; b;c;', ['a', 'b', 'c']],
  ['one over several lines', 'a\n b\n;', ['a\n b']],
  ['a semicolon in a string', `select 'a;b';`, [`select 'a;b'`]],
  ['a doubled quote', `select 'it''s; x'; y;`, [`select 'it''s; x'`, 'y']],
  ['a string over several lines', `select 'a;\nb';`, [`select 'a;\nb'`]],
  ['a backslash before the last quote of a plain string', String.raw`select 'a\'; b;`, [String.raw`select 'a\'`, 'b']],
  [
    'a backslash before a quote of an escape string',
    String.raw`select E'a\'; b'; c;`,
    [String.raw`select E'a\'; b'`, 'c'],
  ],
  ['a word that ends in e before a string', String.raw`select type'a\'; b;`, [String.raw`select type'a\'`, 'b']],
  ['a quoted name', 'select "a;""b"; c;', ['select "a;""b"', 'c']],
  ['dollar quotes', 'do $$ begin; $x$ ; end $$; b;', ['do $$ begin; $x$ ; end $$', 'b']],
  ['tagged dollar quotes', 'do $x$ a; $$ b; $x$; c;', ['do $x$ a; $$ b; $x$', 'c']],
  ['a dollar sign in a name', 'select a$b$c; d;', ['select a$b$c', 'd']],
  ['a comment to the end of the line', "a -- it's; \n b;", ['a  \n b']],
  ['a comment between two words', 'a/* ; */b;', ['a  b']],
  ['a comment in a comment', 'a /* x /* ; */ ; */ b;', ['a      b']],
  ['a minus and a slash', 'select 1 - 2 / 3;', ['select 1 - 2 / 3']],
])('%s', (_, sql, statements) => {
  expect(split(sql)).toEqual(statements)
})

async function* inChunks(text: string, size: number): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function read(text: string, size = 5): Promise<unknown[]> {
  const pieces: unknown[] = []
  for await (const piece of readPieces(inChunks(text, size))) {
    if (piece.kind !== 'rows') {
      pieces.push(piece.text)
      continue
    }
    let rows = ''
    for await (const chunk of piece.rows) rows += chunk.toString('utf8')
    pieces.push([piece.copy, rows])
  }
  return pieces
}

test.each([1, 2, 3, 7, 1000])('a dump is read in pieces, however it is cut into chunks of %i bytes', async (size) => {
  const rows = `a\t'\n--;\\\\.\n\\\\.\n🎁\u2028\r\n\\N\n`
  const dump = `\\restrict x\n-- said\nset a = 1;\nCOPY public.t (a, b) FROM stdin;\n${rows}\\.\n\n\\unrestrict x\nselect 2;\n-- end`
  expect(await read(dump, size)).toEqual([
    '-- said',
    'set a = 1',
    ['COPY public.t (a, b) FROM stdin', rows],
    'select 2',
    '-- end',
  ])
})

test.each(['select 1', "select 'a;\n", 'COPY t FROM stdin;\n1\n2\n', 'do $$ begin;\n'])(
  'a dump that ends within %j is cut short',
  async (dump) => {
    await expect(read(dump)).rejects.toThrow('cut short')
  },
)
