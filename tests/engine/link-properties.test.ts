/** Any order of chat, links and draws, through two engines at once: one person is one viewer with one entry, and every point is where it belongs. */
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { cancelGiveaway, leaveGiveaway, openGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import { givePoints } from '@streambot/shared/engine/points.ts'
import type { Account, GiveawayRules, Platform } from '@streambot/shared/giveaway/words.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { askOf, costedTickets, newMessage, pay, type TestEngine } from '../support/engine.ts'
import { accountOn, link, signInAs, unlink } from '../support/people.ts'
import { expectHealthy } from './healthy.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine

withTwoEngines((opened) => void ({ database, one, two } = opened))

const people = 4
const platforms: readonly Platform[] = ['twitch', 'kick', 'youtube']

interface Step {
  readonly who: number
  readonly platform: Platform
  readonly engine: number
  readonly deed: 'enter' | 'pay' | 'give' | 'leave' | 'link' | 'unlink' | 'open' | 'draw' | 'advance' | 'cancel'
  readonly amount: number
  /** Whether it waits for the steps before it. */
  readonly waits: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(people - 1),
  platform: fc.constantFrom(...platforms),
  engine: fc.nat(1),
  deed: fc.oneof(
    { weight: 8, arbitrary: fc.constant('enter' as const) },
    { weight: 3, arbitrary: fc.constant('pay' as const) },
    { weight: 5, arbitrary: fc.constant('link' as const) },
    { weight: 2, arbitrary: fc.constantFrom('give', 'leave', 'unlink', 'open') },
    { weight: 1, arbitrary: fc.constantFrom('draw', 'advance', 'cancel') },
  ),
  amount: fc.integer({ min: 1, max: 6 }),
  waits: fc.boolean(),
})

const rules: fc.Arbitrary<GiveawayRules> = fc.oneof(
  fc.constant({ ...usualRules, winners: 2 }),
  fc.integer({ min: 0, max: 3 }).map((cost) => ({ ...costedTickets, cost, maxTickets: 6, winners: 2 })),
  fc.constant({ ...costedTickets, cost: 1, conditions: { followerFactor: 1 }, maxTicketsInAll: 20 }),
)

let games = 0

/** One community whose people do this; everything that was written is then held against the promises. */
async function play(steps: readonly Step[], chosen: GiveawayRules): Promise<void> {
  const game = 100_000 + ++games * 100
  const streamerId = await one.store.addStreamer('streamer', {
    attemptsPerMinute: 1_000,
    graceSeconds: 0,
    revealSeconds: 0,
  })
  const accountOf = ({ who, platform }: Pick<Step, 'who' | 'platform'>): Account => accountOn(platform, game + who)
  const users = new Map<number, number>()
  for (let who = 0; who < people; who++) users.set(who, await signInAs(one, accountOf({ who, platform: 'twitch' })))
  const opened: string[] = []
  let paid = 0

  async function open(engine: TestEngine): Promise<void> {
    const word = `!word${opened.length}`
    const answer = await openGiveaway(
      engine.ports,
      { streamerId, title: 'Mug', word, rules: chosen },
      { actor: 'test' },
    )
    if (answer.ok) opened.push(answer.value.id)
  }

  async function take(given: Step): Promise<void> {
    const engine = given.engine === 0 ? one : two
    const account = accountOf(given)
    const giveawayId = opened[given.amount % opened.length] ?? ''
    const said = { actor: 'test', message: { platform: account.platform, id: newMessage() } }
    const userId = users.get(given.who) ?? 0
    switch (given.deed) {
      case 'enter':
        return void (await engine.entering.enter(giveawayId, askOf(account, engine.clock, { tickets: given.amount })))
      case 'pay':
        paid += given.amount
        return pay(engine, streamerId, [account], given.amount)
      case 'give': {
        const to = accountOf({ ...given, who: (given.who + 1) % people })
        const amount = { kind: 'points', points: given.amount } as const
        return void (await givePoints(engine.ports, { streamerId, from: account, to, amount }, said))
      }
      case 'leave':
        return void (await leaveGiveaway(engine.ports, giveawayId, account, said))
      case 'link':
        return void (await link(engine, userId, account))
      case 'unlink':
        return void (await unlink(engine, userId, account.platform))
      case 'open':
        return open(engine)
      case 'draw':
        return void (await requestDraw(engine.ports, giveawayId, undefined, { actor: 'test' }))
      case 'advance':
        engine.clock.turn(10)
        return advanceGiveaway(engine.ports, giveawayId)
      case 'cancel':
        return void (await cancelGiveaway(engine.ports, giveawayId, { actor: 'test' }))
    }
  }

  await open(one)
  let running: Promise<void>[] = []
  for (const given of steps) {
    if (given.waits) await Promise.all(running.splice(0))
    running.push(take(given))
  }
  await Promise.all(running)
  running = []
  one.clock.turn(1_000)
  await expectHealthy(database.url)
  await expectWhole(streamerId, paid)
}

/** What the doctor does not look at: no point was made or lost, and no person holds more than one may. */
async function expectWhole(streamerId: number, paid: number): Promise<void> {
  const { rows } = await one.store.pool.query<{ points: string | null; most: number | null }>(
    `SELECT (SELECT coalesce(sum(balance), 0) FROM user_balances WHERE streamer_id = $1)
          + (SELECT coalesce(sum(paid), 0) FROM giveaway_entries JOIN giveaways g ON g.id = giveaway_id
              WHERE streamer_id = $1 AND status <> 'cancelled') AS points,
            (SELECT max(tickets - bonus - max_tickets) FROM giveaway_entries JOIN giveaways g ON g.id = giveaway_id
              WHERE streamer_id = $1) AS most`,
    [streamerId],
  )
  expect(Number(rows[0]?.points)).toBe(paid)
  expect(rows[0]?.most ?? 0).toBeLessThanOrEqual(0)
}

test('whatever people do, and in whatever order, the promises hold', async () => {
  const games = fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), rules, play)
  const outcome = await fc.check(games, { numRuns: 25, endOnFailure: true })
  expect(outcome.failed, fc.defaultReportMessage(outcome)).toBe(false)
}, 240_000)
