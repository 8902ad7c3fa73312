/** Which giveaways take entries, kept at hand for routing. The database decides about each entry; this only says where to ask. */
import type { Ports } from '@streambot/shared/engine/ports.ts'
import { whyOutOfTime } from '@streambot/shared/giveaway/lifecycle.ts'
import type { Giveaway, StreamerId } from '@streambot/shared/giveaway/words.ts'

export interface Running {
  /** Newest first; closed ones whose entries are not final are among them, for messages that come late. */
  readonly giveaways: readonly Giveaway[]
  /** The giveaway that a word enters, for a message of this time: its own word, else the newest. Nothing when none runs. */
  find(word: string, sentAt: Date): Giveaway | undefined
  /** Reads again; asks that come meanwhile share the next reading. */
  refresh(): Promise<void>
  /** Milliseconds since the last reading began. */
  age(): number
}

/** `changed` is told after each reading, before whoever waits for it goes on. */
export function createRunning(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  streamerId: StreamerId,
  changed: (giveaways: readonly Giveaway[]) => void = () => undefined,
): Running {
  let giveaways: readonly Giveaway[] = []
  let readAt = -Infinity
  let reading: Promise<void> | undefined
  let next: Promise<void> | undefined

  async function read(): Promise<void> {
    const startedAt = clock.now().getTime()
    giveaways = await store.findRunning(streamerId)
    readAt = startedAt
    changed(giveaways)
  }

  function start(): Promise<void> {
    next = undefined
    const current = read().finally(() => {
      if (reading === current) reading = undefined
    })
    reading = current
    return current
  }

  return {
    get giveaways() {
      return giveaways
    },
    find: (word, sentAt) => chooseGiveaway(giveaways, word, sentAt),
    refresh() {
      if (!reading) return start()
      // A reading under way may have begun before the change that the caller wants to see.
      next ??= reading.then(start, start)
      return next
    },
    age: () => clock.now().getTime() - readAt,
  }
}

/**
 * Only a word of its own means a giveaway for active chatters. A word may be used again while its last giveaway still waits for late messages: the one that was open at that time
 * is meant.
 */
export function chooseGiveaway(giveaways: readonly Giveaway[], word: string, sentAt: Date): Giveaway | undefined {
  const named = giveaways.filter((giveaway) => giveaway.word === word)
  const typed = giveaways.filter(({ rules }) => rules.kind !== 'active')
  const meant = named.length > 0 ? named : typed.length > 0 ? typed : giveaways
  return meant.find((giveaway) => whyOutOfTime(giveaway, sentAt) === undefined) ?? meant[0]
}
