/** What holds for every batch of asks, whatever the rules and whoever asks. */
import { type BatchState, decideEntries, type Decided, messageKey } from '@streambot/shared/giveaway/entry.ts'
import { audiences, type EntryAsk, type GiveawayRules, kinds, type ViewerId } from '@streambot/shared/giveaway/words.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { after, makeAccount, makeAsk, makeGiveaway, makeRoles, makeRules } from './world.ts'

/** What a viewer holds; `bonus` of the tickets came from factors. */
interface Held {
  readonly tickets: number
  readonly bonus: number
  readonly balance: number
  readonly excluded: boolean
}

const nothing: Held = { tickets: 0, bonus: 0, balance: 0, excluded: false }

/** What the database would hold. */
interface World {
  readonly rules: GiveawayRules
  readonly attemptsPerMinute: number
  readonly viewers: ReadonlyMap<ViewerId, Held>
  readonly attempts: readonly { readonly viewerId: ViewerId; readonly at: number }[]
  readonly seen: ReadonlySet<string>
}

const some = fc.integer({ min: 1, max: 12 })
const maybe = fc.option(some, { nil: undefined })

const anyRules = fc
  .record({
    kind: fc.constantFrom(...kinds),
    cost: fc.constantFrom(0, 0, 1, 7, 10),
    maxTickets: some,
    maxEntries: maybe,
    maxTicketsInAll: maybe,
    audience: fc.constantFrom('everyone', 'everyone', ...audiences),
    conditions: fc.record({
      minBalance: fc.constantFrom(undefined, undefined, 20),
      moderatorsOut: fc.constantFrom(undefined, undefined, true),
      tier1Factor: fc.constantFrom(undefined, 2, 3),
      vipFactor: fc.constantFrom(undefined, 1, 4),
    }),
  })
  .map((rules) => makeRules({ ...rules, maxTickets: rules.kind === 'keyword' ? 1 : rules.maxTickets }))

const viewerCount = 5
const anyAsk = fc
  .record({
    viewer: fc.integer({ min: 1, max: viewerCount }),
    message: fc.integer({ min: 1, max: 60 }),
    tickets: fc.oneof(some, fc.constant('max' as const)),
    second: fc.integer({ min: -90, max: 90 }),
    broadcaster: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
    subscriber: fc.boolean(),
    moderator: fc.boolean(),
    vip: fc.boolean(),
  })
  .map(({ viewer, message, tickets, second, ...roles }): EntryAsk => {
    const id = { platform: 'twitch', id: `m${message}` } as const
    return makeAsk({
      account: makeAccount(viewer),
      message: id,
      tickets,
      sentAt: after(second * 1_000),
      roles: makeRoles({ ...roles, tier: roles.subscriber ? 1 : 0 }),
    })
  })
const anyAsks = fc.array(anyAsk, { maxLength: 40 })

/** Viewers with points, some of them with the tickets that an earlier batch granted. */
const anyWorld = fc
  .record({
    rules: anyRules,
    attemptsPerMinute: fc.integer({ min: 1, max: 12 }),
    balances: fc.array(fc.integer({ min: 0, max: 100 }), { minLength: viewerCount, maxLength: viewerCount }),
    before: fc.array(anyAsk, { maxLength: 6 }),
  })
  .map(({ rules, attemptsPerMinute, balances, before }) => {
    const viewers = new Map(
      balances.map((balance, index) => [index + 1, { ...nothing, balance, excluded: index === 4 }]),
    )
    const empty: World = { rules, attemptsPerMinute, viewers, attempts: [], seen: new Set() }
    return carryOn(empty, decideEntries(load(empty, before), before))
  })

const giveawayOf = ({ rules, viewers }: World) => {
  const held = [...viewers.values()].map(({ tickets }) => tickets).filter((tickets) => tickets > 0)
  return makeGiveaway({
    rules,
    openedAt: after(-60_000),
    closesAt: after(60_000),
    entryCount: held.length,
    ticketCount: held.reduce((sum, tickets) => sum + tickets, 0),
  })
}

/** Loads what a batch needs the way the store does: attempts from a minute before each message on. */
function load(world: World, asks: readonly EntryAsk[]): BatchState {
  const askers = asks.map(({ account, sentAt }) => {
    const viewerId = Number(account.userId)
    const held = world.viewers.get(viewerId) ?? nothing
    const attempts = world.attempts
      .filter((attempt) => attempt.viewerId === viewerId && attempt.at > sentAt.getTime() - 60_000)
      .map(({ at }) => at)
    return { viewerId, ...held, lastWonAt: undefined, attempts }
  })
  const limits = { attemptsPerMinute: world.attemptsPerMinute, excluded: new Set<string>() }
  return { giveaway: giveawayOf(world), limits, seen: world.seen, askers }
}

/** Writes what was decided the way the store does. */
function carryOn(world: World, { attempts }: Decided): World {
  const viewers = new Map(world.viewers)
  const seen = new Set(world.seen)
  for (const { ask, viewerId, decision } of attempts) {
    seen.add(messageKey(ask.message))
    const { tickets, bonus, balance, excluded } = viewers.get(viewerId) ?? nothing
    if (!decision.ok) continue
    viewers.set(viewerId, {
      tickets: tickets + decision.added,
      bonus: bonus + decision.bonus,
      balance: balance - decision.cost,
      excluded,
    })
  }
  const tried = attempts.map(({ ask, viewerId }) => ({ viewerId, at: ask.sentAt.getTime() }))
  return { ...world, viewers, seen, attempts: [...world.attempts, ...tried] }
}

