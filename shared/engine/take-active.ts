/** Takes in who chatted shortly before the close, where a giveaway is for active chatters: the rules are those of every entry. */
import { findChatWindow } from '../giveaway/active.ts'
import { decideEntries } from '../giveaway/entry.ts'
import type { EntryAsk } from '../giveaway/words.ts'
import type { Chatter, LockedGiveaway } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

/** Asks decided and written at once: memory, not correctness, sets it. */
const batchSize = 5_000

/**
 * Within the transaction that makes the entries final, so that all are in or nobody is. Each chatter is one ask, logged with what came of it;
 * its key is the giveaway and the account. Gives the giveaway as it stands afterwards.
 */
export async function takeActive(tx: Tx, giveaway: LockedGiveaway): Promise<LockedGiveaway> {
  const window = findChatWindow(giveaway)
  if (!window) return giveaway
  const { id, streamerId } = giveaway
  const chatters = await tx.findChatters(streamerId, window.from, window.until)
  for (let from = 0; from < chatters.length; from += batchSize)
    await take(tx, giveaway, toAsks(giveaway, window.until, chatters.slice(from, from + batchSize)))
  const after = await tx.lockGiveaway(id)
  if (!after) throw new Error(`Giveaway ${id} is locked and cannot be found.`)
  tx.addAudit(streamerId, 'timer', 'active chatters taken', id, {
    ...window,
    chatters: chatters.length,
    entered: after.entryCount,
  })
  return after
}

/** Nobody asked here, so the limit of asks a minute keeps nobody out. */
async function take(tx: Tx, { id }: LockedGiveaway, asks: readonly EntryAsk[]): Promise<void> {
  const state = await tx.lockGiveawayFor(id, asks)
  if (!state) throw new Error(`Giveaway ${id} is locked and cannot be loaded.`)
  const limits = { ...state.limits, attemptsPerMinute: Infinity }
  const { attempts } = decideEntries({ ...state, limits }, asks)
  if (attempts.length > 0) tx.addEntries(state, attempts)
}

function toAsks({ id }: LockedGiveaway, closedAt: Date, chatters: readonly Chatter[]): EntryAsk[] {
  return chatters.map(({ account, roles, chattedAt }) => ({
    message: { platform: account.platform, id: `active:${id}:${account.userId}` },
    account,
    roles,
    facts: { chattedAt: chattedAt.toISOString() },
    tickets: 1,
    sentAt: closedAt,
  }))
}
