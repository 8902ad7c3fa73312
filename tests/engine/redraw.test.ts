/** Redraws, and races of claims, timers and moderators: each with one outcome. */
import { redrawWinner } from '@streambot/shared/engine/redraw.ts'
import type { Winner } from '@streambot/shared/giveaway/words.ts'
import { describe, expect, test } from 'vitest'
import { askOf, newMessage, openFor } from '../support/engine.ts'
import { codeOf, useTable } from './table.ts'

const table = useTable()
const { find, findWinners, statesOf, advance, drawFrom, winnerOf, speak, redraw, verifyElsewhere } = table

describe('races', () => {
  test('a claim and two timers at once, forty times: the winner claimed or the next one is drawn, never both', async () => {
    for (let round = 0; round < 40; round++) {
      const giveaway = await drawFrom(3)
      const { claimDeadline } = await winnerOf(giveaway)
      table.one.clock.turn(65_000)
      const [here, there] = round % 2 ? [table.one, table.two] : [table.two, table.one]
      const claiming = speak(giveaway, { sentAt: claimDeadline ?? new Date(0), engine: here })
      const [heard] = await Promise.all([claiming, advance(giveaway, there), advance(giveaway, here)])
      const states = await statesOf(giveaway)
      expect(['claimed', 'missed,pending']).toContain(states.join())
      expect(heard?.state).toBe(states[0])
    }
  })

  test('a redraw and a claim at once: the winner is out either way, and one is drawn in their place', async () => {
    for (let round = 0; round < 10; round++) {
      const giveaway = await drawFrom(3)
      const [redrawn] = await Promise.all([redraw(giveaway, {}, table.two), speak(giveaway)])
      expect(codeOf(redrawn)).toBe('ok')
      expect(await statesOf(giveaway)).toEqual(['set-aside', 'pending'])
    }
  })

  test('two moderators who redraw at once set one winner aside, not two', async () => {
    const giveaway = await drawFrom(4)
    const at = table.one.clock.now()
    table.one.clock.turn(1)
    const answers = await Promise.all([redraw(giveaway, { at }), redraw(giveaway, { at }, table.two)])
    expect(answers.map(codeOf).sort()).toEqual(['no-such-winner', 'ok'])
    expect(await statesOf(giveaway)).toEqual(['set-aside', 'pending'])
  })

  test('a redraw and the timer at once draw one in the place of one', async () => {
    const giveaway = await drawFrom(5)
    table.one.clock.turn(65_000)
    const at = table.one.clock.now()
    table.one.clock.turn(1)
    await Promise.all([redraw(giveaway, { at }), advance(giveaway, table.two)])
    expect((await statesOf(giveaway)).slice(1)).toEqual(['pending'])
  })
})

describe('a redraw', () => {
  test('sets the named winner aside with the reason, by whom, and draws on; history stays and the proof holds', async () => {
    const giveaway = await drawFrom(5, { winners: 2, claimSeconds: undefined })
    const first = await winnerOf(giveaway)
    expect(codeOf(await redraw(giveaway, { account: first }))).toBe('ok')
    expect(await statesOf(giveaway)).toEqual(['set-aside', 'confirmed', 'confirmed'])
    expect(await winnerOf(giveaway)).toMatchObject({ userId: first.userId, decidedAt: table.one.clock.now() })
    const { rows } = await table.one.store.pool.query(
      `SELECT w.reason, w.decided_by, a.details FROM giveaway_winners w JOIN audit_log a USING (giveaway_id)
        WHERE w.giveaway_id = $1 AND w.pick = 1 AND a.action = 'winner set aside'`,
      [giveaway.id],
    )
    expect(rows).toEqual([{ reason: 'was away', decided_by: 'twitch:900', details: { pick: 1, reason: 'was away' } }])
    table.one.clock.turn(120_000)
    await advance(giveaway)
    expect(await verifyElsewhere(giveaway)).toBe('ok')
  })

  test('puts the reveal of the seed off, and is refused after it', async () => {
    const giveaway = await drawFrom(5, { claimSeconds: undefined })
    table.one.clock.turn(119_999)
    expect(codeOf(await redraw(giveaway))).toBe('ok')
    table.one.clock.turn(1)
    await advance(giveaway)
    expect((await find(giveaway))?.status).toBe('drawn')
    table.one.clock.turn(119_999)
    await advance(giveaway)
    expect(codeOf(await redraw(giveaway))).toBe('seed-revealed')
    expect(await statesOf(giveaway)).toEqual(['set-aside', 'confirmed'])
  })

  test('of the last entrant leaves nobody, and of a winner who is out already is refused', async () => {
    const giveaway = await drawFrom(1, { claimSeconds: undefined })
    const first = await winnerOf(giveaway)
    expect(codeOf(await redraw(giveaway, { account: first }))).toBe('ok')
    expect(await statesOf(giveaway)).toEqual(['set-aside'])
    expect(codeOf(await redraw(giveaway, { account: first }))).toBe('no-such-winner')
    expect(codeOf(await redraw(giveaway))).toBe('no-such-winner')
  })

  test('lets who was set aside enter where winners have to wait, and who won not', async () => {
    const before = await drawFrom(4, { winners: 2, claimSeconds: undefined })
    const [out, won] = await findWinners(before)
    await redraw(before, { account: out })
    const giveaway = await openFor(table.one, table.streamerId, { conditions: { cooldownDays: 7 } }, '!later')
    const enter = ({ userId, name }: Pick<Winner, 'userId' | 'name'>) =>
      table.one.entering.enter(
        giveaway.id,
        askOf({ platform: 'twitch', userId, name, login: name.toLowerCase() }, table.one.clock),
      )
    expect(out && (await enter(out))).toMatchObject({ ok: true })
    expect(won && (await enter(won))).toEqual({ ok: false, code: 'won-recently' })
  })

  test('is refused while nothing is drawn, and its message counts once', async () => {
    const open = await openFor(table.one, table.streamerId, {}, '!open')
    expect(codeOf(await redraw(open))).toBe('wrong-status')
    const giveaway = await drawFrom(3)
    const twice = {
      actor: 'twitch:900',
      message: { platform: 'twitch', id: newMessage() },
      at: table.one.clock.now(),
    } as const
    const answers = await Promise.all(
      [table.one, table.two].map((engine) => redrawWinner(engine.ports, giveaway.id, { reason: 'away' }, twice)),
    )
    expect(answers.map(codeOf).sort()).toEqual(['already-handled', 'ok'])
  })
})
