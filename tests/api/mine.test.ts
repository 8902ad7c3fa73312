/** What somebody who is signed in reads of themselves: points, entries and wins, by all of their accounts. */
import { pageOf } from '@streambot/shared/contract/channel.ts'
import { ownEntrySchema, ownHoldingSchema, ownPointsSchema, ownWinSchema } from '@streambot/shared/contract/mine.ts'
import { cancelGiveaway, closeGiveaway } from '@streambot/shared/engine/manage.ts'
import { draftGiveaway } from '@streambot/shared/engine/plan.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { draw, enter, open, startApi, type TestApi } from '../support/api.ts'
import { askOf, pay, viewerRoles } from '../support/engine.ts'
import { accountOn, link, signInAs } from '../support/people.ts'
import { openPanel, type Panel } from '../support/streamer.ts'

const entries = pageOf(ownEntrySchema.strict())
const wins = pageOf(ownWinSchema.strict())
const cause = { actor: 'test' }

let api: TestApi
let count = 0
beforeAll(async () => {
  api = await startApi({ revealSeconds: 600, limits: { requests: 10_000 } })
})
afterAll(() => api.close())

/** Somebody new with two accounts, one of which never chatted, signed in. */
async function arrive(): Promise<{ twitch: Account; kick: Account; mine: Panel }> {
  const [twitch, kick] = [accountOn('twitch', ++count), accountOn('kick', count)]
  const userId = await signInAs(api.engine, twitch)
  expect(await link(api.engine, userId, kick)).toEqual({ ok: true })
  return { twitch, kick, mine: await openPanel(api, userId) }
}

const word = () => `!w${++count}`

test('who was never seen in chat has nothing, and is told so without a fault', async () => {
  const { mine } = await arrive()
  expect(await mine.get(ownPointsSchema, '/api/me/points')).toEqual({ name: 'points', balance: 0, earned: 0, spent: 0 })
  expect(await mine.get(entries, '/api/me/entries')).toEqual({ items: [], next: null })
  expect(await mine.get(wins, '/api/me/wins')).toEqual({ items: [], next: null })
})

test('points and entries are those of all accounts that are linked, and nobody else sees them', async () => {
  const { twitch, kick, mine } = await arrive()
  const other = await arrive()
  await pay(api.engine, api.streamerId, [twitch], 100)
  await pay(api.engine, api.streamerId, [kick], 20)
  const [free, tickets] = [
    await open(api, { word: word(), title: 'Mug' }),
    await open(api, { word: word(), title: 'Key', kind: 'tickets', cost: 10, maxTickets: 5 }),
  ]
  await enter(api, free, kick)
  await enter(api, tickets, twitch)
  expect(await mine.get(ownPointsSchema, '/api/me/points')).toMatchObject({ balance: 110, earned: 120, spent: 10 })
  const { items } = await mine.get(entries, '/api/me/entries')
  expect(items).toMatchObject([
    { giveawayId: tickets.id, title: 'Key', status: 'open', tickets: 1, paid: 10 },
    { giveawayId: free.id, title: 'Mug', status: 'open', tickets: 1, paid: 0 },
  ])
  expect((await other.mine.get(entries, '/api/me/entries')).items).toEqual([])
  expect(await other.mine.get(ownPointsSchema, '/api/me/points')).toMatchObject({ balance: 0 })
})

test('what the bot of a streamer has is not the streamer’s', async () => {
  const bot = accountOn('kick', ++count)
  expect(await link(api.engine, api.streamerId, bot, 'bot')).toEqual({ ok: true })
  await pay(api.engine, api.streamerId, [bot], 100)
  expect(await (await openPanel(api)).get(ownPointsSchema, '/api/me/points')).toMatchObject({ balance: 0 })
})

test('an entry stays in the list while the giveaway is not drawn, and goes when that is cancelled', async () => {
  const { twitch, mine } = await arrive()
  const [closed, cancelled] = [await open(api, { word: word() }), await open(api, { word: word() })]
  await enter(api, closed, twitch)
  await enter(api, cancelled, twitch)
  await closeGiveaway(api.engine.ports, closed.id, cause)
  await cancelGiveaway(api.engine.ports, cancelled.id, cause)
  expect((await mine.get(entries, '/api/me/entries')).items).toMatchObject([
    { giveawayId: closed.id, status: 'closed' },
  ])
})

test('a win stands in the list with what became of it, and the entry is gone from the other', async () => {
  const { twitch, mine } = await arrive()
  const giveaway = await open(api, { word: word(), title: 'Mug', claimSeconds: 60 })
  await enter(api, giveaway, twitch)
  await draw(api, giveaway)
  expect((await mine.get(entries, '/api/me/entries')).items).toEqual([])
  expect((await mine.get(wins, '/api/me/wins')).items).toMatchObject([
    { giveawayId: giveaway.id, title: 'Mug', platform: 'twitch', state: 'pending', claimDeadline: expect.any(String) },
  ])
})

