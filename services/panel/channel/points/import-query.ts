/** How a file of points is read, as the address of the request says it. */
import type { ImportMode, ImportSource } from '@streambot/shared/giveaway/ledger.ts'

export interface How {
  readonly source: ImportSource
  readonly mode: ImportMode
  /** By header or number; empty where they are found by themselves. Only a file of unknown making is asked for them. */
  readonly nameColumn: string
  readonly pointsColumn: string
}

/** What the bots call themselves. A file of unknown making has no name. */
export const sourceNames: Readonly<Record<string, string>> = {
  streamelements: 'StreamElements',
  streamlabs: 'Streamlabs',
  phantombot: 'PhantomBot',
  firebot: 'Firebot',
  mixitup: 'Mix It Up',
}

export function queryOf({ source, mode, nameColumn, pointsColumn }: How, skipBad = false): string {
  const columns = source === 'csv' ? { nameColumn: nameColumn.trim(), pointsColumn: pointsColumn.trim() } : {}
  const said = Object.entries({ source, mode, ...columns, ...(skipBad && { skipBad: 'true' }) })
  return new URLSearchParams(said.filter(([, value]) => value !== '')).toString()
}
