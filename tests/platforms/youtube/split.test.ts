import { createSplitter } from '@streambot/shared/platforms/youtube/split.ts'
import { array, assert, jsonValue, nat, property, record, string } from 'fast-check'
import { expect, test } from 'vitest'

/** What comes out of a text that arrives in pieces of these lengths, as bytes. */
function split(text: string, lengths: readonly number[] = []): unknown[] {
  const splitter = createSplitter()
  const bytes = Buffer.from(text)
  const found: string[] = []
  let at = 0
  for (const length of lengths) {
    found.push(...splitter(bytes.subarray(at, at + length)))
    at += length
  }
  found.push(...splitter(bytes.subarray(at)))
  return found.map((one) => JSON.parse(one) as unknown)
}

test('an array gives its objects, and so do objects one after the other', () => {
  const objects = [{ a: 1 }, { b: '}{"\\' }, { c: { d: [{}] } }]
  expect(split(JSON.stringify(objects))).toEqual(objects)
  expect(split(objects.map((one) => JSON.stringify(one)).join('\n'))).toEqual(objects)
})

test('each object comes as soon as it is whole, before the array ends', () => {
  const splitter = createSplitter()
  expect(splitter(Buffer.from('['))).toEqual([])
  expect(splitter(Buffer.from('{"a":1'))).toEqual([])
  expect(splitter(Buffer.from('}'))).toEqual(['{"a":1}'])
  expect(splitter(Buffer.from(',\n{"b":2},{'))).toEqual(['{"b":2}'])
  expect(splitter(Buffer.from('}]'))).toEqual(['{}'])
})

test('wherever the bytes are cut, in strings and characters too, the same objects come out', () => {
  const text = string({ unit: 'binary', maxLength: 8 })
  const objects = array(record({ text, any: jsonValue({ maxDepth: 2 }) }), { maxLength: 5 })
  assert(
    property(objects, array(nat(9)), nat(2), (written, lengths, indent) => {
      expect(split(JSON.stringify(written, null, indent), lengths)).toEqual(JSON.parse(JSON.stringify(written)))
    }),
  )
})

test('an object that never ends is given up, whatever memory there is', () => {
  const splitter = createSplitter()
  splitter(Buffer.from('{"a":"'))
  const much = Buffer.alloc(4_000_000, 'x')
  expect(() => {
    for (let times = 0; times < 5; times++) splitter(much)
  }).toThrow('without an end')
})
