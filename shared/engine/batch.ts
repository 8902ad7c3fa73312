/**
 * Group commit: asks gather while a batch of their key is on its way. No timer: an idle key takes a batch of one at once. Once a whole
 * batch has gathered it starts behind the one that has its place, and waits for it in the database, its work here already done. Fewer
 * asks wait here, where more can join them.
 */
import { OutageError } from './ports/store.ts'

export interface BatchOptions<Ask, Answer> {
  /**
   * Commits asks of one key and answers in their order. Commits all of them or none. Calls `onward` when no later batch of the key can
   * come before this one any more; the next one then starts.
   */
  readonly commit: (key: string, asks: readonly Ask[], onward: () => void) => Promise<readonly Answer[]>
  /** Asks in one batch at most. */
  readonly size: number
  /** Asks of one key that may wait at most; those past it get `busy`. */
  readonly limit: number
  readonly busy: Answer
}

export interface Batches<Ask, Answer> {
  /** Resolves with this ask's own answer, after its commit. Rejects when it cannot be committed. */
  ask(key: string, ask: Ask): Promise<Answer>
  /** Resolves when nothing waits and nothing is in flight. */
  drain(): Promise<void>
}

interface Waiting<Ask, Answer> {
  readonly ask: Ask
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: unknown) => void
}

/** What waits for one key. `full` is called when a whole batch does. */
interface Queue<Ask, Answer> {
  readonly asks: Waiting<Ask, Answer>[]
  full: () => void
}

export function createBatches<Ask, Answer>(options: BatchOptions<Ask, Answer>): Batches<Ask, Answer> {
  const queues = new Map<string, Queue<Ask, Answer>>()
  const inFlight = new Map<string, Promise<void>>()

  async function work(key: string, queue: Queue<Ask, Answer>): Promise<void> {
    let before = Promise.resolve()
    while (queue.asks.length > 0) {
      const placed = Promise.withResolvers<void>()
      const full = Promise.withResolvers<void>()
      const done = commitOrSplit(options, key, queue.asks.splice(0, options.size), placed.resolve)
      queue.full = full.resolve
      if (queue.asks.length >= options.size) full.resolve()
      await Promise.all([before, Promise.race([Promise.all([placed.promise, full.promise]), done])])
      before = done
      if (queue.asks.length === 0) await done
    }
    queues.delete(key)
    inFlight.delete(key)
  }

  return {
    ask(key, ask) {
      return new Promise((resolve, reject) => {
        const queue = queues.get(key)
        if (queue && queue.asks.length >= options.limit) return resolve(options.busy)
        if (queue) {
          if (queue.asks.push({ ask, resolve, reject }) >= options.size) queue.full()
          return
        }
        const fresh = { asks: [{ ask, resolve, reject }], full: () => undefined }
        queues.set(key, fresh)
        inFlight.set(key, work(key, fresh))
      })
    },
    async drain() {
      while (inFlight.size > 0) await Promise.all(inFlight.values())
    },
  }
}

/** A batch that fails is halved until the ask that breaks it stands alone; an outage is nobody's fault and fails all. */
async function commitOrSplit<Ask, Answer>(
  options: BatchOptions<Ask, Answer>,
  key: string,
  batch: readonly Waiting<Ask, Answer>[],
  onward: () => void,
): Promise<void> {
  try {
    const answers = await options.commit(
      key,
      batch.map((waiting) => waiting.ask),
      onward,
    )
    for (const [index, waiting] of batch.entries()) answer(waiting, answers, index)
  } catch (error) {
    if (batch.length === 1 || error instanceof OutageError) {
      for (const waiting of batch) waiting.reject(error)
      return
    }
    const middle = Math.ceil(batch.length / 2)
    await commitOrSplit(options, key, batch.slice(0, middle), onward)
    await commitOrSplit(options, key, batch.slice(middle), onward)
  }
}

function answer<Ask, Answer>(waiting: Waiting<Ask, Answer>, answers: readonly Answer[], index: number): void {
  if (index < answers.length) waiting.resolve(answers[index] as Answer) // the index is inside, so this is an Answer
  else waiting.reject(new Error(`The batch answered ${answers.length} asks; number ${index + 1} got no answer.`))
}
