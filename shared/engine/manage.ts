/** What the streamer and moderators do with a giveaway: open, close, draw, cancel; and a viewer who leaves. */
import { isAwaited } from '../giveaway/beacon.ts'
import { mayBecome } from '../giveaway/lifecycle.ts'
import { remindAfter } from '../giveaway/reminder.ts'
import type { Answer } from '../giveaway/answers.ts'
import type { Account, Giveaway, GiveawayId } from '../giveaway/words.ts'
import { change, isFirst, no, tell, yes } from './change.ts'
import { dropClaims } from './claim.ts'
import { closeWithin } from './close.ts'
import { isWordOfCommand } from './commands.ts'
import { drawWithin } from './draw-winner.ts'
import { takeKeysBack } from './hand-out.ts'
import { type NextPicks, openDraw, type Seen, withPicks } from './next-picks.ts'
import { endOf, fieldsOf, fillRules, isAhead, makeSeed, type OpenAsk, tellAdded, whyNotOpened } from './plan.ts'
import type { Cause, Ports } from './ports.ts'
import type { LockedGiveaway, Refund } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

/**
 * Opens a giveaway, or plans its opening for `opensAt`: its seed is made, kept sealed, and committed to before the first entry. Several
 * may be planned with one word; it has to be free when they open.
 */
export async function openGiveaway(ports: Ports, ask: OpenAsk, cause: Cause): Promise<Answer<Giveaway>> {
  const wrong = whyNotOpened(ask)
  if (wrong) return no(wrong)
  if (ask.opensAt && !isAhead(ports, ask.opensAt)) return no('bad-time')
  const id = ports.seeds.newId()
  const { sealedSeed, commitment } = makeSeed(ports, id, ask.rules)
  const openedAt = ask.opensAt ? undefined : (cause.at ?? ports.clock.now())
  const { reminderMinutes } = await ports.store.findSettings(ask.streamerId)
  const opened = await ports.store.transact(async (tx) => {
    if (!(await isFirst(tx, cause))) return no('already-handled')
    if (await isWordOfCommand(tx, ask.streamerId, ask.word)) return no('bad-word')
    const rules = await fillRules(tx, ask.streamerId, ask.rules)
    if (!rules) return no('no-such-pool')
    const added = await tx.addGiveaway({
      id,
      ...fieldsOf({ ...ask, rules }),
      status: openedAt ? 'open' : 'scheduled',
      opensAt: ask.opensAt,
      openedAt,
      closesAt: openedAt && endOf(openedAt, ask.minutes),
      remindsAt: openedAt && remindAfter(openedAt, reminderMinutes),
      sealedSeed,
      commitment,
    })
    return added ? yes(tellAdded(tx, added, openedAt ? 'opened' : 'scheduled', cause)) : no('word-taken')
  })
  return tell(ports, opened)
}

/** Ends taking entries. What was written before and arrives within the grace period still counts. */
export async function closeGiveaway(ports: Ports, giveawayId: GiveawayId, cause: Cause): Promise<Answer<Giveaway>> {
  const closed = await change(ports, giveawayId, cause, async (tx, giveaway) => {
    if (!mayBecome(giveaway.status, 'closed')) return no('wrong-status')
    return yes(closeWithin(ports, tx, giveaway, cause))
  })
  return tell(ports, closed)
}

/**
 * Draws winners: at once when the entries are final, else as soon as they are; an open giveaway is closed first. On a drawn one it
 * draws more. Where the round of a beacon was named, the draw waits for it. `count` is the streamer's number of winners when absent.
 */
export async function requestDraw(
  ports: Ports,
  giveawayId: GiveawayId,
  count: number | undefined,
  cause: Cause,
): Promise<Answer<Giveaway>> {
  if (count !== undefined && !isCountOfWinners(count)) return no('bad-amount')
  const winnersOf = ({ rules }: Giveaway): number => count ?? rules.winners
  const ask = (picks: NextPicks | undefined): Promise<Answer<Giveaway>> =>
    change(ports, giveawayId, cause, async (tx, giveaway) => {
      if (giveaway.rules.kind === 'first') return no('first-come')
      if (isDrawable(giveaway)) return drawNow(ports, tx, giveaway, picks)
      if (giveaway.status === 'closed') return yes(drawLater(tx, giveaway, winnersOf(giveaway)))
      if (!mayBecome(giveaway.status, 'closed')) return no('wrong-status')
      return yes(closeWithin(ports, tx, giveaway, cause, winnersOf(giveaway)))
    })
  const countOf = ({ giveaway }: Seen): number | undefined => (isDrawable(giveaway) ? winnersOf(giveaway) : undefined)
  return tell(ports, await withPicks(ports, giveawayId, countOf, ask))
}

