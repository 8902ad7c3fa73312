/** Points staked to double or to lose: what may be staked, and what comes of it. */
import { type Amount, countPoints } from './amount.ts'

/** What a streamer decided about gambling. */
export interface GambleRules {
  readonly on: boolean
  /** The chance to win, in percent: 1 to 99. */
  readonly percent: number
  /** Points that may be staked at once. */
  readonly least: number
  readonly most: number
  /** Seconds a viewer waits between two stakes. */
  readonly restSeconds: number
}

/** What somebody stakes, or why they may not. `all` is as much as they have and one may stake. */
export function decideStake(
  { least, most }: Pick<GambleRules, 'least' | 'most'>,
  amount: Amount,
  balance: number,
): number | 'bad-stake' | 'insufficient-balance' {
  const asked = countPoints(amount, balance)
  const stake = amount.kind === 'all' ? Math.min(asked, most) : asked
  if (stake > most || (stake < least && balance >= least)) return 'bad-stake'
  return stake > balance || stake < least ? 'insufficient-balance' : stake
}

/** Whether a roll of 0 to 99 wins: so many rolls of a hundred as the percentage says. */
export function hasWon({ percent }: Pick<GambleRules, 'percent'>, roll: number): boolean {
  return roll < percent
}
