/** What the benches of the engine share: a streamer with rich viewers, and everybody entering at once. */
import type { EntryAsk, Giveaway, StreamerId } from '@streambot/shared/giveaway/words.ts'
import { askOf, costedTickets, openEngine, openFor, pay, person, type TestEngine } from '../support/engine.ts'
import type { Ground } from './ground.ts'

export interface Stand {
  readonly url: string
  readonly engine: TestEngine
  readonly streamerId: StreamerId
  readonly people: readonly ReturnType<typeof person>[]
}

/** Makes a database with so many viewers, all of them rich, its statistics fresh. */
export async function openStand(ground: Ground, viewers: number): Promise<Stand> {
  const url = await ground.makeDatabase()
  const engine = openEngine(url)
  const streamerId = await engine.store.addStreamer('bench', { attemptsPerMinute: 1_000_000 })
  const people = Array.from({ length: viewers }, (_, number) => person(number))
  for (let start = 0; start < viewers; start += 10_000) {
    await pay(engine, streamerId, people.slice(start, start + 10_000), 1_000_000)
  }
  await engine.store.pool.query('VACUUM ANALYZE')
  return { url, engine, streamerId, people }
}

let words = 0

/** Opens a costed giveaway with a word of its own. */
export function openCosted({ engine, streamerId }: Pick<Stand, 'engine' | 'streamerId'>): Promise<Giveaway> {
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
