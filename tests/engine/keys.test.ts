/** Prize keys: one key, one viewer, whoever asks how often and from where (promise P5). */
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { changePool, makePool, removeKeys, sealPlainKeys, showKey } from '@streambot/shared/engine/keys.ts'
import { cancelGiveaway } from '@streambot/shared/engine/manage.ts'
import { changeDraft, draftGiveaway } from '@streambot/shared/engine/plan.ts'
import { redrawWinner } from '@streambot/shared/engine/redraw.ts'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import type { Account, Giveaway, GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { createVault } from '@streambot/shared/runtime/crypto.ts'
import { createKeySeals } from '@streambot/shared/runtime/key-seals.ts'
import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { TestDatabase } from '../support/database.ts'
import { askOf, openFor, person, type TestEngine } from '../support/engine.ts'
import { accountOn, link, signInAs, unlink } from '../support/people.ts'
import { addKeys, askForKey, drawAmong, fillPool, keySeals, keysFrom } from '../support/prizes.ts'
import { withTwoEngines } from '../support/with-engine.ts'
import { expectHealthy, expectNoDeadlock } from './healthy.ts'

const cause = { actor: 'test' }

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number
let number = 0

withTwoEngines((opened) => void ({ database, one, two } = opened), expectNoDeadlock)
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer', { graceSeconds: 0, revealSeconds: 600 })
})
afterEach(() => expectHealthy(database.url))

const someone = (): Account => person(++number)
const crowd = (count: number) => Array.from({ length: count }, someone)
const pool = (keys: readonly string[], prizeClass?: string) => fillPool(one, streamerId, keys, prizeClass)
const drawn = (people: readonly Account[], rules: Partial<GiveawayRules>) => drawAmong(one, streamerId, people, rules)
const ask = (userId: number, giveaway: Giveaway, engine = one) => askForKey(engine, streamerId, userId, giveaway)
const countsOf = async (poolId: number) => {
  const { available, assigned, revealed } =
    (await one.store.listPools(streamerId)).find(({ id }) => id === poolId) ?? {}
  return [available, assigned, revealed]
}
const auditOf = async (action: string) =>
  (await one.store.listAudit(streamerId, {}, { after: undefined, count: 1_000 }))
    .filter((row) => row.action === action)
    .map(({ details }) => details)
const accountsOf = async ({ id }: Giveaway): Promise<Account[]> =>
  (await one.store.findWinners(id)).map(({ userId }) => person(Number(userId) - 1_000))

