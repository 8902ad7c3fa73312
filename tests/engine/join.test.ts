/** Joining by code: one device once, one person once, through two processes at the same time. */
import { createHash } from 'node:crypto'
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { claimByDevice, createJoining, type JoinAsk, type Joining } from '@streambot/shared/engine/join.ts'
import { requestDraw } from '@streambot/shared/engine/manage.ts'
import { signIn } from '@streambot/shared/engine/sign-in.ts'
import { guestOf } from '@streambot/shared/giveaway/join.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import type { Account, Giveaway, GiveawayRules, UserId } from '@streambot/shared/giveaway/words.ts'
import { expect, test } from 'vitest'
import { askOf, costedTickets, listEntries, openFor, pay, person, type TestEngine } from '../support/engine.ts'
import { withTwoEngines } from '../support/with-engine.ts'
import { expectHealthy, expectNoDeadlock } from './healthy.ts'

let one: TestEngine
let two: TestEngine
let first: Joining
let second: Joining
withTwoEngines(
  (opened) => {
    one = opened.one
    two = opened.two
    first = createJoining(one.ports, one.entering)
    second = createJoining(two.ports, two.entering)
  },
  async (url) => {
    await expectHealthy(url)
    await expectNoDeadlock(url)
  },
)

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
let numbers = 0

async function open(rules: Partial<GiveawayRules> = {}): Promise<Giveaway> {
  const streamerId = await one.store.addStreamer('streamer', { graceSeconds: 0, revealSeconds: 0 })
  return openFor(one, streamerId, { ...usualRules, joinByCode: 'guests', ...rules })
}

async function user(account: Account): Promise<UserId> {
  await signIn(one.ports, { account, tokenHash: hash(`s${++numbers}`), before: undefined })
  const found = await one.store.transact((tx) => tx.findConnection(account))
  if (!found) throw new Error('Nobody signed in.')
  return found.userId
}

const somebody = (): Account => person(++numbers)
const askFor = (giveaway: Giveaway, device: string, userId?: UserId): JoinAsk => ({
  giveaway,
  deviceId: hash(`${giveaway.id} ${device}`),
  tokenHash: hash(`token ${++numbers}`),
  userId,
  hasCode: true,
})
const ticketsIn = async ({ id }: Giveaway) => (await listEntries(one.store, id)).map(({ tickets }) => tickets)

test('a guest joins once, and joining again finds the entry and ends the session from before', async () => {
  const giveaway = await open()
  const [ask, again] = [askFor(giveaway, 'phone'), askFor(giveaway, 'phone')]
  const joined = await first.join(ask)
  expect(joined).toMatchObject({ ok: true, refused: undefined, joined: { tickets: 1, win: undefined } })
  expect(await second.join(again)).toMatchObject({ ok: true, joined: { tickets: 1 } })
  expect(await first.beat(ask.tokenHash)).toBeUndefined()
  expect(await first.beat(again.tokenHash)).toMatchObject({ tickets: 1 })
  const [entry] = await listEntries(one.store, giveaway.id)
  expect(entry).toMatchObject({ ...pick(guestOf(ask.deviceId)), tickets: 1 })
})

const pick = ({ platform, userId, name }: Account) => ({ platform, userId, name })

test('one device that joins many times at once through two processes is in once, and has one session', async () => {
  const giveaway = await open({ ...costedTickets, cost: 0, maxTickets: 100 })
  const asks = Array.from({ length: 12 }, () => askFor(giveaway, 'phone'))
  const answers = await Promise.all(asks.map((ask, index) => (index % 2 ? first : second).join(ask)))
  for (const answer of answers) expect(answer.ok || answer.code === 'join-ended').toBe(true)
  expect(await ticketsIn(giveaway)).toEqual([1])
  const alive = await Promise.all(asks.map(({ tokenHash }) => first.beat(tokenHash)))
  expect(alive.filter((one) => one !== undefined)).toHaveLength(1)
})

test('two devices of one account at once are one person with one entry, though tickets may be had by the dozen', async () => {
  const giveaway = await open({ ...costedTickets, maxTickets: 100 })
  const account = somebody()
  const userId = await user(account)
  await pay(one, giveaway.streamerId, [account], 1_000)
  const asks = Array.from({ length: 10 }, (_, index) => askFor(giveaway, `phone ${index}`, userId))
  const answers = await Promise.all(asks.map((ask, index) => (index % 2 ? first : second).join(ask)))
  expect(answers.every(({ ok }) => ok)).toBe(true)
  expect(await ticketsIn(giveaway)).toEqual([1])
  expect(await one.store.findBalance(giveaway.streamerId, account)).toBe(990)
})

