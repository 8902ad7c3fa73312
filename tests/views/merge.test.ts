import { mergeNews } from '@streambot/shared/views/merge.ts'
import type { NewsMessage } from '@streambot/shared/contract/live.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

const giveaways = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222']
const at = '2026-11-21T12:00:00.000Z'

type Kind = 'entered' | 'left' | 'closed'

/** News in a row; counts are those of the message, so that each can be told apart. */
function newsOf(kinds: readonly (readonly [Kind, number])[]): NewsMessage[] {
  return kinds.map(([kind, index], place): NewsMessage => {
    const id = place + 1
    const counts = { entryCount: id, ticketCount: id }
    const latest = [{ platform: 'twitch' as const, name: `viewer${id}`, tickets: 1 }]
    const news = kind === 'closed' ? { kind } : kind === 'left' ? { kind, ...counts } : { kind, ...counts, latest }
    return { type: 'news', id, giveawayId: giveaways[index] ?? '', at, news }
  })
}

const anyNews = fc
  .array(fc.tuple(fc.constantFrom<Kind>('entered', 'entered', 'left', 'closed'), fc.nat(1)), { maxLength: 60 })
  .map(newsOf)

test('counts of one giveaway become one, with the newest names first', () => {
  const merged = mergeNews(
    newsOf([
      ['entered', 0],
      ['entered', 0],
      ['entered', 0],
    ]),
  )
  expect(merged).toHaveLength(1)
  expect(merged[0]).toMatchObject({ id: 3, news: { kind: 'entered', entryCount: 3 } })
  expect(merged[0]?.news).toHaveProperty('latest.0.name', 'viewer3')
  expect(merged[0]?.news).toHaveProperty('latest.2.name', 'viewer1')
})

test('giveaways that take turns are merged each for itself', () => {
  const merged = mergeNews(
    newsOf([
      ['entered', 0],
      ['entered', 1],
      ['entered', 0],
      ['entered', 1],
    ]),
  )
  expect(merged.map(({ id, giveawayId }) => [id, giveawayId])).toEqual([
    [3, giveaways[0]],
    [4, giveaways[1]],
  ])
})

test('a storm names the last twenty only', () => {
  const merged = mergeNews(newsOf(Array.from({ length: 500 }, () => ['entered', 0] as const)))
  expect(merged[0]?.news).toHaveProperty('latest.length', 20)
  expect(merged[0]?.news).toHaveProperty('latest.0.name', 'viewer500')
})

test('ids ascend, other news is kept whole, and the last count of each giveaway between other news stands', () => {
  fc.assert(
    fc.property(anyNews, (messages) => {
      const merged = mergeNews(messages)
      const ids = merged.map(({ id }) => id)
      expect(ids).toEqual(ids.toSorted((a, b) => a - b))
      expect(new Set(ids).size).toBe(ids.length)
      expect(merged.filter(isOther)).toEqual(messages.filter(isOther))
      expect(merged.map(withoutNames)).toEqual(keepLast(messages).map(withoutNames))
    }),
  )
})

const isOther = ({ news }: NewsMessage): boolean => news.kind === 'closed'

/** What must remain, said another way: a count goes when the same giveaway has a later one before the next other news. */
function keepLast(messages: readonly NewsMessage[]): NewsMessage[] {
  return messages.filter((message, index) => {
    if (isOther(message)) return true
    const rest = messages.slice(index + 1)
    const end = rest.findIndex(isOther)
    return !rest.slice(0, end === -1 ? undefined : end).some(({ giveawayId }) => giveawayId === message.giveawayId)
  })
}

function withoutNames({ id, giveawayId, news }: NewsMessage): unknown {
  return [id, giveawayId, 'entryCount' in news ? news.entryCount : news.kind]
}