describe('a winner', () => {
  test('has a key from the draw on, sees it after signing in with the account that won, and always the same one', async () => {
    const poolId = await pool(keysFrom(1, 3))
    const giveaway = await drawn([someone()], { poolId })
    expect(await countsOf(poolId)).toEqual([2, 1, 0])
    const [winner] = await accountsOf(giveaway)
    const userId = await signInAs(one, winner ?? someone())
    expect(await ask(userId, giveaway)).toBe('KEY-00000001')
    expect(await ask(userId, giveaway, two)).toBe('KEY-00000001')
    expect(await countsOf(poolId)).toEqual([2, 1, 1])
    expect(await auditOf('key shown to its winner')).toHaveLength(2)
    expect(JSON.stringify(await one.store.listAudit(streamerId, {}, { after: undefined, count: 100 }))).not.toContain(
      'KEY-',
    )
  })

  test('is the only one who gets it: not somebody who lost, a stranger, or who asks elsewhere', async () => {
    const poolId = await pool(keysFrom(10, 3))
    const giveaway = await drawn(crowd(2), { poolId })
    const [winner] = await accountsOf(giveaway)
    const loser = person(Number(winner?.userId) - 1_000 === number ? number - 1 : number)
    expect(await ask(await signInAs(one, loser), giveaway)).toBe('not-won')
    expect(await ask(await signInAs(one, someone()), giveaway)).toBe('not-won')
    expect(await ask(streamerId, giveaway)).toBe('not-won')
    const elsewhere = await one.store.addStreamer('other')
    const userId = await signInAs(one, winner ?? someone())
    expect(await askForKey(one, elsewhere, userId, giveaway)).toBe('no-such-giveaway')
    expect(await ask(userId, await drawn([winner ?? someone()], {}))).toBe('no-keys-here')
  })

  test('who has to speak first sees it only then; a silent one loses it to the next pick', async () => {
    const poolId = await pool(keysFrom(20, 1))
    const people = crowd(2)
    const giveaway = await drawn(people, { poolId, claimSeconds: 60 })
    const [first] = await accountsOf(giveaway)
    expect(await ask(await signInAs(one, first ?? someone()), giveaway)).toBe('not-claimed')
    one.clock.turn(61_000)
    await advanceGiveaway(one.ports, giveaway.id)
    const [, second] = await accountsOf(giveaway)
    expect(await ask(await signInAs(one, first ?? someone()), giveaway)).toBe('not-won')
    expect(await ask(await signInAs(one, second ?? someone()), giveaway)).toBe('not-claimed')
    expect(await countsOf(poolId)).toEqual([0, 1, 0])
    expect(await auditOf('keys taken back')).toMatchObject([{ poolId, keys: [expect.any(Number)] }])
  })

  test('who is set aside gives back a key that nobody saw, and keeps one that was seen, which is written down as spent', async () => {
    const poolId = await pool(keysFrom(30, 3))
    const giveaway = await drawn(crowd(4), { poolId, winners: 2 })
    const [seen, unseen] = await accountsOf(giveaway)
    const userId = await signInAs(one, seen ?? someone())
    const key = await ask(userId, giveaway)
    for (const account of [seen, unseen]) {
      one.clock.turn(1)
      await redrawWinner(one.ports, giveaway.id, { account, reason: 'test' }, cause)
    }
    expect(await countsOf(poolId)).toEqual([0, 3, 1])
    expect(await ask(userId, giveaway)).toBe(key)
    expect(await ask(await signInAs(one, unseen ?? someone()), giveaway)).toBe('not-won')
    expect(await auditOf('keys were seen, and stay spent')).toHaveLength(1)
    const [, , third, fourth] = await accountsOf(giveaway)
    const others = [
      await ask(await signInAs(one, third ?? someone()), giveaway),
      await ask(await signInAs(one, fourth ?? someone()), giveaway),
    ]
    expect(new Set([key, ...others]).size).toBe(3)
  })

  test('of a cancelled giveaway gives every unseen key back', async () => {
    const poolId = await pool(keysFrom(40, 3))
    const giveaway = await drawn(crowd(3), { poolId, winners: 3 })
    const [seen, unseen] = await accountsOf(giveaway)
    await ask(await signInAs(one, seen ?? someone()), giveaway)
    expect((await cancelGiveaway(one.ports, giveaway.id, cause)).ok).toBe(true)
    expect(await countsOf(poolId)).toEqual([2, 1, 1])
    expect(await ask(await signInAs(one, unseen ?? someone()), giveaway)).toBe('not-won')
  })

  test('who wins twice out of one pool keeps to one key, and has another one out of another pool', async () => {
    const [poolId, otherId] = [await pool(keysFrom(50, 3)), await pool(keysFrom(60, 1))]
    const winner = someone()
    const [first, second] = [await drawn([winner], { poolId }), await drawn([winner], { poolId })]
    const other = await drawn([winner], { poolId: otherId })
    const userId = await signInAs(one, winner)
    expect(await ask(userId, second)).toBe(await ask(userId, first))
    expect(await ask(userId, other)).toBe('KEY-00000060')
    expect(await countsOf(poolId)).toEqual([2, 1, 1])
  })

  test('for whom none was left gets one as soon as there is one', async () => {
    const poolId = await pool(keysFrom(70, 1))
    const giveaway = await drawn(crowd(2), { poolId, winners: 2 })
    expect(await auditOf('no key left')).toEqual([{ poolId, picks: [2] }])
    expect(await one.store.findKeyNeed(giveaway.id, poolId)).toMatchObject({ available: 0, handedOut: 1 })
    const [, second] = await accountsOf(giveaway)
    const userId = await signInAs(one, second ?? someone())
    expect(await ask(userId, giveaway)).toBe('no-key-left')
    await addKeys(one, streamerId, poolId, 'KEY-LATE')
    expect(await ask(userId, giveaway)).toBe('KEY-LATE')
  })
})

