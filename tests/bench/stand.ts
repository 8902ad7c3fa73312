/** What the benches of the engine share: a streamer with rich viewers, and everybody entering at once. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Account, EntryAsk, Giveaway, StreamerId } from '@streambot/shared/giveaway/words.ts'
import { askOf, costedTickets, openEngine, openFor, pay, person, type TestEngine } from '../support/engine.ts'
import type { Ground } from './ground.ts'

export interface Stand {
  readonly url: string
  readonly engine: TestEngine
  readonly streamerId: StreamerId
  readonly people: readonly Account[]
}

/** Makes a database with so many viewers, all of them rich, its statistics fresh. */
export function openStand(ground: Ground, viewers: number): Promise<Stand> {
  return openStandFor(
    ground,
    Array.from({ length: viewers }, (_, number) => person(number)),
  )
}

/** The same for these people. */
export async function openStandFor(ground: Ground, people: readonly Account[]): Promise<Stand> {
  const url = await ground.makeDatabase()
  const engine = openEngine(url)
  const streamerId = await engine.store.addStreamer('bench', { attemptsPerMinute: 1_000_000 })
  for (let start = 0; start < people.length; start += 10_000) {
    await pay(engine, streamerId, people.slice(start, start + 10_000), 1_000_000)
  }
  await engine.store.pool.query('VACUUM ANALYZE')
  return { url, engine, streamerId, people }
}

let words = 0

/** Opens a costed giveaway with a word of its own, two minutes after the last one: what was asked there counts in no limit any more. */
export function openCosted({ engine, streamerId }: Pick<Stand, 'engine' | 'streamerId'>): Promise<Giveaway> {
  engine.clock.turn(120_000)
  return openFor(engine, streamerId, { ...costedTickets, cost: 1 }, `!bench${++words}`)
}

/** One ask a person. */
export function asksOf({ engine, people }: Pick<Stand, 'engine' | 'people'>): EntryAsk[] {
  return people.map((who) => askOf(who, engine.clock))
}

/** Everybody asks at once; throws when somebody is refused. */
export async function enterAll(engine: TestEngine, giveawayId: string, asks: readonly EntryAsk[]): Promise<void> {
  const decisions = await Promise.all(asks.map((ask) => engine.entering.enter(giveawayId, ask)))
  const refused = decisions.find((decision) => !decision.ok)
  if (refused && !refused.ok) throw new Error(`An entry of the bench was refused: ${refused.code}`)
}

/** Resolves when so many people are in these giveaways together. */
export async function waitForEntries(
  { engine }: Pick<Stand, 'engine'>,
  giveaways: readonly Giveaway[],
  count: number,
): Promise<void> {
  const ids = giveaways.map(({ id }) => id)
  for (let counted = 0; counted < count; await sleep(5)) {
    const text = 'SELECT sum(entry_count)::integer AS counted FROM giveaways WHERE id = ANY ($1)'
    const { rows } = await engine.store.pool.query<{ counted: number }>(text, [ids])
    counted = rows[0]?.counted ?? 0
  }
}
