/** Questions about people gather while others are under way, so that a storm of them becomes a few calls at a time. */
import { PlatformError } from './ask.ts'

export interface Gathering {
  /** Asks about up to `size` people at once. Who is not in the answer is not known there. */
  readonly ask: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>
  readonly size: number
  /** Calls under way at most. */
  readonly calls: number
  readonly now: () => number
  /** Waits for more questions before each call; without it only while others are under way. */
  readonly gather?: () => Promise<void>
}

/** Milliseconds a question waits for its call at most, and questions that wait at most. */
export const patienceMs = 30_000
const limit = 20_000

interface Waiting {
  readonly id: string
  readonly since: number
  readonly resolve: (answer: string | undefined) => void
  readonly reject: (error: unknown) => void
}

/** Gives what asks about one person. Rejects where the call fails, or does not come soon enough. */
export function createGathering(gathering: Gathering): (id: string) => Promise<string | undefined> {
  const waiting: Waiting[] = []
  let working = 0

  async function work(): Promise<void> {
    working++
    while (waiting.length > 0) {
      if (gathering.gather) await gathering.gather()
      await answer(gathering, waiting.splice(0, gathering.size))
    }
    working--
  }

  return (id) =>
    new Promise((resolve, reject) => {
      if (waiting.length >= limit) return reject(tooMany())
      waiting.push({ id, since: gathering.now(), resolve, reject })
      if (working < gathering.calls) void work() // it never rejects: each question gets its own error
      return undefined
    })
}

async function answer({ ask, now }: Gathering, batch: readonly Waiting[]): Promise<void> {
  const inTime = batch.filter(({ since }) => now() - since <= patienceMs)
  for (const late of batch) if (!inTime.includes(late)) late.reject(tooMany())
  if (inTime.length === 0) return
  try {
    const found = await ask(inTime.map(({ id }) => id))
    for (const { id, resolve } of inTime) resolve(found.get(id))
  } catch (error) {
    for (const { reject } of inTime) reject(error)
  }
}

function tooMany(): PlatformError {
  return new PlatformError('Too many people have to be looked up at once.', { temporary: true })
}
