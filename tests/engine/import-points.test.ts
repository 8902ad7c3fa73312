import { importPoints, type ImportAnswer, undoImport, type UndoAsk } from '@streambot/shared/engine/import-points.ts'
import type { ImportedPerson } from '@streambot/shared/engine/ports/rows.ts'
import { mostPoints } from '@streambot/shared/giveaway/amount.ts'
import type { ImportMode } from '@streambot/shared/giveaway/ledger.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import { askOf, openFor, pay, person, type TestEngine } from '../support/engine.ts'
import { expectNoDeadlock, expectHealthy } from './healthy.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened), expectNoDeadlock)
beforeAll(async () => {
  streamerId = await one.store.addStreamer('streamer')
})
afterEach(() => expectHealthy(database.url))

let numbers = 0
const someone = (): Account => person(++numbers)
const cause = { actor: 'operator' }
const balanceOf = (who: Account) => one.store.findBalance(streamerId, who)

interface File {
  readonly mode?: ImportMode
  readonly checksum?: string
  readonly engine?: TestEngine
}

function bring(people: readonly ImportedPerson[], { mode = 'add', checksum, engine = one }: File = {}) {
  const ask = {
    streamerId,
    source: 'csv',
    mode,
    rows: people.length,
    people,
    checksum: checksum ?? `file ${++numbers}`,
  }
  return importPoints(engine.ports, ask, cause)
}

function idOf(answer: ImportAnswer): number {
  if (!answer.ok) throw new Error(`The import was refused: ${answer.code}`)
  return answer.value.id
}

const undo = (importId: number, ask: Partial<UndoAsk> = {}, engine = one) =>
  undoImport(engine.ports, { streamerId, importId, spent: 'refuse', at: one.clock.now(), ...ask }, cause)

async function listMovements(who: Account): Promise<string[]> {
  const { rows } = await one.store.pool.query<{ line: string }>(
    `SELECT reason || ' ' || amount AS line FROM balance_ledger JOIN chat_identities USING (streamer_id, viewer_id)
      WHERE platform_user_id = $1 ORDER BY balance_ledger.id`,
    [who.userId],
  )
  return rows.map(({ line }) => line)
}

describe('an import', () => {
  test.each<[ImportMode, had: number, points: number, has: number, movements: string[]]>([
    ['add', 10, 5, 15, ['chat 10', 'import 5']],
    ['add', 0, 5, 5, ['import 5']],
    ['add', 10, 0, 10, ['chat 10']],
    ['set', 10, 5, 5, ['chat 10', 'import -5']],
    ['set', 10, 25, 25, ['chat 10', 'import 15']],
    ['set', 10, 0, 0, ['chat 10', 'import -10']],
    ['set', 10, 10, 10, ['chat 10']],
  ])('that would %s: %d points and %d make %d', async (mode, had, points, has, movements) => {
    const who = someone()
    if (had > 0) await pay(one, streamerId, [who], had)
    const answer = await bring([{ account: who, points }], { mode })
    expect(answer).toMatchObject({ ok: true, tooRich: [], value: { people: has === had ? 0 : 1, points: has - had } })
    expect([await balanceOf(who), await listMovements(who)]).toEqual([has, movements])
  })

  test('of one file by two engines at once, many times: one goes through, the other learns which', async () => {
    for (let round = 0; round < 10; round++) {
      const people = [someone(), someone(), someone()].map((account) => ({ account, points: 10 }))
      const checksum = `race ${round}`
      const answers = await Promise.all([one, two, one, two].map((engine) => bring(people, { checksum, engine })))
      const done = answers.filter((answer) => answer.ok)
      expect(done).toHaveLength(1)
      const first = done[0]?.ok ? done[0].value.id : undefined
      for (const answer of answers)
        if (!answer.ok) expect(answer).toMatchObject({ code: 'already-imported', first: { id: first, points: 30 } })
      expect(await Promise.all(people.map(({ account }) => balanceOf(account)))).toEqual([10, 10, 10])
    }
  })

  test('meets other imports, payouts and entries of the same people at once, and everything adds up', async () => {
    const people = Array.from({ length: 200 }, someone)
    await pay(one, streamerId, people, 50)
    const giveaway = await openFor(one, streamerId, { cost: 30 }, '!import')
    const shuffled = people.toReversed()
    await Promise.all([
      bring(people.map((account) => ({ account, points: 7 }))),
      bring(
        shuffled.map((account) => ({ account, points: 5 })),
        { engine: two },
      ),
      pay(two, streamerId, shuffled, 3),
      ...people.map((who) => one.entering.enter(giveaway.id, askOf(who, one.clock))),
    ])
    expect(await Promise.all(people.map(balanceOf))).toEqual(people.map(() => 50 + 7 + 5 + 3 - 30))
  })

  test('adds up the accounts of one person, and makes people who are new', async () => {
    const [old, other] = [someone(), someone()]
    await pay(one, streamerId, [old, other], 1)
    await one.store.pool.query(
      `UPDATE chat_identities SET viewer_id = (SELECT viewer_id FROM chat_identities WHERE platform_user_id = $1)
        WHERE platform_user_id = $2`,
      [old.userId, other.userId],
    )
    const answer = await bring([
      { account: old, points: 10 },
      { account: other, points: 5 },
    ])
    expect(answer).toMatchObject({ value: { people: 1, points: 15 } })
    expect([await balanceOf(old), await balanceOf(other)]).toEqual([16, 16])
  })

  test('leaves out whoever would have more than anybody may, and names them', async () => {
    const [rich, poor] = [someone(), someone()]
    await bring([{ account: rich, points: mostPoints - 5 }])
    const answer = await bring([
      { account: rich, points: 6 },
      { account: poor, points: 6 },
    ])
    expect(answer).toMatchObject({ ok: true, tooRich: [rich], value: { people: 1, points: 6 } })
    expect([await balanceOf(rich), await balanceOf(poor)]).toEqual([mostPoints - 5, 6])
  })

  test('of fifty thousand people is one batch, and comes back whole', async () => {
    const people = Array.from({ length: 50_000 }, (_, index) => ({
      account: person(1_000_000 + index),
      points: 1 + (index % 9),
    }))
    const sum = people.reduce((total, { points }) => total + points, 0)
    const answer = await bring(people)
    expect(answer).toMatchObject({ value: { people: 50_000, points: sum } })
    await expectHealthy(database.url)
    expect(await undo(idOf(answer))).toEqual({ ok: true, people: 50_000, points: sum, spent: [] })
  }, 60_000)
})