test('whoever entered in chat joins by phone as the same person, also with another account of theirs', async () => {
  const giveaway = await open()
  const account = somebody()
  const userId = await user(account)
  await one.entering.enter(giveaway.id, askOf(account, one.clock))
  expect(await first.join(askFor(giveaway, 'phone', userId))).toMatchObject({
    ok: true,
    joined: { tickets: 1, account: { userId: account.userId } },
  })
  expect(await ticketsIn(giveaway)).toEqual([1])
})

test('a guest who signs in while entering in chat and by phone at once comes out as one person with one entry', async () => {
  const giveaway = await open()
  const account = somebody()
  const userId = await user(account)
  await first.join(askFor(giveaway, 'phone'))
  await Promise.all([
    first.join(askFor(giveaway, 'phone', userId)),
    second.join(askFor(giveaway, 'phone', userId)),
    second.join(askFor(giveaway, 'phone')),
    one.entering.enter(giveaway.id, askOf(account, one.clock)),
    two.entering.enter(giveaway.id, askOf(account, one.clock)),
  ])
  expect(await first.join(askFor(giveaway, 'phone', userId))).toMatchObject({ ok: true, joined: { tickets: 1 } })
  expect(await ticketsIn(giveaway)).toEqual([1])
})

test('a phone on which somebody joined is not another person’s, and a guest who became somebody stays that', async () => {
  const giveaway = await open()
  const [mine, yours] = [await user(somebody()), await user(somebody())]
  await first.join(askFor(giveaway, 'phone'))
  await first.join(askFor(giveaway, 'phone', mine))
  expect(await second.join(askFor(giveaway, 'phone', yours))).toEqual({ ok: false, code: 'device-taken' })
  expect(await first.join(askFor(giveaway, 'phone'))).toMatchObject({ ok: true, joined: { tickets: 1 } })
  expect(await ticketsIn(giveaway)).toEqual([1])
})

test('of two people who join with one phone at the same moment one is in', async () => {
  const users = [await user(somebody()), await user(somebody())]
  for (const pair of [
    [first, first],
    [first, second],
  ] as const) {
    const giveaway = await open()
    // While a guest's batch is on its way, the two come into one.
    const guest = first.join(askFor(giveaway, 'other'))
    const answers = await Promise.all(pair.map((one, index) => one.join(askFor(giveaway, 'phone', users[index]))))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await guest).toMatchObject({ ok: true })
    expect(await ticketsIn(giveaway)).toEqual([1, 1])
  }
})

test('without a code nobody joins who has not joined with this device before', async () => {
  const giveaway = await open()
  const without = (device: string) => ({ ...askFor(giveaway, device), hasCode: false })
  expect(await first.join(without('phone'))).toEqual({ ok: false, code: 'old-code' })
  expect(await ticketsIn(giveaway)).toEqual([])
  await first.join(askFor(giveaway, 'phone'))
  expect(await first.join(without('phone'))).toMatchObject({ ok: true, joined: { tickets: 1 } })
  expect(await first.join(without('other'))).toEqual({ ok: false, code: 'old-code' })
})

test('the rules hold for phones as for the chat: who is kept out is told why, and may ask again', async () => {
  const giveaway = await open({ cost: 10 })
  const account = somebody()
  const userId = await user(account)
  const refused = await first.join(askFor(giveaway, 'phone', userId))
  expect(refused).toMatchObject({ ok: true, refused: 'insufficient-balance', joined: { tickets: 0 } })
  await pay(one, giveaway.streamerId, [account], 10)
  expect(await first.join(askFor(giveaway, 'phone', userId))).toMatchObject({
    ok: true,
    refused: undefined,
    joined: { tickets: 1 },
  })
  expect(await first.join(askFor(giveaway, 'host', giveaway.streamerId))).toMatchObject({
    ok: false,
    code: 'sign-in-first',
  })
  const open2 = await open({ joinByCode: undefined })
  expect(await first.join(askFor(open2, 'phone'))).toEqual({ ok: false, code: 'no-join' })
  const open3 = await open({ joinByCode: 'signed-in' })
  expect(await first.join(askFor(open3, 'phone'))).toEqual({ ok: false, code: 'sign-in-first' })
})

