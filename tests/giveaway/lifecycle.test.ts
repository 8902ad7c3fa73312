import { addBreak, isPublic, mayBecome, nextStep, whyOutOfTime } from '@streambot/shared/giveaway/lifecycle.ts'
import type { Refusal } from '@streambot/shared/giveaway/answers.ts'
import { type Giveaway, type GiveawayStatus, statuses } from '@streambot/shared/giveaway/words.ts'
import { describe, expect, test } from 'vitest'
import { after, makeGiveaway, noon } from './world.ts'

test('exactly these steps may follow each other', () => {
  const steps: readonly `${GiveawayStatus} ${GiveawayStatus}`[] = [
    'draft scheduled',
    'draft open',
    'draft cancelled',
    'scheduled open',
    'scheduled cancelled',
    'open paused',
    'open closed',
    'open cancelled',
    'paused open',
    'paused closed',
    'paused cancelled',
    'closed open',
    'closed drawn',
    'closed cancelled',
    'drawn completed',
    'drawn cancelled',
  ]
  const found = statuses.flatMap((from) => statuses.filter((to) => mayBecome(from, to)).map((to) => `${from} ${to}`))
  expect(found.sort()).toEqual([...steps].sort())
})

describe('a message', () => {
  const [before, later] = [after(-1), after(1)]
  const pause = { code: 'paused', from: before, until: later } as const
  const closed = { status: 'closed', closedAt: noon, finalAt: after(5_000) } as const

  test.each<[string, Partial<Giveaway>, Date, Refusal | undefined]>([
    ['for a draft', { status: 'draft', openedAt: undefined }, noon, 'not-yet-open'],
    ['for a planned giveaway', { status: 'scheduled', openedAt: undefined }, noon, 'not-yet-open'],
    ['written as it opened', { openedAt: noon }, noon, undefined],
    ['written before it opened', { openedAt: noon }, before, 'not-yet-open'],
    ['written before it opened, come after the close', { ...closed, openedAt: noon }, before, 'not-yet-open'],
    ['while it is open', {}, noon, undefined],
    ['written as the time is up', { closesAt: noon }, noon, undefined],
    ['written after the time is up, before the timer came', { closesAt: noon }, later, 'closed'],
    ['written before the pause', { status: 'paused', pausedAt: noon }, before, undefined],
    ['written as it paused', { status: 'paused', pausedAt: noon }, noon, undefined],
    ['written during the pause', { status: 'paused', pausedAt: noon }, later, 'paused'],
    [
      'written during the pause, after the planned end',
      { status: 'paused', pausedAt: before, closesAt: noon },
      later,
      'closed',
    ],
    ['written during a pause that is over', { breaks: [pause] }, noon, 'paused'],
    ['written as a pause began', { breaks: [pause] }, before, undefined],
    ['written as a pause ended', { breaks: [pause] }, later, undefined],
    [
      'written while it was closed, come after it opened again',
      { breaks: [{ ...pause, code: 'closed' }] },
      noon,
      'closed',
    ],
    ['written during a pause, come after the close', { ...closed, closedAt: later, breaks: [pause] }, noon, 'paused'],
    ['written before a pause, come after the close', { ...closed, breaks: [pause] }, after(-2), undefined],
    [
      'written during a pause, come after the seal',
      { ...closed, sealedAt: after(5_000), breaks: [pause] },
      noon,
      'closed',
    ],
    ['written before the close', closed, before, undefined],
    ['written as it closed', closed, noon, undefined],
    ['written after the close', closed, later, 'closed'],
    ['written before the close, come long after the grace', { ...closed, finalAt: before }, before, undefined],
    ['written before the close, come after the seal', { ...closed, sealedAt: after(5_000) }, before, 'closed'],
    ['for a drawn giveaway', { ...closed, status: 'drawn', sealedAt: after(5_000) }, before, 'closed'],
    ['for a completed giveaway', { ...closed, status: 'completed', sealedAt: after(5_000) }, before, 'closed'],
    ['for a cancelled giveaway', { status: 'cancelled' }, before, 'closed'],
  ])('%s', (_, giveaway, sentAt, refusal) => {
    expect(whyOutOfTime(makeGiveaway(giveaway), sentAt)).toBe(refusal)
  })
})

test.for<[GiveawayStatus, Date | undefined, boolean]>([
  ['draft', undefined, false],
  ['scheduled', undefined, true],
  ['open', noon, true],
  ['cancelled', undefined, false],
  ['cancelled', noon, true],
])('everybody may know of one that is %s, opened %s: %s', ([status, openedAt, known]) => {
  expect(isPublic({ status, openedAt })).toBe(known)
})

test('a break that has no length is none', () => {
  const giveaway = makeGiveaway({ breaks: [{ code: 'closed', from: after(-2), until: after(-1) }] })
  expect(addBreak(giveaway, 'paused', noon, noon)).toEqual(giveaway.breaks)
  expect(addBreak(giveaway, 'paused', undefined, noon)).toEqual(giveaway.breaks)
  expect(addBreak(giveaway, 'paused', noon, after(1))).toEqual([
    ...giveaway.breaks,
    { code: 'paused', from: noon, until: after(1) },
  ])
})

describe('the next step by itself', () => {
  const [first, second, third] = [after(1), after(2), after(3)]

  test.each<[string, Partial<Giveaway>, ReturnType<typeof nextStep>]>([
    ['of an open giveaway is nothing', {}, undefined],
    ['of one with an end is the close', { closesAt: first, finalAt: second }, { step: 'close', at: first }],
    ['of a paused one with an end is the close', { status: 'paused', closesAt: first }, { step: 'close', at: first }],
    [
      'of a closed one is the seal',
      { status: 'closed', closesAt: first, finalAt: second },
      { step: 'seal', at: second },
    ],
    ['of a sealed one is nothing', { status: 'closed', finalAt: second, sealedAt: third }, undefined],
    [
      'of a drawn one is the reveal',
      { status: 'drawn', finalAt: first, sealedAt: second, completesAt: third },
      { step: 'complete', at: third },
    ],
    [
      'of a drawn one with a pending winner is the miss, also when the reveal would come first',
      { status: 'drawn', sealedAt: first, completesAt: second, claimsDueAt: third },
      { step: 'miss', at: third },
    ],
    ['of a completed one is nothing', { status: 'completed', completesAt: third }, undefined],
    ['of a cancelled one is nothing', { status: 'cancelled', closesAt: first, finalAt: second }, undefined],
    ['of a scheduled one is the opening', { status: 'scheduled', opensAt: first }, { step: 'open', at: first }],
    ['of an open one with a reminder is that', { remindsAt: second }, { step: 'remind', at: second }],
    [
      'is the reminder where the end is more than half a minute behind it',
      { remindsAt: first, closesAt: after(30_002) },
      { step: 'remind', at: first },
    ],
    [
      'is the close where the reminder would come in the last half minute',
      { remindsAt: first, closesAt: after(30_001) },
      { step: 'close', at: after(30_001) },
    ],
    [
      'is the close where it comes before the reminder',
      { remindsAt: third, closesAt: first },
      { step: 'close', at: first },
    ],
    ['of a paused one is no reminder', { status: 'paused', remindsAt: first }, undefined],
    [
      'of a closed one is no reminder',
      { status: 'closed', remindsAt: first, finalAt: second },
      { step: 'seal', at: second },
    ],
    ['of a draft is nothing', { status: 'draft', closesAt: first }, undefined],
  ])('%s', (_, giveaway, next) => {
    expect(nextStep(makeGiveaway(giveaway))).toEqual(next)
  })
})
