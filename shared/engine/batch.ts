/**
 * Group commit: asks gather while a batch of their key is on its way. No timer: an idle key takes a batch of one at once. A batch that
 * has its place lets the next one start, which then waits for it in the database, its work here already done.
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

export function createBatches<Ask, Answer>(options: BatchOptions<Ask, Answer>): Batches<Ask, Answer> {
  const queues = new Map<string, Waiting<Ask, Answer>[]>()
  const inFlight = new Map<string, Promise<void>>()

  async function work(key: string, queue: Waiting<Ask, Answer>[]): Promise<void> {
    let before = Promise.resolve()
    while (queue.length > 0) {
      const { promise: placed, resolve: onward } = Promise.withResolvers<void>()
      const done = commitOrSplit(options, key, queue.splice(0, options.size), onward)
      await Promise.all([before, Promise.race([placed, done])])
      before = done
      if (queue.length === 0) await done
    }
    queues.delete(key)
    inFlight.delete(key)
  }

  return {
    ask(key, ask) {
      return new Promise((resolve, reject) => {
        const queue = queues.get(key)
        if (queue && queue.length >= options.limit) return resolve(options.busy)
        if (queue) return queue.push({ ask, resolve, reject })
        const fresh = [{ ask, resolve, reject }]
        queues.set(key, fresh)
        return inFlight.set(key, work(key, fresh))
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
