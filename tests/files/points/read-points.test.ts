import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Mapping } from '@streambot/shared/files/points/columns.ts'
import type { ImportSource } from '@streambot/shared/giveaway/ledger.ts'
import { readPoints } from '@streambot/shared/files/points/read-points.ts'

const folder = fileURLToPath(new URL('../../support/payloads/points', import.meta.url))

async function* pieces(bytes: Uint8Array, size = bytes.length): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

const read = (bytes: Uint8Array | string, source: ImportSource = 'csv', mapping: Mapping = {}, size?: number) =>
  readPoints(pieces(Buffer.from(bytes), size), { source, mapping })

/** The good rows as `line login id points`, the bad ones as `line why`. */
async function outline(...args: Parameters<typeof read>) {
  const { rows, good, bad } = await read(...args)
  return {
    rows,
    good: good.map((row) => `${row.line} ${row.login} ${row.id || '-'} ${row.points}`),
    bad: bad.map((row) => `${row.line} ${row.why}`),
  }
}

describe('the export of', () => {
  test.each<[file: string, source: ImportSource, rows: number, good: string[]]>([
    ['streamelements.csv', 'streamelements', 3, ['1 mira_plays - 1200', '2 nina_k - 350', '3 old_name - 40']],
    ['streamelements-five-columns.csv', 'streamelements', 2, ['1 mira_plays 71092938 1200', '2 nina_k - 350']],
    ['streamelements-leaderboard.csv', 'streamelements', 2, ['2 mira_plays - 1200', '3 nina_k - 350']],
    ['streamlabs-chatbot.csv', 'streamlabs', 2, ['1 mira_plays - 1200', '2 nina_k - 350']],
    ['streamlabs-cloudbot.csv', 'streamlabs', 2, ['2 mira_plays - 1200', '3 nina_k - 350']],
    ['phantombot.csv', 'phantombot', 2, ['2 mira_plays - 1200', '3 nina_k - 350']],
    ['firebot.csv', 'firebot', 2, ['2 mira_plays 71092938 1200', '3 ニーナ 44322889 350']],
    ['mixitup.txt', 'mixitup', 3, ['1 mira_plays 71092938 1200', '2 nina_k 44322889 350']],
    ['mixitup-before-1.txt', 'mixitup', 2, ['1 mira_plays 71092938 1200', '2 nina_k 44322889 350']],
  ])('%s is read, also in pieces of three bytes', async (file, source, rows, good) => {
    const bytes = readFileSync(`${folder}/${file}`)
    const whole = await outline(bytes, source)
    expect(whole).toMatchObject({ rows, good })
    expect(await outline(bytes, source, {}, 3)).toEqual(whole)
  })

  test('Mix It Up names people of other platforms, and those are listed', async () => {
    const { bad } = await outline(readFileSync(`${folder}/mixitup.txt`), 'mixitup')
    expect(bad).toEqual(['3 is an account of "YouTube", not of Twitch'])
  })

  test('another program is read by the columns that are named, by header or by number', async () => {
    const file = 'Rang;Spieler;Taler\n1;mira;5\n2;nina;3\n'
    const expected = ['2 mira - 5', '3 nina - 3']
    expect((await outline(file, 'csv', { name: 'Spieler', points: 'taler' })).good).toEqual(expected)
    expect((await outline(file, 'csv', { name: '2', points: '3' })).good).toEqual(expected)
    expect((await outline('x,mira,5\n', 'csv', { name: '2', points: '3' })).good).toEqual(['1 mira - 5'])
  })
})

