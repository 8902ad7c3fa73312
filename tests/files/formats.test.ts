import type { Cell, Page } from '@streambot/shared/engine/ports/exports.ts'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Format, formatPages, toCsvLine } from '@streambot/shared/files/formats.ts'

async function* pagesOf(...pages: Page[]): AsyncGenerator<Page> {
  yield* pages
}

const columns = ['name', 'points']
async function write(format: Format, ...pages: (readonly (readonly Cell[])[])[]): Promise<string> {
  let text = ''
  for await (const piece of formatPages(pagesOf(...pages.map((rows) => ({ columns, rows }))), format)) text += piece
  return text
}

describe('a name that a spreadsheet would calculate is kept from it', () => {
  test.each<[Cell, string]>([
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("http://evil";"click")', `"'=HYPERLINK(""http://evil"";""click"")"`],
    ['+1', "'+1"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['\n=1', `"'\n=1"`],
    ['＝1', "'＝1"],
    ['＠x', "'＠x"],
    ['-5', "'-5"],
    [-5, '-5'],
    [1_000_000_000_000, '1000000000000'],
    ['mira', 'mira'],
    ['a=b', 'a=b'],
    ['a,b', '"a,b"'],
    ['a;b', '"a;b"'],
    ['say "hi"', '"say ""hi"""'],
    ['two\nlines', '"two\nlines"'],
    [' =1', '" =1"'],
    ['', ''],
    [null, ''],
  ])('%j is written as %s', (cell, written) => {
    expect(toCsvLine([cell])).toBe(`${written}\r\n`)
  })

  test('and no text at all begins a cell with a sign that calculates', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 5 }), (texts) => {
        const [cells = []] = parse(toCsvLine(['x', ...texts]), { record_delimiter: '\r\n', relax_column_count: true })
        expect(cells).toHaveLength(texts.length + 1)
        for (const [index, text] of texts.entries()) {
          expect(cells[index + 1]).not.toMatch(/^[=+\-@\t\r]/)
          expect([text, `'${text}`]).toContain(cells[index + 1])
        }
      }),
    )
  })
})

test('CSV has its header once, also without rows', async () => {
  expect(await write('csv', [])).toBe('name,points\r\n')
  expect(await write('csv', [['a', 1]], [['b', 2]])).toBe('name,points\r\na,1\r\nb,2\r\n')
})

test('JSON is one array, however many pages there are, and without rows an empty one', async () => {
  expect(JSON.parse(await write('json', []))).toEqual([])
  const pages = [
    [['a', 1]],
    [],
    [
      ['=b\n', 2],
      [null, -3],
    ],
  ] as const
  expect(JSON.parse(await write('json', ...pages))).toEqual([
    { name: 'a', points: 1 },
    { name: '=b\n', points: 2 },
    { name: null, points: -3 },
  ])
  expect(await write('json', [['a', 1]])).toBe('[\n{"name":"a","points":1}\n]\n')
})

test('JSON lines are one object a line, texts as they are, and nothing without rows', async () => {
  expect(await write('jsonl', [])).toBe('')
  const lines = (await write('jsonl', [['=1\n', 1]], [[null, -2]])).trimEnd().split('\n')
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
    { name: '=1\n', points: 1 },
    { name: null, points: -2 },
  ])
})
