/** Whatever people do with points, in whatever order and through whichever engine: the sums hold, and nobody is below zero. */
import { gamble } from '@streambot/shared/engine/gamble.ts'
import { changePoints, givePoints, undoChange } from '@streambot/shared/engine/points.ts'
import type { PointsChange } from '@streambot/shared/giveaway/amount.ts'
import type { Said } from '@streambot/shared/engine/ports.ts'
import { createRaffling, endRaffle, openRaffle } from '@streambot/shared/engine/raffle.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { newMessage, openEngine, person, type TestEngine } from '../support/engine.ts'
import { countDeadlocks, expectHealthy } from './healthy.ts'

let database: TestDatabase
let engines: TestEngine[]

beforeAll(async () => {
  database = await makeDatabase()
  const one = openEngine(database.url)
  engines = [one, openEngine(database.url, one.clock)]
})
afterAll(async () => {
  await Promise.all(engines.map((engine) => engine.close()))
  expect(await countDeadlocks(database.url)).toBe(0)
  await database.drop()
})

const people = [1, 2, 3, 4].map(person)
const who = fc.nat({ max: people.length - 1 })
const points = fc.integer({ min: 1, max: 60 })
const step = fc.oneof(
  fc.record({ kind: fc.constant('give' as const), from: who, to: who, points }),
  fc.record({ kind: fc.constantFrom<PointsChange>('add', 'remove', 'set'), to: who, points, mod: fc.nat(1) }),
  fc.record({ kind: fc.constant('undo' as const), mod: fc.nat(1), anybody: fc.boolean() }),
  fc.record({ kind: fc.constant('gamble' as const), from: who, points, roll: fc.nat(99) }),
  fc.record({
    kind: fc.constant('raffle' as const),
    points,
    joining: fc.uniqueArray(who),
    winners: fc.constantFrom(1, 2, 3),
  }),
  fc.record({ kind: fc.constantFrom('chat' as const, 'watch' as const), there: fc.uniqueArray(who, { minLength: 1 }) }),
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

const rules = { gamble: true, gambleLeast: 1, gambleMost: 50, gambleSeconds: 0, graceSeconds: 0 }
const account = (index: number): Account => people[index] ?? person(1)
const said = (actor: string): Said => ({ actor, message: { platform: 'twitch', id: newMessage() } })
let windows = 0

/** Does one step. Gives by how much the points of all grew, as the answers say; nothing where they do not say it. */
async function take(engine: TestEngine, streamerId: number, done: Step): Promise<number | undefined> {
  const { ports } = engine
  switch (done.kind) {
    case 'give': {
      const amount = { kind: 'points', points: done.points } as const
      const ask = { streamerId, from: account(done.from), to: account(done.to), amount }
      await givePoints(ports, ask, said(`twitch:${done.from}`))
      return 0
    }
    case 'add':
    case 'remove':
    case 'set': {
      const amount = { kind: 'points', points: done.points } as const
      const ask = { streamerId, to: account(done.to), change: done.kind, amount }
      const changed = await changePoints(ports, ask, said(`twitch:mod${done.mod}`))
      if (!changed.ok) return 0
      if (done.kind === 'set') return undefined
      return done.kind === 'add' ? done.points : -done.points
    }
    case 'undo': {
      const undone = await undoChange(ports, { streamerId, anybody: done.anybody }, said(`twitch:mod${done.mod}`))
      return undone.ok ? undone.value.amount : 0
    }
    case 'gamble': {
      const ask = { streamerId, account: account(done.from), amount: { kind: 'points', points: done.points } as const }
      const played = await gamble({ ...ports, chance: { below: () => done.roll } }, ask, said(`twitch:${done.from}`))
      return played.ok ? (played.value.won ? 1 : -1) * played.value.stake : 0
    }
    case 'raffle':
      return takeRaffle(engine, streamerId, done)
    case 'chat':
    case 'watch': {
      const payout = { streamerId, reason: done.kind, amount: 3, window: ++windows, accounts: done.there.map(account) }
      return 3 * (await ports.store.payChatters(payout))
    }
  }
}

async function takeRaffle(
  { ports, clock }: TestEngine,
  streamerId: number,
  { points: pot, joining, winners }: Extract<Step, { kind: 'raffle' }>,
): Promise<number> {
  const opened = await openRaffle(ports, { streamerId, points: pot, seconds: 10, winners }, said('twitch:mod0'))
  if (!opened.ok) return 0
  const { join } = createRaffling(ports)
  const sentAt = clock.now()
  const joined = await Promise.all(joining.map((one) => join(streamerId, { account: account(one), sentAt })))
  const ended = await endRaffle({ ...ports, clock: { now: () => opened.value.dueAt } }, opened.value.id)
  return ended && joined.some(({ ok }) => ok) ? pot : 0
}

async function addStreamer(): Promise<number> {
  const [engine] = engines
  if (!engine) throw new Error('There is no engine.')
  return engine.store.addStreamer('streamer', rules)
}

async function sumOf(streamerId: number): Promise<number> {
  const balances = await Promise.all(people.map((one) => engines[0]?.store.findBalance(streamerId, one)))
  expect(Math.min(...balances.map((balance) => balance ?? -1))).toBeGreaterThanOrEqual(0)
  return balances.reduce<number>((sum, balance) => sum + (balance ?? Number.NaN), 0)
}

test('one after the other: the points of all are what was made less what was taken, after each step', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(step, fc.nat(1)), { minLength: 20, maxLength: 40 }), async (steps) => {
      const streamerId = await addStreamer()
      let sum = 0
      for (const [one, index] of steps) {
        const engine = engines[index]
        const grown = engine && (await take(engine, streamerId, one))
        const now = await sumOf(streamerId)
        expect(now).toBe(sum + (grown ?? now - sum))
        sum = now
      }
      await expectHealthy(database.url)
    }),
    { numRuns: 15 },
  )
}, 120_000)

test('all at once: the points of all are what was made less what was taken', async () => {
  const known = step.filter(({ kind }) => kind !== 'set')
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(known, fc.nat(1)), { minLength: 30, maxLength: 60 }), async (steps) => {
      const streamerId = await addStreamer()
      const grown = await Promise.all(
        steps.map(async ([one, index]) => (engines[index] ? take(engines[index], streamerId, one) : undefined)),
      )
      expect(await sumOf(streamerId)).toBe(grown.reduce<number>((sum, one) => sum + (one ?? Number.NaN), 0))
      await expectHealthy(database.url)
    }),
    { numRuns: 15 },
  )
}, 120_000)
