/** What tickets are worth: how likely their holder is to be picked. */
import type { GiveawayKind } from './words.ts'

/** What decides the odds of a giveaway. `isSealed`: its entries are final. */
export interface Stakes {
  readonly kind: GiveawayKind
  readonly ticketCount: number
  readonly isSealed: boolean
}

export type Odds =
  /** Who chatted is counted after the close, so nobody knows yet. */
  | { readonly code: 'not-counted' }
  /** Nothing is drawn: who comes first has won. */
  | { readonly code: 'first-come'; readonly hasWon: boolean }
  | { readonly code: 'not-in' }
  /** `tickets` of `all`: a part of 0 to 1 in each pick. */
  | { readonly code: 'chance'; readonly tickets: number; readonly all: number; readonly part: number }

/** The odds of somebody who holds so many tickets; 0 is nobody's entry. A count that lags behind them never makes more than a certainty. */
export function oddsOf(stakes: Stakes, tickets: number): Odds {
  if (!isCounted(stakes)) return { code: 'not-counted' }
  if (stakes.kind === 'first') return { code: 'first-come', hasWon: tickets > 0 }
  if (tickets === 0) return { code: 'not-in' }
  const all = Math.max(tickets, stakes.ticketCount)
  return { code: 'chance', tickets, all, part: tickets / all }
}

/** Whether the counts say who is in: active chatters are taken in only when the entries become final. */
export function isCounted({ kind, isSealed }: Pick<Stakes, 'kind' | 'isSealed'>): boolean {
  return kind !== 'active' || isSealed
}
