/** Rows for people to take with them, whatever their number. */
import type { GiveawayId } from '../../giveaway/words.ts'

export type ExportAsk =
  | { readonly kind: 'entries'; readonly giveawayId: GiveawayId }
  /** Of all giveaways where none is named. */
  | { readonly kind: 'winners'; readonly giveawayId: GiveawayId | undefined }
  | { readonly kind: 'ledger' | 'balances' | 'viewers' | 'audit' }

export type Cell = string | number | null

/** Some rows of an export, their cells in the order of the columns. */
export interface Page {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Cell[])[]
}