test('what somebody holds in one giveaway is told with the bonus and what they paid, and nobody else sees it', async () => {
  const { twitch, mine } = await arrive()
  const other = await arrive()
  await pay(api.engine, api.streamerId, [twitch], 100)
  const conditions = { vipFactor: 3 }
  const giveaway = await open(api, { word: word(), kind: 'tickets', cost: 10, maxTickets: 9, conditions })
  const path = `/api/me/giveaways/${giveaway.id}`
  const holding = ownHoldingSchema.strict()
  const nothing = { tickets: 0, bonus: 0, paid: 0, enteredAt: null, pick: null }
  expect(await mine.get(holding, path)).toEqual(nothing)
  const roles = { ...viewerRoles, vip: true }
  const decision = await api.engine.entering.enter(giveaway.id, askOf(twitch, api.engine.clock, { roles, tickets: 2 }))
  expect(decision).toMatchObject({ ok: true, tickets: 6 })
  const held = { tickets: 6, bonus: 4, paid: 20, enteredAt: expect.any(String), pick: null }
  expect(await mine.get(holding, path)).toEqual(held)
  expect(await other.mine.get(holding, path)).toEqual(nothing)
  await draw(api, giveaway)
  expect(await mine.get(holding, path)).toEqual({ ...held, pick: 1 })
  const [winner] = await api.engine.store.findWinners(giveaway.id)
  expect(winner).toMatchObject({ pick: 1, userId: twitch.userId })
})

test('who was picked is told as which of the winners, and the others are not', async () => {
  const [one, two] = [await arrive(), await arrive()]
  const giveaway = await open(api, { word: word() })
  await enter(api, giveaway, one.twitch, two.kick)
  await draw(api, giveaway)
  const picks = await Promise.all(
    [one, two].map(({ mine }) => mine.get(ownHoldingSchema, `/api/me/giveaways/${giveaway.id}`)),
  )
  expect(picks.map(({ pick }) => pick).toSorted()).toEqual([1, null])
})

test('a giveaway that nobody may see is told from one that somebody is not in', async () => {
  const { mine } = await arrive()
  const drafted = await draftGiveaway(
    api.engine.ports,
    { streamerId: api.streamerId, title: 'Secret', word: word(), rules: usualRules },
    cause,
  )
  const id = drafted.ok ? drafted.value.id : ''
  for (const unknown of [id, crypto.randomUUID(), 'x'])
    expect((await mine.refused('GET', `/api/me/giveaways/${unknown}`)).code).toBe('no-such-giveaway')
})

test('long lists come page by page, the newest first, each row once, also where wins fell at one moment', async () => {
  const { twitch, kick, mine } = await arrive()
  const ids: string[] = []
  for (let round = 0; round < 5; round++) {
    const giveaway = await open(api, { word: word() })
    await enter(api, giveaway, round % 2 ? twitch : kick)
    ids.unshift(giveaway.id)
  }
  const seen = await readAll(mine, entries, '/api/me/entries')
  expect(seen).toEqual(ids)
  for (const id of ids) await draw(api, { id } as Parameters<typeof draw>[1]) // only the id is looked at
  expect(await readAll(mine, wins, '/api/me/wins')).toEqual(ids.toReversed())
  await api.engine.store.pool.query(`ALTER TABLE giveaway_winners DISABLE TRIGGER USER`)
  await api.engine.store.pool.query('UPDATE giveaway_winners SET drawn_at = now() WHERE giveaway_id = ANY ($1)', [
    ids.slice(1),
  ])
  expect((await readAll(mine, wins, '/api/me/wins')).toSorted()).toEqual(ids.toSorted())
})

test('a place that no page ever gave is refused, whatever stands in it', async () => {
  const { mine } = await arrive()
  for (const place of ['x', JSON.stringify(['2026-99-99', 'no']), JSON.stringify([-1, crypto.randomUUID()])])
    for (const list of ['entries', 'wins']) {
      const after = Buffer.from(place).toString('base64url')
      expect((await mine.refused('GET', `/api/me/${list}?after=${after}`)).code).toBe('bad-request')
    }
})

/** The giveaways of all rows, two at a time. */
async function readAll(mine: Panel, shape: typeof entries | typeof wins, path: string): Promise<string[]> {
  const found: string[] = []
  for (let after: string | null = ''; after !== null;) {
    const page: z.infer<typeof entries> | z.infer<typeof wins> = await mine.get(
      shape,
      `${path}?limit=2${after && `&after=${after}`}`,
    )
    expect(page.items.length).toBeLessThanOrEqual(2)
    found.push(...page.items.map(({ giveawayId }) => giveawayId))
    after = page.next
  }
  return found
}
