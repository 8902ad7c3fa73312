import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { excludeViewer } from '@streambot/shared/engine/exclude.ts'
import type { Said } from '@streambot/shared/engine/ports.ts'
import type { RaffleNews } from '@streambot/shared/engine/ports/news.ts'
import { createRaffling, endRaffle, openRaffle } from '@streambot/shared/engine/raffle.ts'
import { mostPoints } from '@streambot/shared/giveaway/amount.ts'
import type { Answer } from '@streambot/shared/giveaway/answers.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type TestDatabase } from '../support/database.ts'
import { newMessage, pay, person, type TestEngine } from '../support/engine.ts'
import { expectNoDeadlock, expectHealthy } from './healthy.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let database: TestDatabase
let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ database, one, two } = opened), expectNoDeadlock)
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer', { graceSeconds: 5 })
})
afterEach(() => expectHealthy(database.url))

const crowd = (count: number): Account[] => Array.from({ length: count }, (_, index) => person(index + 1))
const said = (): Said => ({
  actor: 'twitch:mod',
  message: { platform: 'twitch', id: newMessage() },
  at: one.clock.now(),
})
const start = (points: number, winners = 1, cause = said(), engine = one) =>
  openRaffle(engine.ports, { streamerId, points, seconds: 60, winners }, cause)
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)
const balanceOf = (who: Account) => one.store.findBalance(streamerId, who)
const sum = (numbers: readonly number[]) => numbers.reduce((all, number) => all + number, 0)

async function idOf(opening: ReturnType<typeof start>): Promise<number> {
  const opened = await opening
  if (!opened.ok) throw new Error(`The raffle did not open: ${opened.code}`)
  return opened.value.id
}

function joinAll(people: readonly Account[], sentAt = one.clock.now(), engine = one): Promise<Answer<true>[]> {
  const raffling = createRaffling(engine.ports)
  return Promise.all(people.map((account) => raffling.join(streamerId, { account, sentAt })))
}

async function readNews(): Promise<RaffleNews[]> {
  const { rows } = await one.store.pool.query<{ kind: string; payload: object }>(
    'SELECT kind, payload FROM outbox WHERE streamer_id = $1 ORDER BY id',
    [streamerId],
  )
  return rows.map(({ kind, payload }) => ({ kind, ...payload }) as RaffleNews) // only raffles make news here
}

describe('a raffle', () => {
  test('shares all its points among as many as it promised, and tells of it', async () => {
    const people = crowd(40)
    const id = await idOf(start(100, 3))
    expect((await joinAll(people)).map(codeOf)).toEqual(Array(40).fill('ok'))
    one.clock.turn(65_000)
    expect(await endRaffle(one.ports, id)).toBe(true)
    const balances = await Promise.all(people.map(balanceOf))
    expect(balances.filter((balance) => balance > 0).sort()).toEqual([33, 33, 34])
    const news = await readNews()
    expect(news.map(({ kind }) => kind)).toEqual(['raffle-opened', 'raffle-ended'])
    expect(news[1]).toMatchObject({ joined: 40, winners: [{ share: 34 }, { share: 33 }, { share: 33 }] })
  })

  test('is not news of a giveaway, and is announced', async () => {
    await start(100)
    expect((await one.store.findNews(0, 1_000)).filter((row) => row.streamerId === streamerId)).toEqual([])
    expect(await one.store.takeAnnouncements(streamerId)).toMatchObject([
      { giveawayId: undefined, news: { kind: 'raffle-opened', points: 100, winners: 1 } },
    ])
  })

  test('gives everybody a share where fewer joined than could win, and nobody anything where nobody did', async () => {
    const first = await idOf(start(100, 5))
    await joinAll(crowd(2))
    one.clock.turn(65_000)
    await endRaffle(one.ports, first)
    expect(await Promise.all(crowd(2).map(balanceOf))).toEqual([50, 50])
    const second = await idOf(start(100, 5))
    one.clock.turn(65_000)
    expect(await endRaffle(one.ports, second)).toBe(true)
    expect((await readNews()).at(-1)).toEqual({ kind: 'raffle-ended', joined: 0, winners: [] })
  })

  test('is one at a time, also for moderators who open one at the same moment', async () => {
    const answers = await Promise.all([start(100), start(100, 1, said(), two), start(100)])
    expect(answers.map(codeOf).sort()).toEqual(['ok', 'raffle-running', 'raffle-running'])
  })

  test('is opened once by a message that is delivered twice', async () => {
    const cause = said()
    const answers = await Promise.all([start(100, 1, cause), start(100, 1, cause, two)])
    expect(answers.map(codeOf).sort()).toEqual(['already-handled', 'ok'])
  })

  test('with more winners than points is refused', async () => {
    expect(codeOf(await start(4, 5))).toBe('bad-amount')
  })

  test('gives nobody more than the most', async () => {
    await pay(one, streamerId, [person(1)], mostPoints - 10)
    const id = await idOf(start(100))
    await joinAll([person(1)])
    one.clock.turn(65_000)
    await endRaffle(one.ports, id)
    expect(await balanceOf(person(1))).toBe(mostPoints)
  })

  test('passes over whom a moderator keeps out', async () => {
    const id = await idOf(start(100, 2))
    await joinAll(crowd(2))
    await excludeViewer(one.ports, { streamerId, account: person(1), reason: 'cheats' }, said())
    one.clock.turn(65_000)
    await endRaffle(one.ports, id)
    expect(await Promise.all(crowd(2).map(balanceOf))).toEqual([0, 100])
  })
})

