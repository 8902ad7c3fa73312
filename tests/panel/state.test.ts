import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import type { LiveNews, NewsMessage } from '@streambot/shared/contract/live.ts'
import { describe, expect, test } from 'vitest'
import { applyNews, fromSnapshot, pickCurrent } from '../../services/panel/parts/state.ts'

const at = '2026-11-21T12:00:00.000Z'

function giveaway(id: string, change: Partial<PublicGiveaway> = {}): PublicGiveaway {
  return {
    id,
    title: 'Steam key',
    word: '!enter',
    kind: 'keyword',
    activeMinutes: null,
    status: 'open',
    audience: 'everyone',
    cost: 0,
    maxTickets: 1,
    maxEntries: null,
    maxTicketsInAll: null,
    winnersAsked: 1,
    claimSeconds: null,
    joinByCode: null,
    presentMinutes: null,
    entryCount: 0,
    ticketCount: 0,
    openedAt: at,
    closesAt: null,
    closedAt: null,
    completesAt: null,
    commitment: null,
    digest: null,
    seed: null,
    beacon: null,
    winners: [],
    ...change,
  }
}

const stateOf = (...giveaways: PublicGiveaway[]) =>
  fromSnapshot({ type: 'snapshot', id: 1, at, giveaways, activity: [], pointsName: 'points' })
const message = (giveawayId: string, news: LiveNews, fresh?: PublicGiveaway): NewsMessage => ({
  type: 'news',
  id: 2,
  giveawayId,
  at,
  news,
  ...(fresh && { giveaway: fresh }),
})
const entered = (entryCount: number, ...names: string[]): LiveNews => ({
  kind: 'entered',
  entryCount,
  ticketCount: entryCount,
  latest: names.map((name) => ({ platform: 'twitch', name, tickets: 1 })),
})

describe('news', () => {
  test('of entries moves the counts and puts the names on top, each person once', () => {
    let state = stateOf(giveaway('a'))
    state = applyNews(state, message('a', entered(2, 'two', 'one')))
    state = applyNews(state, message('a', entered(3, 'one', 'three')))
    expect(state.giveaways[0]).toMatchObject({ entryCount: 3, ticketCount: 3 })
    expect(state.activity.get('a')?.latest.map(({ name }) => name)).toEqual(['one', 'three', 'two'])
  })

  test('told twice changes nothing the second time', () => {
    const once = applyNews(stateOf(giveaway('a')), message('a', entered(2, 'two', 'one')))
    const twice = applyNews(once, message('a', entered(2, 'two', 'one')))
    expect(twice.giveaways).toEqual(once.giveaways)
    expect(twice.activity.get('a')?.latest).toEqual(once.activity.get('a')?.latest)
  })

  test('of an opening puts the new giveaway first', () => {
    const state = applyNews(stateOf(giveaway('a')), message('b', { kind: 'opened' }, giveaway('b')))
    expect(state.giveaways.map(({ id }) => id)).toEqual(['b', 'a'])
  })

  test('of anything more than counts brings the whole giveaway', () => {
    const cancelled = giveaway('a', { status: 'cancelled' })
    const state = applyNews(
      stateOf(giveaway('a')),
      message('a', { kind: 'cancelled', refunded: 0, viewers: 0 }, cancelled),
    )
    expect(state.giveaways).toEqual([cancelled])
  })

  test('of a giveaway too old to be shown changes nothing', () => {
    const before = stateOf(giveaway('a'))
    expect(applyNews(before, message('z', { kind: 'left', entryCount: 1, ticketCount: 1 })).giveaways).toEqual(
      before.giveaways,
    )
  })
})

test('the giveaway shown large is the newest that is not over, else the newest', () => {
  const over = giveaway('over', { status: 'completed' })
  expect(pickCurrent(stateOf(over, giveaway('open'), giveaway('older')))?.id).toBe('open')
  expect(pickCurrent(stateOf(over, giveaway('gone', { status: 'cancelled' })))?.id).toBe('over')
  expect(pickCurrent(stateOf())).toBeUndefined()
})
