/** What can be done with a giveaway as it stands. Pure. */
import type { ChannelGiveaway } from '@streambot/shared/contract/channel.ts'
import { isAwaited, isLate } from '@streambot/shared/giveaway/beacon.ts'
import { isStanding } from '@streambot/shared/giveaway/claim.ts'
import type { WinnerState } from '@streambot/shared/giveaway/words.ts'

/** `more`: draw one more winner. `again`: another giveaway with these settings. */
export type Step =
  | 'open'
  | 'schedule'
  | 'edit'
  | 'pause'
  | 'resume'
  | 'extend'
  | 'close'
  | 'reopen'
  | 'draw'
  | 'draw-without-beacon'
  | 'more'
  | 'again'
  | 'cancel'

export interface Steps {
  /** What comes next; nothing where the giveaway goes on by itself. */
  readonly main?: Step
  readonly others: readonly Step[]
}

type Standing = Pick<ChannelGiveaway, 'status' | 'kind' | 'sealedAt' | 'drawWhenSealed' | 'beacon'>

/** `now` is the server's time in milliseconds. */
export function findSteps(giveaway: Standing, now: number): Steps {
  switch (giveaway.status) {
    case 'draft':
      return { main: 'open', others: ['schedule', 'edit', 'cancel'] }
    case 'scheduled':
      return { main: 'open', others: ['cancel'] }
    case 'open':
      return { main: 'close', others: ['pause', 'extend', 'cancel'] }
    case 'paused':
      return { main: 'resume', others: ['extend', 'close', 'cancel'] }
    case 'closed':
      return findStepsOfClosed(giveaway, now)
    case 'drawn':
      return { others: giveaway.kind === 'first' ? ['again', 'cancel'] : ['more', 'again', 'cancel'] }
    case 'completed':
    case 'cancelled':
      return { main: 'again', others: [] }
  }
}

/** Whether a draw waits for a round of the public beacon. */
export function isWaitingForBeacon({ beacon }: Pick<Standing, 'beacon'>): boolean {
  return isAwaited(readRound(beacon))
}

/** Whether somebody else can be drawn in the place of this winner. */
export function mayRedraw({ status, kind }: Standing, winner: { readonly state: WinnerState }): boolean {
  return status === 'drawn' && kind !== 'first' && isStanding(winner)
}

/** Whether entries can still be taken out: their digest is not out, and none of them has won already. */
export function mayRemove({ status, kind, sealedAt }: Standing): boolean {
  return kind !== 'first' && sealedAt === null && ['open', 'paused', 'closed'].includes(status)
}

function findStepsOfClosed(giveaway: Standing, now: number): Steps {
  const others: Step[] = giveaway.sealedAt === null ? ['reopen', 'cancel'] : ['cancel']
  const main = findDraw(giveaway, now)
  return { ...(main && { main }), others }
}

function findDraw({ kind, drawWhenSealed, beacon }: Standing, now: number): Step | undefined {
  if (kind === 'first') return undefined
  const round = readRound(beacon)
  if (round && isAwaited(round) && isLate(round, new Date(now))) return 'draw-without-beacon'
  return drawWhenSealed === null ? 'draw' : undefined
}

function readRound(beacon: Standing['beacon']) {
  if (!beacon) return undefined
  const { chain, round, at, randomness, waivedAt } = beacon
  return {
    chain,
    round,
    at: new Date(at),
    ...(randomness !== null && { randomness }),
    ...(waivedAt !== null && { waivedAt: new Date(waivedAt) }),
  }
}
