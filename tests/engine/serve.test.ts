import { finishOrder, refundOrder, serveNext, serveOrder, type Which } from '@streambot/shared/engine/serve.ts'
import type { Answer } from '@streambot/shared/giveaway/answers.ts'
import { readTicket } from '@streambot/shared/giveaway/ticket-numbers.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { TestDatabase } from '../support/database.ts'
import { pay, person, type TestEngine } from '../support/engine.ts'
import { link, signInAs } from '../support/people.ts'
import { crowd, listAll, outcomes, redeemAll, said, stock } from '../support/shop.ts'
import { withTwoEngines } from '../support/with-engine.ts'
import { expectHealthy, expectNoDeadlock } from './healthy.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened), expectNoDeadlock)
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer')
  await stock(one, streamerId)
})
afterEach(() => expectHealthy(database.url))

const [anna, bert] = [person(1), person(2)]
const next = (engine = one, cause = said()) => serveNext(engine.ports, streamerId, cause)
const serve = (which: Which, engine = one) => serveOrder(engine.ports, streamerId, which, said())
const finish = (which: Which) => finishOrder(one.ports, streamerId, which, said())
const refund = (which: Which, engine = one, cause = said()) => refundOrder(engine.ports, streamerId, which, cause)
const ticket = (text: string): Which => readTicket(text) ?? 'serving'
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)
const balanceOf = (who: Account) => one.store.findBalance(streamerId, who)
const standing = async () => (await listAll(one, streamerId)).map(({ status }) => status)

/** So many people order, in their order. */
async function queue(count: number): Promise<void> {
  await pay(one, streamerId, crowd(count), 10)
  await redeemAll(one, streamerId, crowd(count))
}

describe('the queue', () => {
  test('serves one ticket after the other, and ends with the last', async () => {
    await queue(2)
    expect(await next()).toMatchObject({ value: { serving: { ticket: 'A-001', name: anna.name }, waiting: 1 } })
    expect(await standing()).toEqual(['serving', 'pending'])
    expect(await next()).toMatchObject({ value: { serving: { ticket: 'A-002' }, waiting: 0 } })
    expect(await next()).toEqual({ ok: true, value: { serving: null, waiting: 0 } })
    expect(await standing()).toEqual(['done', 'done'])
    expect(codeOf(await next())).toBe('nobody-waits')
  })

  test('shows whom it serves, the next ones and how many wait, and each viewer how many are ahead', async () => {
    await queue(4)
    await next()
    expect(await one.store.findQueue(streamerId, 2)).toMatchObject({
      serving: { number: 1 },
      next: [{ number: 2 }, { number: 3 }],
      waiting: 3,
    })
    expect(await one.store.findTicketsOf(streamerId, person(1))).toMatchObject([{ status: 'serving', ahead: 0 }])
    expect(await one.store.findTicketsOf(streamerId, person(4))).toMatchObject([{ number: 4, ahead: 2 }])
  })

  test('is called on once by a message that is delivered twice', async () => {
    await queue(3)
    const cause = said()
    const answers = await Promise.all([next(one, cause), next(two, cause)])
    expect(answers.map(codeOf).sort()).toEqual(['already-handled', 'ok'])
    expect(await standing()).toEqual(['serving', 'pending', 'pending'])
  })

  test('serves each ticket once however many moderators call at the same moment', async () => {
    await queue(20)
    const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => next(index % 2 ? one : two)))
    const served = answers.flatMap((answer) => (answer.ok && answer.value.serving ? answer.value.serving.ticket : []))
    expect(new Set(served).size).toBe(20)
    expect((await standing()).filter((status) => status === 'serving')).toHaveLength(1)
  })

  test('serves a ticket out of turn, and one that was done by mistake once more', async () => {
    await queue(3)
    await next()
    expect(await serve(ticket('a-003'))).toMatchObject({ value: { serving: { ticket: 'A-003' } } })
    expect(await standing()).toEqual(['done', 'pending', 'serving'])
    expect(codeOf(await serve(ticket('1')))).toBe('ok')
    expect(codeOf(await serve(ticket('1')))).toBe('ok')
    expect(await standing()).toEqual(['serving', 'pending', 'done'])
    expect(codeOf(await serve(ticket('9')))).toBe('no-such-ticket')
  })

  test('has a ticket done out of turn, once', async () => {
    await queue(2)
    expect(codeOf(await finish(ticket('2')))).toBe('ok')
    expect(codeOf(await finish(ticket('2')))).toBe('ticket-done')
    expect(codeOf(await finish('serving'))).toBe('no-such-ticket')
  })

  test('asks which ticket is meant where two prefixes have the number, unless only one of them waits', async () => {
    await stock(one, streamerId, { name: 'dance', price: 0, prefix: 'B' })
    await queue(1)
    await redeemAll(one, streamerId, [bert], '!redeem dance')
    expect(codeOf(await serve(ticket('1')))).toBe('which-ticket')
    await finish(ticket('A-1'))
    expect(await serve(ticket('1'))).toMatchObject({ value: { serving: { ticket: 'B-001' } } })
  })

  test('of another channel has none of these tickets', async () => {
    await queue(1)
    const [order] = await listAll(one, streamerId)
    const other = await one.store.addStreamer('other')
    const id = order?.id ?? 0
    expect(codeOf(await serveOrder(one.ports, other, { id }, said()))).toBe('no-such-ticket')
    expect(codeOf(await refundOrder(one.ports, other, { id }, said()))).toBe('no-such-ticket')
    expect(codeOf(await serveNext(one.ports, other, said()))).toBe('nobody-waits')
  })
})

