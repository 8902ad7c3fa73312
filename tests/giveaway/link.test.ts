import { type HeldEntry, mergeEntries } from '@streambot/shared/giveaway/link.ts'
import type { GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { costedTickets } from '../support/engine.ts'

const stays = 1
const goes = 2

function entry(viewerId: number, id: number, given: Partial<HeldEntry> = {}): HeldEntry {
  return { id, viewerId, tickets: 1, bonus: 0, paid: 0, enteredAt: new Date(id * 1_000), ...given }
}

function merge(rules: GiveawayRules, ...entries: HeldEntry[]) {
  return mergeEntries({ giveaway: { id: 'g', streamerId: 1, rules, entryCount: 2, ticketCount: 9 }, entries }, stays)
}

describe('merging entries', () => {
  test('of a word: the earlier one stays, whoever made it', () => {
    expect(merge(usualRules, entry(stays, 10), entry(goes, 20))).toMatchObject({
      stays: { id: 10, viewerId: stays, tickets: 1 },
      goes: { id: 20 },
      surplus: 1,
    })
    expect(merge(usualRules, entry(stays, 20), entry(goes, 10))).toMatchObject({
      stays: { id: 10, viewerId: stays, tickets: 1 },
      goes: { id: 20 },
    })
  })

  test('of tickets: they add up to the most that one person may hold, and points for the others come back', () => {
    const merged = merge(
      costedTickets,
      entry(stays, 10, { tickets: 3, paid: 30 }),
      entry(goes, 20, { tickets: 4, paid: 40 }),
    )
    expect(merged).toMatchObject({ stays: { id: 10, tickets: 5, paid: 50 }, surplus: 2 })
    expect(merged?.back).toEqual(
      new Map([
        [stays, -20],
        [goes, 40],
      ]),
    )
  })

  test('keeps what factors gave for the tickets that stay', () => {
    const merged = merge(
      { ...costedTickets, cost: 0 },
      entry(stays, 10, { tickets: 9, bonus: 6 }),
      entry(goes, 20, { tickets: 12, bonus: 8 }),
    )
    expect(merged?.stays).toMatchObject({ tickets: 15, bonus: 10 })
  })

  test('an entry of the one who goes alone goes over as it is, and who stays pays for it', () => {
    const merged = merge(costedTickets, entry(goes, 20, { tickets: 4, paid: 40 }))
    expect(merged).toMatchObject({
      stays: { id: 20, viewerId: stays, tickets: 4, paid: 40 },
      goes: undefined,
      surplus: 0,
    })
    expect(merged?.back).toEqual(
      new Map([
        [stays, -40],
        [goes, 40],
      ]),
    )
  })

  test('there is nothing to do where only the one who stays is in, or nobody', () => {
    expect(merge(usualRules, entry(stays, 10))).toBeUndefined()
    expect(merge(usualRules)).toBeUndefined()
  })

  test('who came first twice has won twice: that was published', () => {
    expect(merge({ ...usualRules, kind: 'first' }, entry(stays, 10), entry(goes, 20))).toBeUndefined()
    expect(merge({ ...usualRules, kind: 'first' }, entry(goes, 20))?.stays).toMatchObject({ id: 20, viewerId: stays })
  })

  test('never makes tickets or points, never passes the most, and never takes more than was paid', () => {
    const held = (viewerId: number, id: number, cost: number) =>
      fc
        .record({ asked: fc.integer({ min: 1, max: 9 }), bonus: fc.integer({ min: 0, max: 40 }) })
        .map(({ asked, bonus }) => entry(viewerId, id, { tickets: asked + bonus, bonus, paid: asked * cost }))
    const cases = fc
      .record({ cost: fc.integer({ min: 0, max: 7 }), most: fc.integer({ min: 9, max: 15 }), swap: fc.boolean() })
      .chain(({ cost, most, swap }) =>
        fc.tuple(
          fc.constant({ ...costedTickets, cost, maxTickets: most }),
          held(stays, swap ? 20 : 10, cost),
          held(goes, swap ? 10 : 20, cost),
        ),
      )
    fc.assert(
      fc.property(cases, ([rules, mine, theirs]) => {
        const merged = merge(rules, mine, theirs)
        if (!merged) throw new Error('Both are in, and nothing was merged.')
        const { tickets, bonus, paid } = merged.stays
        expect(tickets + merged.surplus).toBe(mine.tickets + theirs.tickets)
        expect(tickets - bonus).toBe(
          Math.min(rules.maxTickets, mine.tickets - mine.bonus + theirs.tickets - theirs.bonus),
        )
        expect(paid).toBe((tickets - bonus) * rules.cost)
        const back = [...merged.back.values()].reduce((sum, points) => sum + points, 0)
        expect(back).toBe(mine.paid + theirs.paid - paid)
        expect(merged.surplus).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