describe('accounts that are linked', () => {
  const pair = (): [Account, Account] => [accountOn('twitch', ++number), accountOn('kick', number)]
  const drawBoth = async (poolId: number, accounts: readonly Account[]) => drawn(accounts, { poolId, winners: 2 })

  test('show a key by whichever of them somebody signs in', async () => {
    const poolId = await pool(keysFrom(80, 1))
    const [twitch, kick] = pair()
    const giveaway = await drawn([kick], { poolId })
    const userId = await signInAs(one, twitch)
    expect(await ask(userId, giveaway)).toBe('not-won')
    expect(await link(one, userId, kick)).toEqual({ ok: true })
    expect(await ask(userId, giveaway)).toBe('KEY-00000080')
  })

  test('of which one was taken off and linked by somebody else show that user no key of the other account', async () => {
    const poolId = await pool(keysFrom(140, 2))
    const [twitch, kick] = pair()
    const userId = await signInAs(one, twitch)
    expect(await link(one, userId, kick)).toEqual({ ok: true })
    const [first, second] = [await drawn([twitch], { poolId }), await drawn([kick], { poolId })]
    expect(await unlink(one, userId, 'kick')).toEqual({ ok: true })
    const other = await signInAs(one, kick)
    expect(await ask(other, first)).toBe('not-won')
    expect(await ask(other, second)).toBe('other-account')
    expect(await ask(userId, first)).toBe('KEY-00000140')
  })

  test('that had a key each give the one back that nobody saw', async () => {
    for (const seen of [undefined, 0, 1]) {
      const poolId = await pool(keysFrom(90 + 10 * (seen ?? 2), 2))
      const accounts = pair()
      const giveaway = await drawBoth(poolId, accounts)
      const [userId, other] = [await signInAs(one, accounts[0]), await signInAs(one, accounts[1])]
      const key = seen === undefined ? undefined : await ask(seen === 0 ? userId : other, giveaway)
      await one.store.pool.query('DELETE FROM platform_connections WHERE user_id = $1', [other])
      expect(await link(one, userId, accounts[1])).toEqual({ ok: true })
      expect(await countsOf(poolId)).toEqual([1, 1, seen === undefined ? 0 : 1])
      expect(await ask(userId, giveaway)).toBe(key ?? (await ask(userId, giveaway)))
      expect(await ask(userId, giveaway)).toMatch(/^KEY-/)
      expect(await countsOf(poolId)).toEqual([1, 1, 1])
    }
  })

  test('that both saw a key keep both, and get no third one', async () => {
    const poolId = await pool(keysFrom(130, 3))
    const accounts = pair()
    const giveaway = await drawBoth(poolId, accounts)
    const [userId, other] = [await signInAs(one, accounts[0]), await signInAs(one, accounts[1])]
    const keys = [await ask(userId, giveaway), await ask(other, giveaway)]
    await one.store.pool.query('DELETE FROM platform_connections WHERE user_id = $1', [other])
    expect(await link(one, userId, accounts[1])).toEqual({ ok: true })
    expect(keys).toContain(await ask(userId, giveaway))
    expect(await ask(userId, await drawn([accounts[1]], { poolId }))).toMatch(/^KEY-0000013[01]$/)
    expect(await countsOf(poolId)).toEqual([1, 2, 2])
  })
})

