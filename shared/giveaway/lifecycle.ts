/** The life of a giveaway: which step may follow which, and when a message was in time. */
import { isAwaited } from './beacon.ts'
import type { Refusal } from './answers.ts'
import { findReminder } from './reminder.ts'
import type { Break, Giveaway, GiveawayStatus } from './words.ts'

const following: Record<GiveawayStatus, readonly GiveawayStatus[]> = {
  draft: ['scheduled', 'open', 'cancelled'],
  scheduled: ['open', 'cancelled'],
  open: ['paused', 'closed', 'cancelled'],
  paused: ['open', 'closed', 'cancelled'],
  closed: ['open', 'drawn', 'cancelled'],
  drawn: ['completed', 'cancelled'],
  completed: [],
  cancelled: [],
}

export function mayBecome(from: GiveawayStatus, to: GiveawayStatus): boolean {
  return following[from].includes(to)
}

/** Whether everybody may know of it: a draft, and one that was cancelled before it opened, are the streamer's own. */
export function isPublic({ status, openedAt }: Pick<Giveaway, 'status' | 'openedAt'>): boolean {
  return status === 'scheduled' || openedAt !== undefined
}

/**
 * Why a message written at this time is out of time, or nothing. The platform's own time counts, not the arrival: what was
 * written before a pause or the close is in time until the entries are sealed.
 */
export function whyOutOfTime(giveaway: Giveaway, sentAt: Date): Refusal | undefined {
  if (giveaway.status === 'draft' || giveaway.status === 'scheduled') return 'not-yet-open'
  if (giveaway.openedAt && sentAt < giveaway.openedAt) return 'not-yet-open'
  return (
    whyTooLate(giveaway, sentAt) ?? giveaway.breaks.find(({ from, until }) => sentAt > from && sentAt < until)?.code
  )
}

/** The breaks of a giveaway with one more, which may be empty: then they stay as they are. */
export function addBreak(
  { breaks }: Giveaway,
  code: Break['code'],
  from: Date | undefined,
  until: Date,
): readonly Break[] {
  return from && from < until ? [...breaks, { code, from, until }] : breaks
}

function whyTooLate({ status, closesAt, pausedAt, closedAt, sealedAt }: Giveaway, sentAt: Date): Refusal | undefined {
  if (status === 'closed') return !sealedAt && closedAt && sentAt <= closedAt ? undefined : 'closed'
  if (status !== 'open' && status !== 'paused') return 'closed'
  if (closesAt && sentAt > closesAt) return 'closed'
  return status === 'paused' && pausedAt && sentAt > pausedAt ? 'paused' : undefined
}

/** A step that comes by itself. */
export type DueStep = 'open' | 'remind' | 'close' | 'seal' | 'round' | 'draw' | 'miss' | 'complete'

/** The step that comes by itself next, and when; nothing where a person has to decide. */
export function nextStep(giveaway: Giveaway): { readonly step: DueStep; readonly at: Date } | undefined {
  if (giveaway.status === 'scheduled' && giveaway.opensAt) return { step: 'open', at: giveaway.opensAt }
  const remindsAt = findReminder(giveaway)
  if (remindsAt) return { step: 'remind', at: remindsAt }
  if ((giveaway.status === 'open' || giveaway.status === 'paused') && giveaway.closesAt)
    return { step: 'close', at: giveaway.closesAt }
  if (giveaway.status === 'closed' && !giveaway.sealedAt && giveaway.finalAt)
    return { step: 'seal', at: giveaway.finalAt }
  if (giveaway.status === 'closed' && isAwaited(giveaway.beacon)) return { step: 'round', at: giveaway.beacon.at }
  if (giveaway.status === 'closed' && giveaway.sealedAt && giveaway.drawWhenSealed !== undefined)
    return { step: 'draw', at: giveaway.sealedAt }
  if (giveaway.status === 'drawn' && giveaway.claimsDueAt) return { step: 'miss', at: giveaway.claimsDueAt }
  if (giveaway.status === 'drawn' && giveaway.completesAt) return { step: 'complete', at: giveaway.completesAt }
  return undefined
}
