/** A viewer stakes points, to double or to lose them. */
import { type Amount, mostPoints } from '../giveaway/amount.ts'
import { decideStake, hasWon } from '../giveaway/gamble.ts'
import type { Answer } from '../giveaway/answers.ts'
import type { Account, StreamerId } from '../giveaway/words.ts'
import { no, yes } from './change.ts'
import type { Ports, Said } from './ports.ts'

export interface Gambled {
  readonly won: boolean
  /** What was won, or lost. */
  readonly stake: number
  readonly balance: number
  /** The chance there was, in percent. */
  readonly percent: number
}

/**
 * Decides one stake: the viewer's balance is locked, so that two bots cannot take it twice, and the rest between two stakes is read
 * from the ledger, so that it holds across them. One movement: what was won, or what was lost.
 */
export function gamble(
  { store, chance }: Pick<Ports, 'store' | 'chance'>,
  ask: { readonly streamerId: StreamerId; readonly account: Account; readonly amount: Amount },
  cause: Said,
): Promise<Answer<Gambled>> {
  const { streamerId, account, amount } = ask
  // Outside, so that a transaction that is repeated does not roll again.
  const roll = chance.below(100)
  return store.transact(async (tx): Promise<Answer<Gambled>> => {
    if (!(await tx.markHandled(cause.message))) return no('already-handled')
    const { gamble: rules } = await tx.findSettings(streamerId)
    if (!rules.on) return no('gamble-off')
    const [viewerId = 0] = await tx.ensureViewers(streamerId, [account])
    const [had = 0] = await tx.lockBalances(streamerId, [viewerId])
    const stake = decideStake(rules, amount, had)
    if (typeof stake === 'string') return no(stake)
    if (had + stake > mostPoints) return no('too-rich')
    if (await tx.hasGambled(viewerId, rules.restSeconds)) return no('too-soon')
    const won = hasWon(rules, roll)
    const net = won ? stake : -stake
    const key = `gamble:${cause.message.platform}:${cause.message.id}`
    const { percent } = rules
    tx.move([{ streamerId, viewerId, amount: net, reason: 'gamble', key, actor: cause.actor }])
    tx.addAudit(streamerId, cause.actor, 'points gambled', undefined, { viewerId, stake, won, percent })
    return yes({ won, stake, balance: had + net, percent })
  })
}