describe('whatever the file looks like', () => {
  const rows = 'name,points\nmira,5\nnina,3\n'
  const expected = ['2 mira - 5', '3 nina - 3']
  const utf16 = (text: string) => Buffer.from(text, 'utf16le')

  test.each<[string, Uint8Array | string]>([
    ['a mark at the start', `\uFEFF${rows}`],
    ['line ends of Windows', rows.replaceAll('\n', '\r\n')],
    ['line ends of old Macs', rows.replaceAll('\n', '\r')],
    ['line ends of every kind', 'name,points\r\nmira,5\nnina,3\r'],
    ['semicolons', rows.replaceAll(',', ';')],
    ['tabs', rows.replaceAll(',', '\t')],
    ['quotation marks everywhere', rows.replaceAll(/[^,\n]+/g, '"$&"')],
    ['UTF-16 with its mark', utf16(`\uFEFF${rows}`)],
    ['UTF-16 without it', utf16(rows)],
    ['UTF-16, high byte first', utf16(`\uFEFF${rows}`).swap16()],
    ['spaces and an at sign', 'name, points\n @Mira , 5 \nNINA,3'],
  ])('%s', async (_, bytes) => {
    expect((await outline(bytes)).good).toEqual(expected)
    expect((await outline(bytes, 'csv', {}, 1)).good).toEqual(expected)
  })

  test('quoted line breaks and empty lines do not shift the numbers of lines', async () => {
    const { good, bad } = await outline('name,points,note\nmira,5,"two\nlines"\n\n"a\r\nb",1,\nnina,3,\n')
    expect(good).toEqual(['2 mira - 5', '7 nina - 3'])
    expect(bad).toEqual(['5 "ab" is no name of a Twitch account'])
  })

  test('however it is cut into pieces, the rows are the same', async () => {
    const bytes = Buffer.from('\uFEFFname;points\r\nmira;5\r\n"ni""na";3\r\nzoë;x\r\nbob;70\r\n')
    const whole = await outline(bytes)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: bytes.length }), async (size) => {
        expect(await outline(bytes, 'csv', {}, size)).toEqual(whole)
      }),
    )
  })

  test('the checksum is of the bytes', async () => {
    const [one, same, other] = [await read(rows), await read(rows, 'csv', {}, 2), await read(`${rows}\n`)]
    expect(one.checksum).toMatch(/^[\da-f]{64}$/)
    expect(same.checksum).toBe(one.checksum)
    expect(other.checksum).not.toBe(one.checksum)
  })

  test('200,000 rows are read as they come', async () => {
    async function* many() {
      yield Buffer.from('name,points\n')
      for (let index = 0; index < 200; index++)
        yield Buffer.from(Array.from({ length: 1000 }, (_, row) => `viewer${index * 1000 + row},7\n`).join(''))
    }
    const told: number[] = []
    const file = await readPoints(many(), { source: 'csv', onProgress: (lines) => told.push(lines) })
    expect(file.rows).toBe(200_000)
    expect(file.good.at(-1)).toEqual({ line: 200_001, login: 'viewer199999', id: '', points: 7 })
    expect(told).toEqual([50_000, 100_000, 150_000, 200_000])
  })
})

describe('a row cannot be used when', () => {
  test.each<[string, string]>([
    ['mira,-5', '"-5" points are less than none'],
    ['mira,1.5', '"1.5" is not a whole number'],
    ['mira,"1,5"', '"1,5" is not a whole number'],
    ['mira,1e9', '"1e9" is not a number of points'],
    ['mira,0x10', '"0x10" is not a number of points'],
    ['mira,٥', '"٥" is not a number of points'],
    ['mira,Infinity', '"Infinity" is not a number of points'],
    ['mira,1000000000001', '"1000000000001" points are more than anybody may have'],
    [`mira,${'9'.repeat(400)}`, `"${'9'.repeat(40)}" points are more than anybody may have`],
    ['mira,', 'has no points'],
    ['mira', 'has no points'],
    [',5', 'has no name'],
    ['"  ",5', 'has no name'],
    ['@,5', 'has no name'],
    ['zoë,5', '"zoë" is no name of a Twitch account'],
    ['"=HYPERLINK(1)",5', '"=hyperlink(1)" is no name of a Twitch account'],
    ['"x\'; drop table users; --",5', `"x'; drop table users; --" is no name of a Twitch account`],
    ['\u001b[2J\u202Eevil,5', '"[2jevil" is no name of a Twitch account'],
    [`${'a'.repeat(26)},5`, `"${'a'.repeat(26)}" is no name of a Twitch account`],
  ])('it says %s', async (row, why) => {
    const { good, bad } = await outline(`name,points\n${row}\nnina,3\n`)
    expect(good).toEqual(['3 nina - 3'])
    expect(bad).toEqual([`2 ${why}`])
  })

  test('its id is none', async () => {
    expect((await outline('id,name,points\nUCabc,mira,5\n')).bad).toEqual(['2 "UCabc" is no id of a Twitch account'])
  })

  test('its name or id stands there again, in whatever case: none of them counts', async () => {
    const { good, bad } = await outline('id,name,points\n,Mira,5\n7,nina,1\n,bob,2\n,mira,6\n7,other,1\n')
    expect(good).toEqual(['4 bob - 2'])
    expect(bad.map((line) => line.slice(0, 20))).toEqual([
      '2 "mira" stands 2 ti',
      '3 "nina" stands 2 ti',
      '5 "mira" stands 2 ti',
      '6 "other" stands 2 t',
    ])
  })
})

