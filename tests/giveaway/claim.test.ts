import {
  beginClaim,
  findMeant,
  findSilent,
  isClaimedBy,
  isKept,
  isStanding,
  mayTurn,
  mostKept,
  nextMiss,
} from '@streambot/shared/giveaway/claim.ts'
import { type Winner, type WinnerState, winnerStates } from '@streambot/shared/giveaway/words.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { after, noon } from './world.ts'

/** A winner drawn at noon who has a minute to speak. */
function makeWinner(changed: Partial<Winner> = {}): Winner {
  const pick = changed.pick ?? 1
  const who = {
    pick,
    viewerId: pick,
    platform: 'twitch',
    userId: String(pick),
    name: `Viewer${pick}`,
    tickets: 1,
  } as const
  return { ...who, ...beginClaim(60, noon), ...changed }
}

test('exactly these states may follow each other', () => {
  const steps: readonly `${WinnerState} ${WinnerState}`[] = [
    'pending claimed',
    'pending missed',
    'pending set-aside',
    'claimed set-aside',
    'confirmed set-aside',
  ]
  const found = winnerStates.flatMap((from) =>
    winnerStates.filter((to) => mayTurn(from, to)).map((to) => `${from} ${to}`),
  )
  expect(found.sort()).toEqual([...steps].sort())
  expect(winnerStates.filter((state) => isStanding({ state }))).toEqual(['pending', 'claimed', 'confirmed'])
})

test('with a window a winner is pending until its end, without one confirmed at once', () => {
  expect(beginClaim(60, noon)).toMatchObject({ state: 'pending', drawnAt: noon, claimDeadline: after(60_000) })
  expect(beginClaim(undefined, noon)).toMatchObject({ state: 'confirmed', drawnAt: noon, claimDeadline: undefined })
})

test.each<[string, Partial<Winner>, number, boolean]>([
  ['written as the winner was drawn', {}, 0, true],
  ['written before the winner was drawn, come after it', {}, -1, false],
  ['written as the time ends', {}, 60_000, true],
  ['written after the time', {}, 60_001, false],
  ['of a winner who has claimed', { state: 'claimed' }, 1, false],
  ['of a winner who was missed', { state: 'missed' }, 1, false],
  ['of a winner who was set aside', { state: 'set-aside' }, 1, false],
  ['of a winner without a window', beginClaim(undefined, noon), 1, false],
])('a message %s', (_, winner, ms, claims) => {
  expect(isClaimedBy(makeWinner(winner), after(ms))).toBe(claims)
})

test.each([
  [64_999, []],
  [65_000, [1]],
  [74_999, [1]],
  [75_000, [1, 3]],
])('%i ms after the draw, with five seconds of grace, %j are silent', (ms, picks) => {
  const winners = [
    makeWinner(),
    makeWinner({ pick: 2, state: 'claimed' }),
    makeWinner({ pick: 3, claimDeadline: after(70_000) }),
    makeWinner({ pick: 4, ...beginClaim(undefined, noon) }),
  ]
  expect(findSilent(winners, 5, after(ms)).map(({ pick }) => pick)).toEqual(picks)
})

describe('whatever winners there are', () => {
  const anyWinner = fc
    .record({
      state: fc.constantFrom(...winnerStates),
      drawn: fc.integer({ min: 0, max: 500 }),
      window: fc.integer({ min: 5, max: 300 }),
    })
    .map(({ state, drawn, window }) => ({ ...beginClaim(window, after(drawn * 1_000)), state }))
  const winnersOf = fc
    .array(anyWinner, { maxLength: 8 })
    .map((list) => list.map((one, index) => makeWinner({ ...one, pick: index + 1 })))

  test('somebody is silent exactly when the next miss is due', () => {
    fc.assert(
      fc.property(
        winnersOf,
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 0, max: 1_000 }),
        (winners, grace, seconds) => {
          const now = after(seconds * 1_000)
          const due = nextMiss(winners, grace)
          expect(findSilent(winners, grace, now).length > 0).toBe(due !== undefined && due <= now)
          expect(due === undefined).toBe(winners.every(({ state }) => state !== 'pending'))
        },
      ),
    )
  })

  test('a message claims or its winner is silent, never both before the grace is over', () => {
    fc.assert(
      fc.property(winnersOf, fc.integer({ min: 0, max: 1_000 }), (winners, seconds) => {
        const at = after(seconds * 1_000)
        const silent = findSilent(winners, 0.001, at)
        for (const winner of winners) expect(isClaimedBy(winner, at) && silent.includes(winner)).toBe(false)
      }),
    )
  })

  test('a redraw never means somebody who is out, or was drawn after it was asked for', () => {
    fc.assert(
      fc.property(
        winnersOf,
        fc.integer({ min: 0, max: 1_000 }),
        fc.option(fc.integer({ min: 1, max: 9 })),
        (winners, seconds, id) => {
          const meant = findMeant(winners, after(seconds * 1_000), id ?? undefined)
          if (!meant) return
          expect(isStanding(meant) && meant.drawnAt <= after(seconds * 1_000)).toBe(true)
          if (id !== null) expect(meant.viewerId).toBe(id)
        },
      ),
    )
  })
})

describe('a redraw without a name', () => {
  const out = makeWinner({ state: 'set-aside' })
  const [second, third] = [makeWinner({ pick: 2 }), makeWinner({ pick: 3, drawnAt: after(10) })]

  test.each<[string, readonly Winner[], number, number | undefined]>([
    ['means the latest', [makeWinner(), second], 1, 2],
    ['means the latest of its time', [out, second, third], 9, 2],
    ['means the only one who stands', [makeWinner(), { ...second, state: 'missed' }], 1, 1],
    [
      'means nobody where the latest is out and several stand',
      [makeWinner(), second, { ...third, state: 'missed' }],
      20,
      undefined,
    ],
    ['means nobody where its winner was set aside a moment ago', [out, third], 9, undefined],
    ['means nobody where nobody was drawn', [], 1, undefined],
  ])('%s', (_, winners, ms, pick) => {
    expect(findMeant(winners, after(ms))?.pick).toBe(pick)
  })
})

test.each<[string, Partial<Winner>, number, number, boolean]>([
  ['the first one', {}, 0, 0, true],
  ['written before the draw', {}, -1, 0, false],
  ['the tenth', {}, 5, mostKept - 1, true],
  ['the eleventh', {}, 5, mostKept, false],
  ['ten minutes after the draw', beginClaim(undefined, noon), 600_000, 0, true],
  ['later', beginClaim(undefined, noon), 600_001, 0, false],
  ['later, within a window of an hour', beginClaim(3_600, noon), 3_600_000, 0, true],
  ['of a winner who was missed', { state: 'missed' }, 5, 0, false],
])('what a winner says: %s', (_, winner, ms, kept, isTaken) => {
  expect(isKept(makeWinner(winner), after(ms), kept)).toBe(isTaken)
})