describe('first come', () => {
  test('a thousand people at a hundred places get a hundred keys, each another one, and the rest none', async () => {
    const poolId = await pool(keysFrom(1_000, 100))
    const people = crowd(1_000)
    const rules = { ...usualRules, kind: 'first', winners: 100, maxEntries: 100, leaving: false, poolId } as const
    const giveaway = await openFor(one, streamerId, rules)
    const decisions = await Promise.all(
      people.map((account, index) => (index % 2 ? one : two).entering.enter(giveaway.id, askOf(account, one.clock))),
    )
    expect(decisions.filter(({ ok }) => ok)).toHaveLength(100)
    expect(await countsOf(poolId)).toEqual([0, 100, 0])
    const winners = await accountsOf(giveaway)
    const keys = await Promise.all(
      winners.slice(0, 10).map(async (account) => ask(await signInAs(one, account), giveaway)),
    )
    expect(new Set(keys).size).toBe(10)
    expect(keys.every((key) => key.startsWith('KEY-'))).toBe(true)
  }, 60_000)

  test('places beyond the keys are won without one, which is written down', async () => {
    const poolId = await pool(keysFrom(1_200, 2))
    const rules = { ...usualRules, kind: 'first', winners: 3, maxEntries: 3, leaving: false, poolId } as const
    const giveaway = await openFor(one, streamerId, rules)
    for (const account of crowd(3)) await one.entering.enter(giveaway.id, askOf(account, one.clock))
    expect(await countsOf(poolId)).toEqual([0, 2, 0])
    expect(await auditOf('no key left')).toEqual([{ poolId, picks: [3] }])
  })
})

describe('races through two engines', () => {
  test('twenty clicks of one winner give one key', async () => {
    const poolId = await pool(keysFrom(1_300, 5))
    const giveaway = await drawn([someone()], { poolId })
    await one.store.pool.query(`DELETE FROM deliveries WHERE pool_id = $1`, [poolId])
    await one.store.pool.query(
      `UPDATE token_pool SET claim_count = 0, assigned_to = NULL, assigned_at = NULL WHERE pool_id = $1`,
      [poolId],
    )
    const userId = await signInAs(one, person(number))
    const keys = await Promise.all(
      Array.from({ length: 20 }, (_, index) => ask(userId, giveaway, index % 2 ? one : two)),
    )
    expect(new Set(keys)).toEqual(new Set(['KEY-00001300']))
    expect(await countsOf(poolId)).toEqual([4, 1, 1])
  })

  test('two winners of two giveaways and one key: one has it, the other is told that none is left', async () => {
    for (let round = 0; round < 10; round++) {
      const poolId = await pool([])
      const people = crowd(2)
      const giveaways = await Promise.all(people.map((account) => drawn([account], { poolId })))
      await addKeys(one, streamerId, poolId, `LAST-${round}`)
      const users = await Promise.all(people.map((account) => signInAs(one, account)))
      const told = await Promise.all(
        users.map((userId, index) => ask(userId, giveaways[index] as Giveaway, index ? one : two)), // one for each
      )
      expect(told.toSorted()).toEqual([`LAST-${round}`, 'no-key-left'])
    }
  })

  test('a key that somebody else is taking and then gives up is waited for, and won', async () => {
    const poolId = await pool([])
    const winner = someone()
    const giveaway = await drawn([winner], { poolId })
    const userId = await signInAs(one, winner)
    await addKeys(one, streamerId, poolId, 'GIVEN-UP')
    const holder = await one.store.pool.connect()
    try {
      await holder.query('BEGIN')
      await holder.query('SELECT FROM token_pool WHERE pool_id = $1 FOR UPDATE', [poolId])
      const asking = ask(userId, giveaway, two)
      await vi.waitFor(async () => {
        const waits = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%token_pool%'`
        expect((await one.store.pool.query(waits)).rowCount).toBe(1)
      }, 10_000)
      await holder.query('ROLLBACK')
      expect(await asking).toBe('GIVEN-UP')
    } finally {
      holder.release()
    }
  })

  test('the first keys of a streamer, added to two pools at once, are in one of them', async () => {
    for (let round = 0; round < 10; round++) {
      const fresh = await one.store.addStreamer('fresh')
      const pools = await Promise.all(
        ['A', 'B'].map((name) => makePool(one.ports, { streamerId: fresh, name, prizeClass: undefined }, cause)),
      )
      const added = await Promise.all(
        pools.map((made, index) => addKeys(index ? one : two, fresh, made.ok ? made.value.id : 0, 'FIRST-OF-ALL')),
      )
      expect(added.map((report) => report?.added).toSorted()).toEqual([0, 1])
    }
  })

  test('one winner of two giveaways of one pool, asking for both at once, gets one key', async () => {
    for (let round = 0; round < 10; round++) {
      const poolId = await pool([])
      const winner = someone()
      const [first, second] = [await drawn([winner], { poolId }), await drawn([winner], { poolId })]
      await addKeys(one, streamerId, poolId, keysFrom(2_000 + 2 * round, 2).join('\n'))
      const userId = await signInAs(one, winner)
      const [here, there] = await Promise.all([ask(userId, first, one), ask(userId, second, two)])
      expect(here).toBe(there)
      expect(await countsOf(poolId)).toEqual([1, 1, 1])
    }
  })

  test('a winner who looks while a moderator sets them aside has seen the key or lost it, never both', async () => {
    for (let round = 0; round < 10; round++) {
      const poolId = await pool(keysFrom(3_000 + 2 * round, 2))
      const giveaway = await drawn(crowd(2), { poolId })
      const [winner] = await accountsOf(giveaway)
      const userId = await signInAs(one, winner ?? someone())
      const [told] = await Promise.all([
        ask(userId, giveaway, one),
        redrawWinner(two.ports, giveaway.id, { account: winner, reason: 'test' }, cause),
      ])
      expect(await countsOf(poolId)).toEqual(told === 'not-won' ? [1, 1, 0] : [0, 2, 1])
    }
  })

  test('keys that are removed while others are won go or are won, never both', async () => {
    const keys = keysFrom(4_000, 30)
    const poolId = await pool(keys)
    const people = crowd(30)
    const rules = { ...usualRules, kind: 'first', winners: 30, maxEntries: 30, leaving: false, poolId } as const
    const giveaway = await openFor(one, streamerId, rules)
    const [removed] = await Promise.all([
      removeKeys(two.ports, { streamerId, poolId, keyId: undefined }, cause),
      ...people.map((account) => one.entering.enter(giveaway.id, askOf(account, one.clock))),
    ])
    const [available, assigned] = await countsOf(poolId)
    expect([removed.ok && removed.value, available, (assigned ?? 0) + (removed.ok ? removed.value : 0)]).toEqual([
      expect.any(Number),
      0,
      30,
    ])
  })
})