test('who is not there at the draw is passed over: a phone that beats or a line in chat is enough, an old one is not', async () => {
  const giveaway = await open({ presentMinutes: 5, winners: 3 })
  const [chatting, silent] = [somebody(), somebody()]
  const asks = [askFor(giveaway, 'there'), askFor(giveaway, 'gone')]
  for (const ask of asks) await first.join(ask)
  for (const who of [chatting, silent]) await one.entering.enter(giveaway.id, askOf(who, one.clock))
  one.clock.turn(600_000)
  const line = {
    account: chatting,
    roles: askOf(chatting, one.clock).roles,
    firstAt: one.clock.now(),
    lastAt: one.clock.now(),
  }
  await one.store.noteChatters(giveaway.streamerId, [line])
  await first.beat(asks[0]?.tokenHash ?? '')
  await requestDraw(one.ports, giveaway.id, undefined, { actor: 'test' })
  await advanceGiveaway(one.ports, giveaway.id)
  const winners = await one.store.findWinners(giveaway.id)
  const won = winners.filter(({ state }) => state === 'confirmed').map(({ userId }) => userId)
  expect(won.toSorted()).toEqual([chatting.userId, guestOf(asks[0]?.deviceId ?? '').userId].toSorted())
  const out = winners.filter(({ state }) => state === 'passed-over')
  expect(out.map(({ passedOver }) => passedOver)).toEqual(['not-present', 'not-present'])
})

test('where the first ones win, the first phones have won at once, and the next one comes too late', async () => {
  const giveaway = await open({ kind: 'first', winners: 2, maxEntries: 2, leaving: false })
  const [a, b, c] = [
    await first.join(askFor(giveaway, 'a')),
    await second.join(askFor(giveaway, 'b')),
    await first.join(askFor(giveaway, 'c')),
  ]
  for (const [index, answer] of [a, b].entries())
    expect(answer).toMatchObject({ ok: true, joined: { win: { pick: index + 1, state: 'confirmed' } } })
  expect(c).toMatchObject({ ok: true, refused: 'full', joined: { tickets: 0, win: undefined } })
})

test('phones that show that they are there while all of them join again do not get in each other’s way', async () => {
  const giveaway = await open()
  const phones = Array.from({ length: 60 }, (_, index) => `phone ${index}`)
  let asks = phones.map((phone) => askFor(giveaway, phone))
  // Not all at once, so that the rows do not stand in the order of the devices.
  for (const rest of [0, 1, 2])
    await Promise.all(asks.filter((_, index) => index % 3 === rest).map((ask) => first.join(ask)))
  for (let round = 0; round < 5; round++) {
    const again = phones.map((phone) => askFor(giveaway, phone))
    await Promise.all([
      ...asks.map(({ tokenHash }) => second.beat(tokenHash)),
      ...again.toReversed().map((ask) => first.join(ask)),
      ...asks.toReversed().map(({ tokenHash }) => first.beat(tokenHash)),
    ])
    asks = again
  }
  const alive = await Promise.all(asks.map(({ tokenHash }) => second.beat(tokenHash)))
  expect(alive.every((joined) => joined?.tickets === 1)).toBe(true)
})

test('a winner claims with the button of the phone, once, and a phone that lost claims nothing', async () => {
  const giveaway = await open({ claimSeconds: 60 })
  const asks = [askFor(giveaway, 'a'), askFor(giveaway, 'b')]
  for (const ask of asks) await first.join(ask)
  await requestDraw(one.ports, giveaway.id, undefined, { actor: 'test' })
  await advanceGiveaway(one.ports, giveaway.id)
  const joined = await Promise.all(asks.map(({ tokenHash }) => first.beat(tokenHash)))
  const [won, lost] = joined.toSorted((x, y) => Number(y?.win !== undefined) - Number(x?.win !== undefined))
  if (!won || !lost) throw new Error('A phone is not heard.')
  expect(won.win).toMatchObject({ pick: 1, state: 'pending' })
  expect(await claimByDevice(one.ports, lost)).toBeUndefined()
  const claims = await Promise.all([claimByDevice(one.ports, won), claimByDevice(two.ports, won)])
  expect(claims.map((claim) => claim?.state)).toEqual(['claimed', 'claimed'])
  expect(await one.store.findWinnerMessages(giveaway.id, 1)).toHaveLength(1)
})