describe('joining', () => {
  test('counts once, however often and through however many engines', async () => {
    const id = await idOf(start(100, 10))
    const [anna] = crowd(1)
    if (anna) await Promise.all([joinAll(Array(10).fill(anna)), joinAll(Array(10).fill(anna), undefined, two)])
    one.clock.turn(65_000)
    await endRaffle(one.ports, id)
    expect((await readNews()).at(-1)).toMatchObject({ joined: 1 })
  })

  test('is judged by when it was written: in time and late to arrive counts, too early and too late does not', async () => {
    const early = new Date(one.clock.now().getTime() - 1)
    const id = await idOf(start(100, 10))
    one.clock.turn(60_000)
    const inTime = one.clock.now()
    one.clock.turn(1)
    const answers = [
      ...(await joinAll([person(1)], early)),
      ...(await joinAll([person(2)], inTime)),
      ...(await joinAll([person(3)])),
    ]
    expect(answers.map(codeOf)).toEqual(['no-raffle', 'ok', 'no-raffle'])
    one.clock.turn(4_998)
    expect(await endRaffle(one.ports, id)).toBe(false)
    one.clock.turn(1)
    expect(await endRaffle(one.ports, id)).toBe(true)
    expect(await balanceOf(person(2))).toBe(100)
  })

  test('where none runs, or none any more, is refused', async () => {
    expect((await joinAll([person(1)])).map(codeOf)).toEqual(['no-raffle'])
    const sentAt = one.clock.now()
    const id = await idOf(start(100))
    one.clock.turn(65_000)
    await endRaffle(one.ports, id)
    expect((await joinAll([person(1)], sentAt)).map(codeOf)).toEqual(['no-raffle'])
  })

  test('a crowd of five thousand in two engines, while two workers end it: who was let in is in the count', async () => {
    const people = crowd(5_000)
    const id = await idOf(start(1_000, 7))
    const sentAt = one.clock.now()
    one.clock.turn(65_000)
    const [mine, theirs, ...ended] = await Promise.all([
      joinAll(people.slice(0, 3_000), sentAt),
      joinAll(people.slice(2_000), sentAt, two),
      endRaffle(one.ports, id),
      endRaffle(two.ports, id),
    ])
    expect(ended.filter(Boolean)).toHaveLength(1)
    const isIn = new Set<string>()
    mine.forEach((answer, index) => answer.ok && isIn.add(people[index]?.userId ?? ''))
    theirs.forEach((answer, index) => answer.ok && isIn.add(people[2_000 + index]?.userId ?? ''))
    expect((await readNews()).at(-1)).toMatchObject({ joined: isIn.size })
  })
})

describe('the end', () => {
  test('comes once, however many workers look at the same moment', async () => {
    const people = crowd(30)
    const id = await idOf(start(1_000, 7))
    await joinAll(people)
    one.clock.turn(65_000)
    const ended = await Promise.all(
      Array.from({ length: 10 }, (_, index) => endRaffle((index % 2 ? one : two).ports, id)),
    )
    expect(ended.filter(Boolean)).toHaveLength(1)
    expect(sum(await Promise.all(people.map(balanceOf)))).toBe(1_000)
    expect(await one.store.findDueRaffles(one.clock.now())).not.toContain(id)
  })

  test('is found by the next worker when one is killed within it, and comes once', async () => {
    const people = crowd(5)
    const id = await idOf(start(1_000))
    await joinAll(people)
    const file = fileURLToPath(new URL('raffle-process.ts', import.meta.url))
    const worker = spawn(process.execPath, [file, database.url, String(id)], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(worker.stdout, 'data')
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    expect(sum(await Promise.all(people.map(balanceOf)))).toBe(0)
    one.clock.turn(65_000)
    expect(await one.store.findDueRaffles(one.clock.now())).toContain(id)
    expect(await Promise.all([endRaffle(one.ports, id), endRaffle(two.ports, id)])).toContain(true)
    expect(sum(await Promise.all(people.map(balanceOf)))).toBe(1_000)
  })
})