describe('an import', () => {
  test('leaves out what is there, in whichever pool, and what comes twice at once', async () => {
    const [first, second] = [await pool(keysFrom(5_000, 2)), await pool([])]
    const report = await addKeys(one, streamerId, second, 'KEY-00005000\nNEW-1\n\nNEW-1')
    expect(report).toEqual({
      lines: 4,
      done: 4,
      added: 1,
      faults: [
        { line: 1, fault: 'known' },
        { line: 3, fault: 'blank' },
        { line: 4, fault: 'repeated' },
      ],
    })
    const text = keysFrom(6_000, 3_000).join('\n')
    const both = await Promise.all([addKeys(one, streamerId, first, text), addKeys(two, streamerId, second, text)])
    expect((both[0]?.added ?? 0) + (both[1]?.added ?? 0)).toBe(3_000)
    expect(await addKeys(one, streamerId, 4_711, 'X')).toBeUndefined()
    expect(await addKeys(one, await one.store.addStreamer('other'), first, 'X')).toBeUndefined()
  })

  test('keeps every key sealed: none stands in the database, and equal keys of two streamers look different', async () => {
    const poolId = await pool(['SECRET-KEY-0001', 'shorty'])
    const other = await one.store.addStreamer('other')
    const otherId = await fillPool(one, other, ['SECRET-KEY-0001'])
    const { rows } = await one.store.pool.query('SELECT * FROM token_pool WHERE pool_id = ANY ($1)', [
      [poolId, otherId],
    ])
    expect(rows).toHaveLength(3)
    expect(JSON.stringify(rows)).not.toMatch(/SECRET|shorty/)
    expect(new Set(rows.map(({ fingerprint }) => fingerprint)).size).toBe(3)
  })
})