describe('a file is refused when', () => {
  test.each<[string, Uint8Array | string, Mapping, RegExp]>([
    ['it is empty', '', {}, /^The file is empty\.$/],
    ['it is blank', '\uFEFF \n\n', {}, /^The file is empty\.$/],
    ['its columns cannot be told', 'a,b\nc,d\n', {}, /cannot be told.*"a", "b".*by header or by number/],
    ['it lacks a column that was named', 'a,b\nc,1\n', { name: 'who', points: 'b' }, /no column "who" for the name/],
    ['it lacks a column by number', 'a,b\nc,1\n', { name: '1', points: '3' }, /no column "3" for the points/],
    ['a quotation mark is never closed', 'name,points\nmira,5\n"nina,3\nbob,2\n', {}, /from line \d+ on.*never closed/],
    [
      'one is never closed for long',
      `name,points\n"nina,3\n${'bob,2\n'.repeat(20_000)}`,
      {},
      /from line \d+ on.*never closed/,
    ],
    ['a line never ends', `name,points\n${'x'.repeat(200_000)}`, {}, /from line \d+ on.*far too long/],
    ['not even the first line ends', 'x'.repeat(200_000), {}, /from line \d+ on.*far too long/],
    ['it is an Excel workbook', Buffer.from('PK\u0003\u0004rest'), {}, /Excel workbook.*save.*as CSV/],
    ['it is in Latin-1', Buffer.from('name,points\nzo\u00eb,5\n', 'latin1'), {}, /not UTF-8 throughout/],
  ])('%s', async (_, bytes, mapping, sentence) => {
    await expect(read(bytes, 'csv', mapping)).rejects.toThrow(sentence)
    await expect(read(bytes, 'csv', mapping, 5)).rejects.toThrow(sentence)
  })
})

test.each([
  ['blanks', ' '.repeat(2_000_000), /^The file is empty\.$/],
  ['blanks before a word', `${' '.repeat(2_000_000)}x`, /far too long|cannot be told/],
  ['a word that never ends', 'x'.repeat(2_000_000), /far too long/],
  ['quotation marks', '"'.repeat(2_000_001), /never closed|far too long|cannot be told/],
  ['NULs', '\0'.repeat(2_000_000), /./],
  ['columns', `${'a,'.repeat(30_000)}\n`, /^The columns of the file cannot be told.{1,400}$/s],
])('two million %s are refused in no time', async (_, text, sentence) => {
  const began = performance.now()
  await expect(read(text, 'csv', {}, 65_536)).rejects.toThrow(sentence)
  expect(performance.now() - began).toBeLessThan(5_000)
})

test('a file with more lines than are taken at once is refused', async () => {
  const file = (rows: number) =>
    pieces(Buffer.from(`name,points\n${Array.from({ length: rows }, (_, row) => `v${row},1\n`).join('')}`))
  expect((await readPoints(file(100), { source: 'csv', mostRows: 100 })).rows).toBe(100)
  await expect(readPoints(file(101), { source: 'csv', mostRows: 100 })).rejects.toThrow('more than 100 lines')
})