describe('undoing', () => {
  test('gives everybody what they had before, once, through two engines at once', async () => {
    const people = [someone(), someone()]
    await pay(one, streamerId, people, 10)
    const importId = idOf(
      await bring(
        people.map((account, index) => ({ account, points: index * 20 })),
        { mode: 'set' },
      ),
    )
    const answers = await Promise.all([undo(importId), undo(importId, {}, two)])
    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.code)).sort()).toEqual(['already-undone', 'ok'])
    expect(await Promise.all(people.map(balanceOf))).toEqual([10, 10])
  })

  test('lets the same file be imported again', async () => {
    const who = someone()
    const file = { checksum: 'again' }
    const first = idOf(await bring([{ account: who, points: 5 }], file))
    expect(await bring([{ account: who, points: 5 }], file)).toMatchObject({
      code: 'already-imported',
      first: { id: first },
    })
    await undo(first)
    expect(idOf(await bring([{ account: who, points: 5 }], file))).not.toBe(first)
    expect(await balanceOf(who)).toBe(5)
  })

  test('is refused while somebody has spent some, names them, and changes nothing', async () => {
    const [spender, saver] = [someone(), someone()]
    const importId = idOf(await bring([spender, saver].map((account) => ({ account, points: 40 }))))
    const giveaway = await openFor(one, streamerId, { cost: 30 }, '!spend')
    await one.entering.enter(giveaway.id, askOf(spender, one.clock))
    expect(await undo(importId)).toMatchObject({
      ok: false,
      code: 'points-spent',
      spent: [{ name: spender.name, amount: 40, balance: 10 }],
    })
    expect([await balanceOf(spender), await balanceOf(saver)]).toEqual([10, 40])
    expect(await undo(importId, { spent: 'take-the-rest' })).toMatchObject({ ok: true, people: 2, points: 50 })
    expect([await balanceOf(spender), await balanceOf(saver)]).toEqual([0, 0])
    expect(await undo(importId)).toMatchObject({ ok: false, code: 'already-undone' })
  })

  test('an import that is not there, or another streamer’s, is refused', async () => {
    const other = await two.store.addStreamer('other')
    const importId = idOf(await bring([{ account: someone(), points: 1 }]))
    expect(await undo(importId, { streamerId: other })).toEqual({ ok: false, code: 'no-such-import' })
    expect(await undo(999_999)).toEqual({ ok: false, code: 'no-such-import' })
  })

  test('leaves both movements and who did it', async () => {
    const who = someone()
    const importId = idOf(await bring([{ account: who, points: 5 }]))
    await undo(importId)
    expect(await listMovements(who)).toEqual(['import 5', 'import-undo -5'])
    const { rows } = await one.store.pool.query<{ action: string }>(
      `SELECT action FROM audit_log WHERE details->>'importId' = $1 ORDER BY id`,
      [String(importId)],
    )
    expect(rows.map(({ action }) => action)).toEqual(['points imported', 'import undone'])
  })
})
