import { type Asker, decideEntries, messageKey } from '@streambot/shared/giveaway/entry.ts'
import type { Decision, Refusal } from '@streambot/shared/giveaway/answers.ts'
import type { EntryAsk, Giveaway, GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { describe, expect, test } from 'vitest'
import {
  after,
  limits,
  makeAccount,
  makeAsk,
  makeAsker,
  makeGiveaway,
  makeRoles,
  makeRules,
  makeState,
  noon,
} from './world.ts'

const granted = (decision: Decision | undefined) =>
  decision?.ok === false ? decision.code : { ...decision, ok: undefined }

/** The answer to one ask of viewer 1, who holds what is said. */
function decideOne(
  ask: Partial<EntryAsk> = {},
  rules: Partial<GiveawayRules> = {},
  giveaway: Partial<Giveaway> = {},
  asker: Partial<Asker> = {},
) {
  const asked = makeAsk(ask)
  const state = makeState([asked], {
    giveaway: makeGiveaway({ rules: makeRules(rules), ...giveaway }),
    askers: [makeAsker(asker)],
  })
  return granted(decideEntries(state, [asked]).decisions[0])
}

const tickets = { kind: 'tickets', maxTickets: 5 } as const
const costed = { ...tickets, cost: 10 } as const
const vip = { roles: makeRoles({ vip: true }) }
const tripled = { conditions: { vipFactor: 3 } }

describe('deciding one ask', () => {
  test.each<[string, ReturnType<typeof decideOne>, object]>([
    ['a keyword is one ticket', decideOne(), { added: 1, cost: 0, tickets: 1, balance: 0, first: true }],
    ['a keyword with a number is one ticket', decideOne({ tickets: 7 }), { added: 1, tickets: 1 }],
    ['a keyword with max is one ticket', decideOne({ tickets: 'max' }), { added: 1, tickets: 1 }],
    [
      'a costed keyword costs once',
      decideOne({ tickets: 3 }, { cost: 7 }, {}, { balance: 7 }),
      { cost: 7, balance: 0 },
    ],
    ['tickets are as many as asked', decideOne({ tickets: 5 }, tickets), { added: 5, tickets: 5, first: true }],
    [
      'later tickets add up on the entry',
      decideOne({ tickets: 2 }, costed, { entryCount: 1, ticketCount: 3 }, { tickets: 3, balance: 25 }),
      { added: 2, cost: 20, tickets: 5, balance: 5, first: false },
    ],
    [
      'later tickets go through when the places are taken',
      decideOne(
        { tickets: 2 },
        { ...tickets, maxEntries: 1 },
        { entryCount: 1, ticketCount: 1 },
        {
          tickets: 1,
        },
      ),
      { added: 2, tickets: 3 },
    ],
    ['max takes what the rules allow', decideOne({ tickets: 'max' }, tickets), { added: 5 }],
    [
      'max takes what is left',
      decideOne({ tickets: 'max' }, { ...tickets, maxTicketsInAll: 9 }, { ticketCount: 7 }),
      { added: 2 },
    ],
    [
      'a factor gives tickets that cost nothing',
      decideOne({ tickets: 2, ...vip }, { ...costed, ...tripled }, {}, { balance: 25 }),
      { added: 6, bonus: 4, cost: 20, tickets: 6, balance: 5 },
    ],
    ['a keyword counts its factor', decideOne(vip, tripled), { added: 3, bonus: 2, tickets: 3 }],
    [
      'what factors gave does not use up what one may hold',
      decideOne({ tickets: 'max', ...vip }, { ...tickets, ...tripled }, { ticketCount: 6 }, { tickets: 6, bonus: 4 }),
      { added: 9, bonus: 6, tickets: 15 },
    ],
    [
      'max leaves out a ticket that does not fit with its factor',
      decideOne({ tickets: 'max', ...vip }, { ...tickets, ...tripled, maxTicketsInAll: 8 }),
      { added: 6, bonus: 4 },
    ],
    [
      'max takes what can be paid',
      decideOne({ tickets: 'max' }, costed, {}, { balance: 39 }),
      { added: 3, balance: 9 },
    ],
  ])('%s', (_, found, expected) => {
    expect(found).toMatchObject(expected)
  })

  test.each<[Refusal, string, ReturnType<typeof decideOne>]>([
    [
      'already-entered',
      'a keyword twice',
      decideOne({}, {}, { entryCount: 1, ticketCount: 1 }, { tickets: 1, balance: 9 }),
    ],
    [
      'already-entered',
      'a second ticket where one is the most',
      decideOne({}, { kind: 'tickets' }, {}, { tickets: 1 }),
    ],
    ['too-many-tickets', 'more than the rules allow', decideOne({ tickets: 6 }, tickets)],
    ['too-many-tickets', 'more with those held', decideOne({ tickets: 3 }, tickets, {}, { tickets: 3 })],
    [
      'too-many-tickets',
      'max with all tickets held',
      decideOne({ tickets: 'max' }, costed, {}, { tickets: 5, balance: 100 }),
    ],
    ['full', 'no place left', decideOne({}, { maxEntries: 3 }, { entryCount: 3, ticketCount: 3 })],
    [
      'full',
      'fewer tickets left than asked',
      decideOne({ tickets: 3 }, { ...tickets, maxTicketsInAll: 9 }, { ticketCount: 7 }),
    ],
    [
      'full',
      'max with no ticket left',
      decideOne({ tickets: 'max' }, { ...tickets, maxTicketsInAll: 9 }, { ticketCount: 9 }),
    ],
    [
      'full',
      'a ticket that does not fit with its factor',
      decideOne({ tickets: 3, ...vip }, { ...tickets, ...tripled, maxTicketsInAll: 8 }),
    ],
    [
      'too-many-tickets',
      'more asked for than one may hold, before the factor',
      decideOne({ tickets: 4, ...vip }, { ...tickets, ...tripled }, {}, { tickets: 6, bonus: 4 }),
    ],
    ['insufficient-balance', 'a point short', decideOne({ tickets: 2 }, costed, {}, { balance: 19 })],
    [
      'insufficient-balance',
      'max with less than one ticket costs',
      decideOne({ tickets: 'max' }, costed, {}, { balance: 9 }),
    ],
    [
      'insufficient-balance',
      'a cost beyond exact numbers',
      decideOne(
        { tickets: 1_000_000 },
        { ...tickets, maxTickets: 1_000_000, cost: 1e12 },
        {},
        {
          balance: 1e12,
        },
      ),
    ],
    ['excluded', 'the streamer', decideOne({ roles: makeRoles({ broadcaster: true }) })],
    ['excluded', 'another bot', decideOne({ account: { ...makeAccount(1), login: 'nightbot' } })],
    ['not-subscriber', 'no subscriber', decideOne({}, { audience: 'subscribers' })],
    ['closed', 'after the planned close', decideOne({ sentAt: after(1) }, {}, { closesAt: noon })],
    ['not-yet-open', 'before the opening', decideOne({ sentAt: after(-1) }, {}, { openedAt: noon })],
    ['rate-limited', 'too many attempts', decideOne({}, {}, {}, { attempts: Array(10).fill(noon.getTime()) })],
  ])('%s: %s', (code, _, found) => {
    expect(found).toBe(code)
  })

  test('the first reason in a fixed order is the one that is told', () => {
    // Each reason alone, from the one told first; joined, the earlier one wins over all that come after it.
    const reasons: {
      code: Refusal
      ask?: Partial<EntryAsk>
      rules?: Partial<GiveawayRules>
      giveaway?: Partial<Giveaway>
      asker?: Partial<Asker>
    }[] = [
      { code: 'rate-limited', asker: { attempts: Array(10).fill(noon.getTime()) } },
      { code: 'closed', giveaway: { closesAt: after(-1) } },
      { code: 'excluded', ask: { roles: makeRoles({ broadcaster: true }) } },
      { code: 'platform-off', ask: { account: { ...makeAccount(1), platform: 'kick' } } },
      { code: 'not-moderator', rules: { audience: 'moderators' } },
      { code: 'won-recently', asker: { lastWonAt: noon.getTime() } },
      { code: 'too-many-tickets', ask: { tickets: 6 } },
      { code: 'full', rules: { maxEntries: 3 } },
      { code: 'insufficient-balance', rules: { cost: 10 } },
    ]
    const conditions = { platforms: ['twitch'], cooldownDays: 1 } as const
    for (const [index, { code }] of reasons.entries()) {
      const rest = reasons.slice(index)
      const [ask, rules, giveaway, asker] = (['ask', 'rules', 'giveaway', 'asker'] as const).map((part) =>
        Object.assign({}, ...rest.map((reason) => reason[part])),
      )
      expect(
        decideOne(ask, { ...tickets, conditions, ...rules }, { entryCount: 3, ticketCount: 3, ...giveaway }, asker),
      ).toBe(code)
    }
  })
})

describe('the rate limit', () => {
  const tried = (...ago: number[]) => decideOne({}, {}, {}, { attempts: ago.map((ms) => noon.getTime() - ms) })
  const nine = [0, 1, 2, 3, 4, 5, 6, 7, 8]

  test('nine attempts in the minute before leave one more', () => {
    expect(tried(...nine)).toMatchObject({ added: 1 })
    expect(tried(...nine, 9)).toBe('rate-limited')
  })

  test('an attempt counts for less than a minute', () => {
    expect(tried(...nine, 59_999)).toBe('rate-limited')
    expect(tried(...nine, 60_000)).toMatchObject({ added: 1 })
  })

  test('a message that comes late counts those written up to a minute after it, and no others', () => {
    expect(tried(...nine, -59_999)).toBe('rate-limited')
    expect(tried(...nine.map((ms) => ms - 200_000), -200_000)).toMatchObject({ added: 1 })
  })

  test('asks of one batch count for each other, refused ones too', () => {
    const asks = Array.from({ length: 12 }, (_, index) => makeAsk({ sentAt: after(index * 1_000) }))
    const { decisions } = decideEntries(makeState(asks), asks)
    expect(decisions.map((decision) => (decision.ok ? 'entered' : decision.code))).toEqual([
      'entered',
      ...Array(9).fill('already-entered'),
      'rate-limited',
      'rate-limited',
    ])
  })

  test('in a batch, the one that was written first but came last looks back as far as it would alone', () => {
    const asks = [makeAsk({ sentAt: after(30_000) }), makeAsk({ sentAt: noon })]
    const before = Array.from({ length: 9 }, (_, index) => noon.getTime() - 50_000 + index)
    const askers = [makeAsker(), makeAsker({ attempts: before })]
    const { decisions } = decideEntries(makeState(asks, { askers }), asks)
    expect(decisions.map(granted)).toEqual([expect.objectContaining({ added: 1 }), 'rate-limited'])
  })

  test('a viewer who is limited on one account is limited on the other', () => {
    const asks = [makeAsk(), makeAsk({ account: { ...makeAccount(1), platform: 'kick' } })]
    const strict = { ...limits, attemptsPerMinute: 1 }
    const { decisions } = decideEntries(makeState(asks, { limits: strict }), asks)
    expect(decisions[1]).toEqual({ ok: false, code: 'rate-limited' })
  })
})

describe('deciding a batch', () => {
  test('who comes first gets the last place', () => {
    const asks = [makeAsk({ account: makeAccount(2) }), makeAsk({ account: makeAccount(1) })]
    const giveaway = makeGiveaway({ rules: makeRules({ maxEntries: 5 }), entryCount: 4, ticketCount: 4 })
    const { decisions } = decideEntries(makeState(asks, { giveaway }), asks)
    expect(decisions.map((decision) => decision.ok)).toEqual([true, false])
  })

  test('a message counts once, and leaves one attempt', () => {
    const ask = makeAsk()
    const { decisions, attempts } = decideEntries(makeState([ask, ask]), [ask, ask])
    expect(decisions.map(granted)).toEqual([expect.objectContaining({ added: 1 }), 'already-handled'])
    expect(attempts).toHaveLength(1)
  })

  test('a message that was handled before leaves no attempt, whatever else speaks against it', () => {
    const ask = makeAsk({ roles: makeRoles({ broadcaster: true }) })
    const decided = decideEntries(makeState([ask], { seen: new Set([messageKey(ask.message)]) }), [ask])
    expect(decided).toEqual({ decisions: [{ ok: false, code: 'already-handled' }], attempts: [] })
  })

  test('messages of two platforms with the same id are two messages', () => {
    const asks = (['twitch', 'kick'] as const).map((platform, index) =>
      makeAsk({ message: { platform, id: 'same' }, account: makeAccount(index) }),
    )
    expect(decideEntries(makeState(asks), asks).decisions.map((decision) => decision.ok)).toEqual([true, true])
  })

  test('an attempt of somebody refused is logged with the reason', () => {
    const ask = makeAsk({ roles: makeRoles({ broadcaster: true }) })
    const { attempts } = decideEntries(makeState([ask]), [ask])
    expect(attempts).toEqual([{ ask, viewerId: 1, decision: { ok: false, code: 'excluded' } }])
  })

  test('an ask without its state is a bug that says where', () => {
    const asks = [makeAsk(), makeAsk()]
    expect(() => decideEntries(makeState(asks.slice(1)), asks)).toThrow('no state for ask 1 of 2')
  })
})
