import { cancelGiveaway, closeGiveaway } from '@streambot/shared/engine/manage.ts'
import { includeViewer } from '@streambot/shared/engine/exclude.ts'
import { pauseGiveaway } from '@streambot/shared/engine/pause.ts'
import { removeEntrant } from '@streambot/shared/engine/remove-entrant.ts'
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { beforeEach, describe, expect, test } from 'vitest'
import { askOf, costedTickets, newMessage, openFor, pay, person, type TestEngine } from '../support/engine.ts'
import { cause, codeOf, useTable } from './table.ts'

const table = useTable()
const { find, advance, kindsOf } = table

let one: TestEngine
let two: TestEngine
let streamerId: number
beforeEach(() => void ({ one, two, streamerId } = table))

const enter = (giveaway: Giveaway, number: number) => one.entering.enter(giveaway.id, askOf(person(number), one.clock))

describe('taking somebody out', () => {
  const remove = (giveaway: Giveaway, number: number, engine = one) =>
    removeEntrant(engine.ports, giveaway.id, person(number), 'two accounts', cause)

  test('gives the points back once, with the reason in the audit, however many ask at once', async () => {
    const giveaway = await openFor(one, streamerId, costedTickets)
    await pay(one, streamerId, [person(1), person(2)], 100)
    for (const number of [1, 2]) await one.entering.enter(giveaway.id, askOf(person(number), one.clock, { tickets: 3 }))
    const answers = await Promise.all([0, 1, 2, 3].map((index) => remove(giveaway, 1, index % 2 ? one : two)))
    expect(answers.map(codeOf).sort()).toEqual(['not-entered', 'not-entered', 'not-entered', 'ok'])
    expect(await one.store.findBalance(streamerId, person(1))).toBe(100)
    expect(await find(giveaway)).toMatchObject({ entryCount: 1, ticketCount: 3 })
    const { rows } = await one.store.pool.query(
      `SELECT details FROM audit_log WHERE giveaway_id = $1 AND action = 'entrant removed'`,
      [giveaway.id],
    )
    expect(rows).toMatchObject([{ details: { reason: 'two accounts', refunded: 30 } }])
    expect(await kindsOf(giveaway)).toEqual(['opened', 'entered', 'entered', 'left'])
  })

  test('keeps them out of this giveaway and no other, until a moderator lets them in again', async () => {
    const giveaway = await openFor(one, streamerId)
    const other = await openFor(one, streamerId, {}, '!other')
    await enter(giveaway, 1)
    expect(codeOf(await remove(giveaway, 1))).toBe('ok')
    expect(codeOf(await enter(giveaway, 1))).toBe('excluded')
    expect(codeOf(await enter(other, 1))).toBe('ok')
    const said = { actor: 'test', message: { platform: 'twitch', id: newMessage() } } as const
    expect(codeOf(await includeViewer(one.ports, { streamerId, account: person(1) }, said))).toBe('ok')
    expect(codeOf(await enter(giveaway, 1))).toBe('ok')
    expect(codeOf(await remove(giveaway, 1))).toBe('ok')
    expect(codeOf(await enter(giveaway, 1))).toBe('excluded')
  })

  test('takes any reason, and keeps what of it can be kept', async () => {
    const giveaway = await openFor(one, streamerId)
    await enter(giveaway, 1)
    const reason = `two\u0000accounts \ud83c${'x'.repeat(500)}`
    expect(codeOf(await removeEntrant(one.ports, giveaway.id, person(1), reason, cause))).toBe('ok')
    const { rows } = await one.store.pool.query<{ reason: string }>(
      'SELECT reason FROM excluded_viewers WHERE giveaway_id = $1',
      [giveaway.id],
    )
    expect(rows[0]?.reason).toMatch(/^two accounts \ufffdx{100,}$/)
    expect(rows[0]?.reason).toHaveLength(200)
  })

  test('works until the entries are sealed, then never', async () => {
    const giveaway = await openFor(one, streamerId)
    for (const number of [1, 2, 3]) await enter(giveaway, number)
    await pauseGiveaway(one.ports, giveaway.id, cause)
    expect(codeOf(await remove(giveaway, 1))).toBe('ok')
    await closeGiveaway(one.ports, giveaway.id, cause)
    expect(codeOf(await remove(giveaway, 2))).toBe('ok')
    one.clock.turn(5_000)
    await advance(giveaway)
    expect(codeOf(await remove(giveaway, 3))).toBe('sealed')
    expect(await find(giveaway)).toMatchObject({ entryCount: 1 })
  })

  test('of a cancelled giveaway is refused, and of nobody it knows', async () => {
    const giveaway = await openFor(one, streamerId)
    await enter(giveaway, 1)
    expect(codeOf(await remove(giveaway, 77))).toBe('not-entered')
    await cancelGiveaway(one.ports, giveaway.id, cause)
    expect(codeOf(await remove(giveaway, 1))).toBe('wrong-status')
  })
})
