/** What becomes of winners: who claimed in time, who was silent for too long, whom a redraw sets aside. */
import type { DrawnWinner, ViewerId, Winner, WinnerState } from './words.ts'

const following: Record<WinnerState, readonly WinnerState[]> = {
  pending: ['claimed', 'missed', 'set-aside'],
  claimed: ['set-aside'],
  confirmed: ['set-aside'],
  missed: [],
  'set-aside': [],
  'passed-over': [],
}

export function mayTurn(from: WinnerState, to: WinnerState): boolean {
  return following[from].includes(to)
}

/** Whether the prize is theirs, or may still become it. */
export function isStanding({ state }: Pick<Winner, 'state'>): boolean {
  return mayTurn(state, 'set-aside')
}

/** How a winner stands right after the draw: pending where there is a claim window, which begins with the draw. */
export function beginClaim(claimSeconds: number | undefined, drawnAt: Date): Omit<Winner, keyof DrawnWinner> {
  const decidedAt = undefined
  if (claimSeconds === undefined) return { state: 'confirmed', drawnAt, claimDeadline: undefined, decidedAt }
  return { state: 'pending', drawnAt, claimDeadline: new Date(drawnAt.getTime() + claimSeconds * 1_000), decidedAt }
}

/** Whether a message of this time claims. The platform's own time counts: it may arrive until the winner is missed. */
export function isClaimedBy({ state, drawnAt, claimDeadline }: Winner, sentAt: Date): boolean {
  return state === 'pending' && claimDeadline !== undefined && sentAt >= drawnAt && sentAt <= claimDeadline
}

/** Those who were silent until their deadline, and from whom nothing came within the grace for late messages either. */
export function findSilent(winners: readonly Winner[], graceSeconds: number, now: Date): Winner[] {
  return winners.filter((winner) => {
    const due = dueOf(winner, graceSeconds)
    return due !== undefined && due <= now
  })
}

/** When the next winner is missed if nobody claims; nothing where nobody is pending. */
export function nextMiss(winners: readonly Winner[], graceSeconds: number): Date | undefined {
  return winners
    .flatMap((winner) => dueOf(winner, graceSeconds) ?? [])
    .reduce<Date | undefined>((least, due) => (least && least <= due ? least : due), undefined)
}

/**
 * Whom a redraw means that was asked for at this time: the named winner, else the one picked last, else the only one who stands.
 * Somebody drawn later is never meant: when two moderators ask at once, one winner goes, not two.
 */
export function findMeant(winners: readonly Winner[], at: Date, viewerId?: ViewerId): Winner | undefined {
  const known = winners.filter((winner) => winner.drawnAt <= at && winner.state !== 'passed-over')
  const standing = known.filter(isStanding)
  if (viewerId !== undefined) return standing.find((winner) => winner.viewerId === viewerId)
  const last = known.at(-1)
  if (last && isStanding(last)) return last
  return standing.length === 1 ? standing[0] : undefined
}

/** What a winner says is kept for so long after the draw, and so many messages of it. */
export const keptMs = 600_000
export const mostKept = 10

/** Whether a message of this time is kept, when so many of the winner's are already. */
export function isKept(winner: Winner, sentAt: Date, kept: number): boolean {
  const until = Math.max(winner.drawnAt.getTime() + keptMs, winner.claimDeadline?.getTime() ?? 0)
  return isStanding(winner) && kept < mostKept && sentAt >= winner.drawnAt && sentAt.getTime() <= until
}

function dueOf({ state, claimDeadline }: Winner, graceSeconds: number): Date | undefined {
  return state === 'pending' && claimDeadline ? new Date(claimDeadline.getTime() + graceSeconds * 1_000) : undefined
}
