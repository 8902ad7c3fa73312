/** The words of the ledger: why points moved, and where imported ones come from. */

/**
 * Why points moved. Only `entry` spends on a giveaway and only `refund` undoes it; `redeem` spends on a reward, `redeem-refund` undoes
 * that.
 */
export const ledgerReasons = [
  'chat',
  'give',
  'add',
  'remove',
  'set',
  'entry',
  'refund',
  'import',
  'import-undo',
  'undo',
  'gamble',
  'raffle',
  'watch',
  'link',
  'redeem',
  'redeem-refund',
] as const

export type LedgerReason = (typeof ledgerReasons)[number]

/** Programs whose exports of points are known; `csv` is any other table. */
export const importSources = ['streamelements', 'streamlabs', 'phantombot', 'firebot', 'mixitup', 'csv'] as const

export type ImportSource = (typeof importSources)[number]

/** How imported points meet what somebody has: on top of it, or in its place. */
export const importModes = ['add', 'set'] as const

export type ImportMode = (typeof importModes)[number]
