/** A user's accounts become one viewer in every community that knows more than one. */
import { mergeEntries, type MergedEntry } from '../giveaway/link.ts'
import type { Account, StreamerId, UserId, ViewerId } from '../giveaway/words.ts'
import type { Ports } from './ports.ts'
import type { Movement } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

/**
 * Merges the viewers behind a user's accounts within the transaction that links one. Entries that can still change become one, points go
 * over through the ledger; whatever is sealed or drawn stays as it was published. False, and nothing is merged: one of the viewers stands for an
 * account that another user linked, too, so they are not one person.
 */
export async function mergeViewers(tx: Tx, userId: UserId): Promise<boolean> {
  const communities = await tx.lockCommunities(userId)
  if (communities.some(({ isShared, viewerIds }) => isShared && viewerIds.length > 1)) return false
  for (const { streamerId, viewerIds } of communities) {
    // The oldest stays; the order is that of the ids.
    const [stays, ...others] = viewerIds
    if (stays !== undefined) for (const goes of others) await mergeViewer(tx, streamerId, stays, goes, userId)
  }
  return true
}

/** A guest's device, and the account with which somebody signed in there. */
export interface GuestAsk {
  readonly streamerId: StreamerId
  readonly guest: Account
  readonly account: Account
  readonly userId: UserId
}

/**
 * Makes one viewer of a device's guest and of whoever signed in there, by the same rules. A guest who is somebody already stays that
 * person: others may sign in with their phone.
 */
export async function mergeGuest({ store }: Pick<Ports, 'store'>, ask: GuestAsk): Promise<void> {
  const { streamerId, guest, account, userId } = ask
  if ((await store.findGuest(streamerId, guest)) === undefined) return
  await store.transact(async (tx) => {
    tx.lockCommunity(streamerId)
    const [stays] = await tx.ensureViewers(streamerId, [account])
    const goes = await tx.findGuest(streamerId, guest)
    if (stays !== undefined && goes !== undefined) await mergeViewer(tx, streamerId, stays, goes, userId)
  })
}

async function mergeViewer(
  tx: Tx,
  streamerId: StreamerId,
  stays: ViewerId,
  goes: ViewerId,
  userId: UserId,
): Promise<void> {
  const held = await tx.findHeld(streamerId, [stays, goes])
  const merged = held.flatMap((one) => mergeEntries(one, stays) ?? [])
  const [, had = 0] = await tx.lockBalances(streamerId, [stays, goes])
  const entries = merged.flatMap((one) => settleEntry(streamerId, one))
  const back = entries.reduce((sum, { viewerId, amount }) => (viewerId === goes ? sum + amount : sum), had)
  tx.mergeEntries(merged)
  tx.move([...entries, ...carryOver(streamerId, stays, goes, back)])
  tx.mergeViewer(streamerId, stays, goes)
  const keysBack = await tx.mergeKeys(stays, goes)
  tx.addAudit(streamerId, `user:${userId}`, 'viewers merged', undefined, {
    stays,
    goes,
    points: back,
    giveaways: merged.map(({ giveaway }) => giveaway.id),
    ...(keysBack.length > 0 && { keysBack }),
  })
}

/** A key for each entry, so that no entry is settled or refunded twice. */
function settleEntry(streamerId: StreamerId, { giveaway, stays, goes, back }: MergedEntry): Movement[] {
  return Array.from(back, ([viewerId, amount]): Movement => {
    const reason = amount < 0 ? 'entry' : 'refund'
    const key = `${reason}:link:${stays.id}:${goes?.id ?? stays.id}:${stays.viewerId}`
    return { streamerId, viewerId, amount, reason, key, giveawayId: giveaway.id }
  }).filter(({ amount }) => amount !== 0)
}

function carryOver(streamerId: StreamerId, stays: ViewerId, goes: ViewerId, points: number): Movement[] {
  if (points === 0) return []
  return [
    { streamerId, viewerId: goes, amount: -points, reason: 'link', key: `link:${stays}` },
    { streamerId, viewerId: stays, amount: points, reason: 'link', key: `link:${goes}` },
  ]
}
