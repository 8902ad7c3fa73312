import { type Act, readActs } from '../../services/overlay/acts.ts'
import {
  fromSnapshot,
  type Known,
  nothingKnown,
  readScene,
  withAct,
  withGiveaways,
} from '../../services/overlay/scene.ts'
import type { PublicGiveaway, PublicWinner } from '@streambot/shared/contract/http.ts'
import type { LiveNews, NewsMessage } from '@streambot/shared/contract/live.ts'
import { describe, expect, test } from 'vitest'

const at = '2026-11-21T12:00:00.000Z'

function giveaway(id: string, changes: Partial<PublicGiveaway> = {}): PublicGiveaway {
  const nothing = {
    activeMinutes: null,
    maxEntries: null,
    maxTicketsInAll: null,
    claimSeconds: null,
    joinByCode: null,
    presentMinutes: null,
    openedAt: null,
    closesAt: null,
    closedAt: null,
  }
  const unknown = { completesAt: null, commitment: null, digest: null, seed: null, beacon: null }
  const rules = { kind: 'keyword', audience: 'everyone', cost: 0, maxTickets: 1, winnersAsked: 1 } as const
  const counts = { entryCount: 0, ticketCount: 0, winners: [] }
  return { id, title: id, word: '!enter', status: 'open', ...rules, ...nothing, ...unknown, ...counts, ...changes }
}

function winner(pick: number, state: PublicWinner['state'] = 'confirmed'): PublicWinner {
  return { pick, platform: 'kick', userId: `${pick}`, name: `Person ${pick}`, tickets: 1, state, claimDeadline: null }
}

const news = (id: string, said: LiveNews, changed?: PublicGiveaway): NewsMessage => ({
  type: 'news',
  id: 1,
  giveawayId: id,
  at,
  news: said,
  ...(changed && { giveaway: changed }),
})
/** As a page knows it that comes now. */
const knownOf = (...giveaways: PublicGiveaway[]) =>
  fromSnapshot({ type: 'snapshot', id: 1, at, giveaways, activity: [], pointsName: 'points' })

describe('what is to be seen', () => {
  test('is nothing while nothing runs', () => {
    const over = [
      giveaway('a', { status: 'completed', winners: [winner(1)] }),
      giveaway('b', { status: 'cancelled' }),
      giveaway('c', { status: 'scheduled' }),
    ]
    for (const giveaways of [[], over])
      expect(readScene(knownOf(...giveaways))).toEqual({ running: undefined, won: undefined, winners: [] })
  })

  test('is the newest that takes entries, before one that is closed', () => {
    const known = knownOf(giveaway('new', { status: 'closed' }), giveaway('open'), giveaway('old'))
    expect(readScene(known).running?.id).toBe('open')
    expect(readScene(knownOf(giveaway('closed', { status: 'closed' }))).running?.id).toBe('closed')
  })

  test('are winners who have to speak, whenever the page is opened, and those of what is over for a while', () => {
    const drawn = giveaway('a', { status: 'drawn', winners: [winner(1, 'pending')] })
    expect(readScene(knownOf(drawn)).winners).toHaveLength(1)
    const over = { ...drawn, status: 'completed' } as const
    expect(readScene(knownOf(over)).won).toBeUndefined()
    expect(readScene({ ...knownOf(over), lasting: 'a' }).won?.id).toBe('a')
  })

  test('is no winner before their act, and the giveaway stays until all of them are out', () => {
    const winners = [winner(1), winner(2)]
    const drawn = giveaway('a', { status: 'completed', winners })
    const acts = readActs(news('a', { kind: 'drawn', winners }, drawn))
    // News from before the draw brings the giveaway as it stands by now, winners and all.
    let known: Known = { ...withGiveaways(nothingKnown, [drawn]), lasting: 'a' }
    expect(readScene(known)).toMatchObject({ running: { id: 'a' }, won: undefined })
    known = withAct(known, acts[0] as Act) // there are two
    expect(readScene(known)).toMatchObject({ running: { id: 'a' }, winners: [{ pick: 1 }] })
    known = withAct(known, acts[1] as Act)
    expect(readScene(known)).toMatchObject({ running: undefined, winners: [{ pick: 1 }, { pick: 2 }] })
  })

  test('is nobody who was only passed over by the rules', () => {
    const drawn = giveaway('a', { status: 'drawn', winners: [winner(1, 'passed-over')] })
    expect(readScene(knownOf(drawn)).won).toBeUndefined()
  })
})

test('however long it runs, few giveaways and few winners are remembered', () => {
  const many = Array.from({ length: 300 }, (_, number) => giveaway(`${number}`, { winners: [winner(1)] }))
  expect(knownOf(...many).giveaways).toHaveLength(20)
  expect(knownOf(...many).out.size).toBe(20)
  expect(withGiveaways(nothingKnown, many).giveaways).toHaveLength(20)
})

describe('what happens on the screen', () => {
  test('is a turn for each winner, one after the other, and no more of them than anybody watches', () => {
    const winners = Array.from({ length: 25 }, (_, index) => winner(index + 1))
    const acts = readActs(news('a', { kind: 'drawn', winners }, giveaway('a', { status: 'drawn', winners })))
    expect(acts.slice(0, 10)).toMatchObject(
      winners.slice(0, 10).map(({ pick }) => ({ kind: 'spin', number: pick, of: 25, winner: { pick } })),
    )
    expect(acts.slice(10)).toMatchObject([{ kind: 'reveal', winners: winners.slice(10).map(({ pick }) => ({ pick })) }])
    const known = acts.reduce(withAct, nothingKnown)
    expect(known.out.size).toBe(25)
  })

  test('is no turn where nothing was drawn: who came first has won', () => {
    const winners = [winner(1)]
    const first = giveaway('a', { kind: 'first', winners })
    expect(readActs(news('a', { kind: 'drawn', winners }, first))).toMatchObject([{ kind: 'reveal' }])
  })

  test('is a word on why somebody is drawn again', () => {
    const gone = winner(1, 'missed')
    const [missed] = readActs(news('a', { kind: 'missed', winners: [gone, winner(2)], drawn: 2 }))
    expect(missed).toMatchObject({ kind: 'note', why: 'missed', name: 'Person 1', count: 2 })
    expect(readActs(news('a', { kind: 'set-aside', winner: gone, drawn: 1 }))).toMatchObject([{ why: 'set-aside' }])
    expect(readActs(news('a', { kind: 'passed-over', picks: [gone], count: 7, drawn: 1 }))).toMatchObject([
      { count: 7 },
    ])
  })

  test('is nothing for what only counts or steps', () => {
    for (const said of [{ kind: 'opened' }, { kind: 'completed' }, { kind: 'paused' }] as const)
      expect(readActs(news('a', said))).toEqual([])
  })
})