const runs = { numRuns: 1_000, seed: 7 }

/** Tries a statement about a world, a batch and what was decided on it. */
function holds(statement: (world: World, asks: readonly EntryAsk[], decided: Decided) => void) {
  fc.assert(
    fc.property(anyWorld, anyAsks, (world, asks) => statement(world, asks, decideEntries(load(world, asks), asks))),
    runs,
  )
}

test('the counters never pass their maxima, and what a person asked for not theirs', () => {
  holds((world, _, decided) => {
    const next = carryOn(world, decided)
    const { maxEntries = Infinity, maxTicketsInAll = Infinity, maxTickets } = world.rules
    const giveaway = giveawayOf(next)
    expect(giveaway.entryCount).toBeLessThanOrEqual(maxEntries)
    expect(giveaway.ticketCount).toBeLessThanOrEqual(maxTicketsInAll)
    for (const { tickets, bonus } of next.viewers.values()) expect(tickets - bonus).toBeLessThanOrEqual(maxTickets)
  })
})

test('the tickets added are the change of the count, and the firsts the change of the entries', () => {
  holds((world, _, decided) => {
    const granted = decided.decisions.filter((decision) => decision.ok)
    const [before, now] = [giveawayOf(world), giveawayOf(carryOn(world, decided))]
    expect(granted.reduce((sum, { added }) => sum + added, 0)).toBe(now.ticketCount - before.ticketCount)
    expect(granted.filter(({ first }) => first)).toHaveLength(now.entryCount - before.entryCount)
  })
})

test('no balance goes below zero, and each answer names the tickets and the balance as they then are', () => {
  holds((world, _, { attempts }) => {
    const held = new Map(world.viewers)
    for (const { viewerId, decision } of attempts) {
      const before = held.get(viewerId) ?? nothing
      const { tickets, balance } = before
      if (!decision.ok) continue
      const asked = decision.added - decision.bonus
      expect(asked).toBeGreaterThanOrEqual(1)
      expect(decision.added % asked).toBe(0)
      expect(decision.cost).toBe(asked * world.rules.cost)
      expect(decision).toMatchObject({ tickets: tickets + decision.added, balance: balance - decision.cost })
      expect(decision.balance).toBeGreaterThanOrEqual(0)
      held.set(viewerId, { ...before, tickets: decision.tickets, balance: decision.balance })
    }
  })
})

test('a person is new at most once', () => {
  holds((world, _, { attempts }) => {
    const firsts = attempts.filter(({ decision }) => decision.ok && decision.first).map(({ viewerId }) => viewerId)
    expect(new Set(firsts).size).toBe(firsts.length)
    for (const viewerId of firsts) expect(world.viewers.get(viewerId)?.tickets).toBe(0)
  })
})

test('nobody who is kept out gets a ticket', () => {
  holds((world, _, { attempts }) => {
    const granted = attempts.filter(({ decision }) => decision.ok).map(({ viewerId }) => world.viewers.get(viewerId))
    expect(granted.map((held) => held?.excluded)).not.toContain(true)
  })
})

test('a message is applied once, ever', () => {
  holds((world, asks, { attempts, decisions }) => {
    const keys = attempts.map(({ ask }) => messageKey(ask.message))
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys.filter((key) => world.seen.has(key))).toEqual([])
    const again = decisions.filter((decision) => !decision.ok && decision.code === 'already-handled')
    expect(attempts.length + again.length).toBe(asks.length)
  })
})

test('nobody has more attempts heard in a minute than the limit', () => {
  holds(({ attemptsPerMinute, attempts: earlier }, _, { attempts }) => {
    const known = [...earlier]
    for (const { ask, viewerId, decision } of attempts) {
      const at = ask.sentAt.getTime()
      const near = known.filter((other) => other.viewerId === viewerId && Math.abs(other.at - at) < 60_000)
      const limited = !decision.ok && decision.code === 'rate-limited'
      expect(limited).toBe(near.length >= attemptsPerMinute)
      known.push({ viewerId, at })
    }
  })
})

test('what comes later changes no answer: a batch split anywhere is decided as one', () => {
  fc.assert(
    fc.property(anyWorld, anyAsks, fc.nat(40), (world, asks, cut) => {
      const whole = decideEntries(load(world, asks), asks)
      const [head, tail] = [asks.slice(0, cut), asks.slice(cut)]
      const first = decideEntries(load(world, head), head)
      const second = decideEntries(load(carryOn(world, first), tail), tail)
      expect([...first.decisions, ...second.decisions]).toEqual(whole.decisions)
      expect([...first.attempts, ...second.attempts]).toEqual(whole.attempts)
    }),
    runs,
  )
})

test('max is the largest number that would be granted', () => {
  fc.assert(
    fc.property(anyWorld, anyAsk, (world, ask) => {
      const decide = (tickets: number | 'max') => decideEntries(load(world, [ask]), [{ ...ask, tickets }]).decisions[0]
      const most = decide('max')
      const asked = most?.ok ? most.added - most.bonus : 1
      expect(decide(asked)).toEqual(most)
      if (most?.ok && world.rules.kind === 'tickets') expect(decide(asked + 1)?.ok).toBe(false)
    }),
    runs,
  )
})
