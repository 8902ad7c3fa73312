/** What moved somebody's points, and what of it can be taken back. */
import type { PublicMovement } from '@streambot/shared/contract/points.ts'
import { undoMinutes } from '@streambot/shared/giveaway/amount.ts'
import type { LedgerReason } from '@streambot/shared/giveaway/ledger.ts'
import type { Texts } from '@streambot/shared/languages/texts.ts'

const texts = {
  chat: 'ledger.chat',
  watch: 'ledger.watch',
  add: 'ledger.add',
  remove: 'ledger.remove',
  set: 'ledger.set',
  undo: 'ledger.undo-of',
  entry: 'ledger.entry',
  refund: 'ledger.refund',
  raffle: 'ledger.raffle',
  import: 'ledger.import',
  'import-undo': 'ledger.import-undo',
  link: 'ledger.link',
  redeem: 'ledger.redeem',
  'redeem-refund': 'ledger.redeem-refund',
} as const satisfies Record<Exclude<LedgerReason, 'give' | 'gamble'>, keyof Texts['panel']>

/** The text that says why points moved. */
export function nameReason({ reason, amount }: Pick<PublicMovement, 'reason' | 'amount'>): keyof Texts['panel'] {
  if (reason === 'give') return amount < 0 ? 'ledger.gave' : 'ledger.was-given'
  if (reason === 'gamble') return amount < 0 ? 'ledger.lost' : 'ledger.won'
  return texts[reason]
}

/** The change that the server would undo: the last one by hand, while it is fresh and stands. `movements` are the newest first. */
export function findUndoable(movements: readonly PublicMovement[], now: number): PublicMovement | undefined {
  const found = movements.find(({ reason }) => ['add', 'remove', 'set', 'undo'].includes(reason))
  const isFresh = found && now - Date.parse(found.at) < undoMinutes * 60_000
  return isFresh && found.reason !== 'undo' ? found : undefined
}
