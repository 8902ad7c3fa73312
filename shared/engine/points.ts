/** Points change hands: from viewer to viewer, or by a moderator. Every change is a row of the ledger. */
import {
  type Amount,
  countPoints,
  countTarget,
  mostPoints,
  type PointsChange,
  undoMinutes,
} from '../giveaway/amount.ts'
import type { Answer, DeedRefusal } from '../giveaway/answers.ts'
import type { LedgerReason } from '../giveaway/ledger.ts'
import type { Account, StreamerId, ViewerId } from '../giveaway/words.ts'
import { doOnce } from './change.ts'
import type { Cause, Counted, Ports, Said } from './ports.ts'
import type { Movement } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

export interface Gift {
  readonly amount: number
  readonly fromBalance: number
  readonly toBalance: number
}

/** Moves points from one viewer to another. A share or `all` is of the giver's balance. */
export function givePoints(
  { store }: Pick<Ports, 'store'>,
  ask: { readonly streamerId: StreamerId; readonly from: Account; readonly to: Account; readonly amount: Amount },
  cause: Said,
): Promise<Answer<Gift>> {
  return store.transact(async (tx): Promise<Answer<Gift>> => {
    if (!(await tx.markHandled(cause.message))) return no('already-handled')
    const [from = 0, to = 0] = await tx.ensureViewers(ask.streamerId, [ask.from, ask.to])
    if (from === to) return no('self')
    const [has = 0, had = 0] = await tx.lockBalances(ask.streamerId, [from, to])
    const amount = countPoints(ask.amount, has)
    if (amount < 1 || amount > has) return no('insufficient-balance')
    if (had + amount > mostPoints) return no('too-rich')
    const moved = { streamerId: ask.streamerId, reason: 'give', key: keyOf('give', cause), actor: cause.actor } as const
    tx.move([
      { ...moved, viewerId: from, amount: -amount },
      { ...moved, viewerId: to, amount },
    ])
    return { ok: true, value: { amount, fromBalance: has - amount, toBalance: had + amount } }
  })
}

/** A moderator adds, removes or sets points. `all` and shares are of the viewer's own balance; setting takes 0, too. */
export function changePoints(
  { store }: Pick<Ports, 'store'>,
  ask: {
    readonly streamerId: StreamerId
    readonly to: Account
    readonly change: PointsChange
    readonly amount: Amount
    /** Why, for the audit. */
    readonly note?: string
  },
  cause: Counted,
): Promise<Answer<{ readonly balance: number }>> {
  return doOnce(store, cause, async (tx): Promise<Answer<{ balance: number }>> => {
    const [viewerId = 0] = await tx.ensureViewers(ask.streamerId, [ask.to])
    const [had = 0] = await tx.lockBalances(ask.streamerId, [viewerId])
    const target = countTarget(ask.change, had, countPoints(ask.amount, had))
    if (target < 0) return no('insufficient-balance')
    if (target > mostPoints) return no('too-rich')
    const movement = {
      streamerId: ask.streamerId,
      viewerId,
      reason: ask.change,
      key: keyOf(ask.change, cause),
      actor: cause.actor,
    }
    moveBy(tx, { ...movement, amount: target - had }, ask.note)
    return { ok: true, value: { balance: target } }
  })
}

export interface Undone {
  /** Whose points changed back. */
  readonly name: string
  /** What moved: the opposite of the change. */
  readonly amount: number
  readonly balance: number
}

/**
 * Reverses the last change of points that whoever asks made as a moderator; with `anybody`, the last of the channel; with a viewer, the last
 * of that viewer. Once, and within
 * ten minutes; where the points are spent it is refused, and nobody comes below 0.
 */
export function undoChange(
  { store }: Pick<Ports, 'store'>,
  ask: { readonly streamerId: StreamerId; readonly anybody: boolean; readonly viewerId?: ViewerId | undefined },
  cause: Counted,
): Promise<Answer<Undone>> {
  const { streamerId } = ask
  return doOnce(store, cause, async (tx): Promise<Answer<Undone>> => {
    const last = await tx.findLastChange(streamerId, undoMinutes, {
      actor: ask.anybody ? undefined : cause.actor,
      viewerId: ask.viewerId,
    })
    if (!last) return no('nothing-to-undo')
    const { viewerId, name } = last
    const [had = 0] = await tx.lockBalances(streamerId, [viewerId])
    const key = `undo:${last.id}`
    // Under the lock of the balance: of two who undo the same change, the second sees what the first did.
    if (await tx.hasMovement(viewerId, key)) return no('already-undone')
    const amount = -last.amount
    const balance = had + amount
    if (balance < 0) return no('points-spent')
    if (balance > mostPoints) return no('too-rich')
    moveBy(tx, { streamerId, viewerId, amount, reason: 'undo', key, actor: cause.actor })
    return { ok: true, value: { name, amount, balance } }
  })
}

function moveBy(tx: Tx, movement: Movement, note?: string): void {
  if (movement.amount === 0) return
  tx.move([movement])
  const { viewerId, amount, reason } = movement
  tx.addAudit(movement.streamerId, movement.actor ?? 'unknown', 'points changed', undefined, {
    viewerId,
    amount,
    reason,
    ...(note !== undefined && { note }),
  })
}

function keyOf(reason: LedgerReason, { message, request }: Cause): string {
  return message ? `${reason}:${message.platform}:${message.id}` : `${reason}:request:${request?.id}`
}

function no(code: DeedRefusal): { readonly ok: false; readonly code: DeedRefusal } {
  return { ok: false, code }
}