function isDrawable({ status, sealedAt, beacon, rules }: Giveaway): boolean {
  const isSealed = (status === 'closed' || status === 'drawn') && sealedAt !== undefined
  return isSealed && rules.kind !== 'first' && !isAwaited(beacon)
}

export function isCountOfWinners(count: number): boolean {
  return Number.isSafeInteger(count) && count >= 1 && count <= 1_000
}

/** Cancels a giveaway that is not completed, and gives every point back, once. The seed of one that was drawn is revealed. */
export async function cancelGiveaway(ports: Ports, giveawayId: GiveawayId, cause: Cause): Promise<Answer<Refund>> {
  const cancelled = await change(ports, giveawayId, cause, async (tx, giveaway): Promise<Answer<Refund>> => {
    if (!mayBecome(giveaway.status, 'cancelled')) return no('wrong-status')
    const refund = await tx.refundEntries(giveaway)
    await dropClaims(ports, tx, giveaway, cause)
    await takeKeysBack(tx, giveaway, cause.actor)
    const nothing = { pausedAt: null, claimsDueAt: null }
    // What was drawn can be checked, also when it does not count.
    const isDrawn = giveaway.status === 'drawn' && giveaway.sealedSeed !== undefined
    const revealed = isDrawn && { seed: openDraw(ports, giveaway).seed }
    tx.changeGiveaway(giveaway.id, { status: 'cancelled', cancelledAt: ports.clock.now(), ...nothing, ...revealed })
    tx.addNews(giveaway, { kind: 'cancelled', ...refund })
    tx.addAudit(giveaway.streamerId, cause.actor, 'giveaway cancelled', giveaway.id, refund)
    return yes(refund)
  })
  if (cancelled.ok) ports.live.nudge()
  return cancelled
}

/** What would go back if a giveaway were cancelled now. */
export async function previewCancel({ store }: Pick<Ports, 'store'>, giveaway: Giveaway): Promise<Answer<Refund>> {
  if (!mayBecome(giveaway.status, 'cancelled')) return no('wrong-status')
  return yes(await store.findRefund(giveaway.id, undefined))
}

/** Takes a viewer's own entry back, with its points. */
export async function leaveGiveaway(
  ports: Ports,
  giveawayId: GiveawayId,
  account: Account,
  cause: Cause,
): Promise<Answer<{ readonly refunded: number }>> {
  const left = await change(ports, giveawayId, cause, async (tx, giveaway): Promise<Answer<{ refunded: number }>> => {
    if (giveaway.status !== 'open') return no('wrong-status')
    if (!giveaway.rules.leaving) return no('leaving-off')
    const [viewerId] = await tx.ensureViewers(giveaway.streamerId, [account])
    const refunded = viewerId === undefined ? undefined : await tx.removeEntry(giveaway, viewerId)
    if (refunded === undefined) return no('not-entered')
    tx.addAudit(giveaway.streamerId, cause.actor, 'entry withdrawn', giveaway.id, { refunded })
    return yes({ refunded })
  })
  if (left.ok) ports.live.nudge()
  return left
}

async function drawNow(
  ports: Ports,
  tx: Tx,
  giveaway: LockedGiveaway,
  picks: NextPicks | undefined,
): Promise<Answer<Giveaway>> {
  const drawn = await drawWithin(ports, tx, giveaway, picks)
  return drawn ? yes(drawn) : no('no-entries')
}

function drawLater(tx: Tx, giveaway: Giveaway, drawWhenSealed: number): Giveaway {
  tx.changeGiveaway(giveaway.id, { drawWhenSealed })
  return { ...giveaway, drawWhenSealed }
}