describe('a refund', () => {
  test('gives the points and the stock back, once, however often it is asked for at the same moment', async () => {
    await stock(one, streamerId, { name: 'rare', stock: 1 })
    await pay(one, streamerId, [anna], 10)
    await redeemAll(one, streamerId, [anna], '!redeem rare')
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => refund(ticket('1'), index % 2 ? one : two)),
    )
    expect(answers.map(codeOf).sort()).toEqual(['ok', ...Array(5).fill('ticket-refunded')])
    expect(await balanceOf(anna)).toBe(10)
    expect(outcomes(await redeemAll(two, streamerId, [anna], '!redeem rare'))).toEqual(['A-002'])
  })

  test('keeps the reason, on one line and not too long, and does without one', async () => {
    await queue(2)
    await refundOrder(one.ports, streamerId, ticket('1'), said(), ` no\nsong ${'x'.repeat(300)}`)
    await refundOrder(one.ports, streamerId, ticket('2'), said(), '  ')
    const rows = await one.store.listAudit(streamerId, {}, { after: undefined, count: 10 })
    const reasons = rows.filter(({ action }) => action === 'order refunded').map(({ details }) => details)
    expect(reasons.map((details) => Object.entries(details).find(([name]) => name === 'reason')?.[1])).toEqual([
      undefined,
      `no song ${'x'.repeat(192)}`.slice(0, 199),
    ])
  })

  test('of what is served needs no number, and what is done has to be served once more first', async () => {
    await queue(1)
    await next()
    await next()
    expect(codeOf(await refund(ticket('1')))).toBe('ticket-done')
    await serve(ticket('1'))
    expect(await refund('serving')).toMatchObject({ value: { order: { ticket: 'A-001' }, refunded: 10 } })
    expect([codeOf(await serve(ticket('1'))), codeOf(await finish(ticket('1')))]).toEqual([
      'ticket-refunded',
      'ticket-refunded',
    ])
    expect(await balanceOf(anna)).toBe(10)
  })

  test('frees the viewer of the wait and the limit that the order counted for', async () => {
    await stock(one, streamerId, { name: 'rest', price: 0, personSeconds: 60, mostPerPerson: 1 })
    await redeemAll(one, streamerId, [anna], '!redeem rest')
    await refund(ticket('1'))
    expect(outcomes(await redeemAll(one, streamerId, [anna], '!redeem rest'))).toEqual(['A-002'])
  })

  test('goes to whoever the viewer was merged into since, who sees the order and waits for it', async () => {
    const kick: Account = { platform: 'kick', userId: '77', login: 'anna', name: 'Anna' }
    await stock(one, streamerId, { name: 'rest', personSeconds: 60 })
    await pay(one, streamerId, [anna], 1)
    await pay(one, streamerId, [kick], 10)
    await redeemAll(one, streamerId, [kick], '!redeem rest')
    await link(one, await signInAs(one, anna), kick)
    expect(await balanceOf(kick)).toBe(1)
    expect(await one.store.findTicketsOf(streamerId, anna)).toMatchObject([{ number: 1, name: 'Anna' }])
    expect(outcomes(await redeemAll(one, streamerId, [anna], '!redeem rest'))).toEqual(['cooling-down'])
    expect(codeOf(await refund(ticket('1')))).toBe('ok')
    expect(await balanceOf(anna)).toBe(11)
  })

  test('at the same moment as a merge of its viewer loses nothing', async () => {
    const kick: Account = { platform: 'kick', userId: '78', login: 'bert', name: 'Bert' }
    await pay(one, streamerId, [bert], 1)
    await pay(one, streamerId, [kick], 10)
    await redeemAll(one, streamerId, [kick])
    const userId = await signInAs(one, bert)
    await Promise.all([link(one, userId, kick), refund(ticket('1'), two)])
    expect(await balanceOf(bert)).toBe(11)
  })
})
