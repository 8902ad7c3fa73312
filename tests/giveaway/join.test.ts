import {
  beatAfter,
  guestOf,
  isJoinCode,
  isPass,
  isPresent,
  makeJoinCode,
  makePass,
  readJoinCode,
  whyNotJoining,
} from '@streambot/shared/giveaway/join.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { makeGiveaway } from './world.ts'

const key = 'a'.repeat(64)
const id = '11111111-2222-4333-8444-555555555555'
const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 21) + seconds * 1_000)

/** What is read out of an address; a test that expects a code gets one. */
function read(text: string) {
  const code = readJoinCode(text)
  if (!code) throw new Error(`${text} is no code.`)
  return code
}

describe('a code', () => {
  const code = makeJoinCode(key, id, at(0))

  test.each([
    [0, true],
    [29, true],
    [30, true],
    [59, true],
    [60, false],
    [3_600, false],
    [-1, false],
  ])('that was first shown at second 0 counts at second %d: %s', (second, counts) => {
    expect(isJoinCode(key, read(code), at(second))).toBe(counts)
  })

  test('is another one every half minute, for every giveaway and under every key, and names its giveaway', () => {
    expect(makeJoinCode(key, id, at(29))).toBe(code)
    expect(makeJoinCode(key, id, at(30))).not.toBe(code)
    expect(read(code).giveawayId).toBe(id)
    expect(isJoinCode('b'.repeat(64), read(code), at(0))).toBe(false)
    const other = { ...read(code), giveawayId: id.replace('1', '2') }
    expect(isJoinCode(key, other, at(0))).toBe(false)
  })

  test.each(['', 'x', id, code.toUpperCase(), `${code}0`, code.slice(1), `${code.slice(0, -1)}g`, `${code}\n`])(
    'is not read out of %j',
    (text) => expect(readJoinCode(text)).toBeUndefined(),
  )

  test('that was guessed never counts', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[0-9a-f]{16}$/), (proof) => {
        fc.pre(!code.endsWith(proof) && !makeJoinCode(key, id, at(-30)).endsWith(proof))
        expect(isJoinCode(key, { giveawayId: id, proof }, at(0))).toBe(false)
      }),
    )
  })
})

describe('a pass', () => {
  const pass = makePass(key, id, 'device', at(0))

  test.each([
    ['this device in time', 'device', id, pass, 1_799, true],
    ['this device when its time is over', 'device', id, pass, 1_800, false],
    ['another device', 'other', id, pass, 0, false],
    ['another giveaway', 'device', id.replace('1', '2'), pass, 0, false],
    [
      'this device with a later end written in',
      'device',
      id,
      pass.replace(/^\d+/, String(at(9_000).getTime())),
      0,
      false,
    ],
    ['this device with words', 'device', id, 'soon.abc', 0, false],
    ['this device with nothing', 'device', id, '', 0, false],
  ])('of %s', (_who, device, giveawayId, said, second, counts) => {
    expect(isPass(key, giveawayId, device, said, at(second))).toBe(counts)
  })
})

test.each([
  [undefined, true, true, 'no-join'],
  [undefined, false, false, 'no-join'],
  ['signed-in', true, true, undefined],
  ['signed-in', true, false, 'old-code'],
  ['signed-in', false, true, 'sign-in-first'],
  ['signed-in', false, false, 'old-code'],
  ['guests', true, true, undefined],
  ['guests', false, true, undefined],
  ['guests', false, false, 'old-code'],
] as const)(
  'where %s may join, somebody who is signed in (%s) and has a code (%s) is told %s',
  (way, isSignedIn, hasCode, code) => {
    const { rules } = makeGiveaway()
    expect(whyNotJoining({ rules: { ...rules, joinByCode: way } }, { isSignedIn, hasCode })).toBe(code)
  },
)

test('a guest is the same on every ask of a device, another one on every device, and tells nothing of it', () => {
  const [one, two] = [guestOf('1'.repeat(64)), guestOf('2'.repeat(64))]
  expect(guestOf('1'.repeat(64))).toEqual(one)
  expect(one).toMatchObject({ platform: 'guest', name: expect.stringMatching(/^Guest \d{1,6}$/) })
  expect(one.userId).toMatch(/^[0-9a-f]{24}$/)
  expect(two.userId).not.toBe(one.userId)
  expect('1'.repeat(64)).not.toContain(one.userId)
})

test.each([
  [undefined, undefined, false],
  [60, undefined, true],
  [61, undefined, false],
  [undefined, 300, true],
  [undefined, 301, false],
  [61, 301, false],
  [61, 300, true],
])('with a phone heard of %s s ago and a line %s s ago, being there within 5 minutes is %s', (beat, chat, there) => {
  const ago = (seconds: number | undefined) => (seconds === undefined ? undefined : at(-seconds))
  expect(isPresent({ beatAt: ago(beat), chattedAt: ago(chat) }, 5, at(0))).toBe(there)
})

test('a phone says that it is there well within the time for which it counts', () => {
  expect(beatAfter('open')).toBe(20)
  expect(beatAfter('drawn')).toBe(10)
})
