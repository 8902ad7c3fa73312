/** A viewer enters: asks gather per giveaway, one transaction a batch, each ask its own answer. */
import { decideEntries } from '../giveaway/entry.ts'
import { cleanText, isClean } from '../giveaway/text.ts'
import type { Decision } from '../giveaway/answers.ts'
import type { EntryAsk, GiveawayId } from '../giveaway/words.ts'
import { createBatches } from './batch.ts'
import { tell, yes } from './change.ts'
import { crownFirst } from './first-come.ts'
import type { Ports } from './ports.ts'

export interface Entering {
  /** Answers after the commit; `busy` when too many wait already. Rejects with `OutageError` when the database stays away. */
  enter(giveawayId: GiveawayId, ask: EntryAsk): Promise<Decision>
  /** Resolves when every ask has its answer. */
  drain(): Promise<void>
}

/** Asks in one transaction, and asks that may wait for one giveaway. */
const batchSize = 2_000
const waitingLimit = 50_000

export function createEntering(ports: Ports): Entering {
  const batches = createBatches<EntryAsk, Decision>({
    commit: (giveawayId, asks, onward) => enterBatch(ports, giveawayId, asks, onward),
    size: batchSize,
    limit: waitingLimit,
    busy: { ok: false, code: 'busy' },
  })
  return { enter: (giveawayId, ask) => batches.ask(giveawayId, cleanName(ask)), drain: () => batches.drain() }
}

/** One name that cannot be kept would break the batch of everybody else. */
function cleanName(ask: EntryAsk): EntryAsk {
  const { account } = ask
  return isClean(account.name) ? ask : { ...ask, account: { ...account, name: cleanText(account.name, longestName) } }
}

/** UTF-16 units. */
const longestName = 200

/**
 * Commits one batch of asks to one giveaway: load under lock, decide, write. Answers stand in the order of the asks. `onward` is called
 * when the writes are on their way: whoever asks for the lock from then on comes after this batch.
 */
export async function enterBatch(
  ports: Ports,
  giveawayId: GiveawayId,
  asks: readonly EntryAsk[],
  onward: () => void = () => undefined,
): Promise<readonly Decision[]> {
  const { decisions, full } = await ports.store.transact(async (tx) => {
    const state = await tx.lockGiveawayFor(giveawayId, asks)
    if (!state) return { decisions: asks.map((): Decision => ({ ok: false, code: 'nothing-open' })) }
    const { decisions, attempts } = decideEntries(state, asks)
    if (attempts.length > 0) tx.addEntries(state, attempts)
    const full = state.giveaway.rules.kind === 'first' ? await crownFirst(ports, tx, state, attempts) : undefined
    onward()
    return { decisions, full }
  })
  if (full) await tell(ports, yes(full))
  else ports.live.nudge()
  return decisions
}