test('keys that another bot left as they were are sealed, and then won like any other', async () => {
  const poolId = await pool([])
  await one.store.pool.query(
    `INSERT INTO token_pool (streamer_id, pool_id, token) SELECT $1, $2, 'PLAIN-KEY-000' || n FROM generate_series(1, 3) n`,
    [streamerId, poolId],
  )
  const both = await Promise.all([one, two].map(({ store }) => sealPlainKeys({ store, keySeals })))
  expect(both.reduce((sum, count) => sum + count)).toBe(3)
  const { rows } = await one.store.pool.query(
    'SELECT token, fingerprint, ending FROM token_pool WHERE pool_id = $1 ORDER BY id',
    [poolId],
  )
  expect(JSON.stringify(rows)).not.toContain('PLAIN')
  expect(await addKeys(one, streamerId, poolId, 'PLAIN-KEY-0001')).toMatchObject({ added: 0 })
  const winner = someone()
  expect(await ask(await signInAs(one, winner), await drawn([winner], { poolId }))).toBe('PLAIN-KEY-0001')
})

test('the streamer sees a key on request, which is written down each time without the key', async () => {
  const poolId = await pool(['SHOW-ME-THE-KEY'])
  const [key] = await one.store.listKeys(streamerId, { poolId }, { after: undefined, count: 10 })
  const which = { streamerId, poolId, keyId: key?.id ?? 0 }
  const shown = await showKey({ ...one.ports, keySeals }, which, { actor: 'user:1' })
  expect(shown).toEqual({ ok: true, value: 'SHOW-ME-THE-KEY' })
  expect(await auditOf('key shown')).toEqual([{ poolId, prizeKeyId: key?.id }])
  const elsewhere = { ...which, streamerId: await one.store.addStreamer('other') }
  expect(await showKey({ ...one.ports, keySeals }, elsewhere, cause)).toEqual({ ok: false, code: 'no-such-key' })
  const others = createKeySeals(createVault([{ id: 'other', key: randomBytes(32) }]))
  expect(await showKey({ ...one.ports, keySeals: others }, which, cause)).toEqual({ ok: false, code: 'key-lost' })
})

describe('a giveaway', () => {
  const draft = (rules: Partial<GiveawayRules>, of = streamerId) =>
    draftGiveaway(one.ports, { streamerId: of, title: 'Key', word: '!key', rules: { ...usualRules, ...rules } }, cause)

  test('hands keys out of a pool of its streamer only', async () => {
    const poolId = await pool([])
    expect(await draft({ poolId }, await one.store.addStreamer('other'))).toEqual({ ok: false, code: 'no-such-pool' })
    const made = await draft({})
    if (!made.ok) throw new Error(made.code)
    const changed = await changeDraft(one.ports, made.value.id, { rules: { ...usualRules, poolId: 4_711 } }, cause)
    expect(changed).toEqual({ ok: false, code: 'no-such-pool' })
  })

  test('counts its wins as the class of its pool, unless it says another one itself', async () => {
    const poolId = await pool([], 'steam')
    const [usual, own] = [await draft({ poolId }), await draft({ poolId, conditions: { prizeClass: 'mug' } })]
    expect([usual, own].map((made) => made.ok && made.value.rules.conditions.prizeClass)).toEqual(['steam', 'mug'])
  })
})

test('two pools that are given one name at once: one has it', async () => {
  const make = (engine: TestEngine) =>
    makePool(engine.ports, { streamerId, name: 'Games', prizeClass: undefined }, cause)
  const made = await Promise.all([make(one), make(two)])
  expect(made.filter(({ ok }) => !ok)).toEqual([{ ok: false, code: 'pool-name-taken' }])
  const other = await pool([])
  const which = { streamerId, poolId: other }
  expect(await changePool(one.ports, which, { name: 'Games' }, cause)).toEqual({ ok: false, code: 'pool-name-taken' })
  expect(await changePool(one.ports, which, { name: 'Mugs', prizeClass: 'mug' }, cause)).toMatchObject({
    ok: true,
    value: { name: 'Mugs', prizeClass: 'mug' },
  })
  expect(await changePool(one.ports, which, { name: 'Cups' }, cause)).toMatchObject({ value: { prizeClass: 'mug' } })
  expect(await changePool(one.ports, which, { prizeClass: null }, cause)).toMatchObject({
    ok: true,
    value: { name: 'Cups', prizeClass: undefined },
  })
})
