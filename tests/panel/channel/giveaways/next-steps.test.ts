import { mayBecome } from '@streambot/shared/giveaway/lifecycle.ts'
import { type GiveawayStatus, statuses } from '@streambot/shared/giveaway/words.ts'
import { describe, expect, test } from 'vitest'
import {
  findSteps,
  isWaitingForBeacon,
  mayRedraw,
  mayRemove,
  type Step,
} from '../../../../services/panel/channel/giveaways/next-steps.ts'

const now = Date.parse('2026-11-21T12:00:00Z')
const beacon = {
  chain: 'a'.repeat(64),
  round: 7,
  at: '2026-11-21T11:59:00Z',
  randomness: null,
  signature: null,
  waivedAt: null,
}

type Standing = Parameters<typeof findSteps>[0]

const standing = (status: GiveawayStatus, more: Partial<Standing> = {}): Standing => ({
  status,
  kind: 'keyword',
  sealedAt: null,
  drawWhenSealed: null,
  beacon: null,
  ...more,
})

const sealed = { sealedAt: '2026-11-21T11:58:00Z' }
const all = (giveaway: Standing, at = now): (Step | undefined)[] => {
  const { main, others } = findSteps(giveaway, at)
  return [main, ...others]
}

/** What each step makes of a giveaway. */
const leadsTo: Partial<Record<Step, GiveawayStatus>> = {
  open: 'open',
  schedule: 'scheduled',
  pause: 'paused',
  resume: 'open',
  close: 'closed',
  reopen: 'open',
  draw: 'drawn',
  cancel: 'cancelled',
}

test.each(statuses)('what is offered for a giveaway that is %s its life allows', (status) => {
  const offered = [{}, sealed].flatMap((more) => all(standing(status, more)))
  const reached = offered.flatMap((step) => (step && leadsTo[step]) ?? [])
  expect(reached.filter((next) => !mayBecome(status, next))).toEqual([])
})

test.each(statuses)('a giveaway that is %s can be cancelled where its life allows it', (status) => {
  expect(all(standing(status)).includes('cancel')).toBe(mayBecome(status, 'cancelled'))
})

describe('a closed giveaway', () => {
  test('opens again only until its entries are final', () => {
    expect(all(standing('closed'))).toContain('reopen')
    expect(all(standing('closed', sealed))).not.toContain('reopen')
  })

  test('is drawn next, once', () => {
    expect(findSteps(standing('closed', sealed), now).main).toBe('draw')
    expect(findSteps(standing('closed', { ...sealed, drawWhenSealed: 1 }), now).main).toBeUndefined()
  })

  test('is not drawn where the first ones win', () => {
    expect(all(standing('closed', { kind: 'first' }))).not.toContain('draw')
  })

  test('is drawn without the beacon only when the beacon is late', () => {
    const waiting = standing('closed', { ...sealed, beacon, drawWhenSealed: 1 })
    const late = Date.parse(beacon.at) + 600_000
    expect(findSteps(waiting, late - 1).main).toBeUndefined()
    expect(findSteps(waiting, late).main).toBe('draw-without-beacon')
    const come = { ...beacon, randomness: 'b'.repeat(64) }
    expect(findSteps(standing('closed', { ...sealed, beacon: come }), late).main).toBe('draw')
  })
})

test('a draw waits for a beacon that is named, until it comes or is done without', () => {
  expect(isWaitingForBeacon({ beacon: null })).toBe(false)
  expect(isWaitingForBeacon({ beacon })).toBe(true)
  expect(isWaitingForBeacon({ beacon: { ...beacon, randomness: 'b'.repeat(64) } })).toBe(false)
  expect(isWaitingForBeacon({ beacon: { ...beacon, waivedAt: beacon.at } })).toBe(false)
})

test('somebody else is drawn only for a winner who stands, in a draw whose seed is secret', () => {
  expect(mayRedraw(standing('drawn'), { state: 'pending' })).toBe(true)
  expect(mayRedraw(standing('drawn'), { state: 'missed' })).toBe(false)
  expect(mayRedraw(standing('completed'), { state: 'confirmed' })).toBe(false)
  expect(mayRedraw(standing('drawn', { kind: 'first' }), { state: 'confirmed' })).toBe(false)
})

test('people are taken out only until the entries are final', () => {
  expect(mayRemove(standing('open'))).toBe(true)
  expect(mayRemove(standing('closed'))).toBe(true)
  expect(mayRemove(standing('closed', sealed))).toBe(false)
  expect(mayRemove(standing('drawn', sealed))).toBe(false)
  expect(mayRemove(standing('open', { kind: 'first' }))).toBe(false)
})
