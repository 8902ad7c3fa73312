/**
 * Where each bot's export keeps name, id and points. Headers are compared in lower case and without signs; a file without a header is
 * read by position. What is known of the formats:
 * - StreamElements: no header, `name,points` as its own import takes it, or five columns with id, all-time points and watch time
 *   (github.com/ashcorpdev/sl-export writes both); tables copied from its leaderboard have a header.
 * - Streamlabs: the Chatbot's sheet "Points" or "Currency" has name, rank, points, hours and no header
 *   (github.com/crowbartools/Firebot, streamlabs-chatbot-importer.ts); Cloudbot calls the columns username, points, time_watched.
 * - PhantomBot: `exportpoints` writes points_export.csv with Username, Seconds, Points (its ConsoleEventHandler.java).
 * - Firebot: "Export Viewers" writes currencies.csv with ID, Username and a column for each currency (viewer-export-manager.ts).
 * - Mix It Up: lines without a header, parted by spaces: id, platform, platform id, name, amount; before version 1 platform id, name,
 *   amount (CurrencyWindowViewModel.cs). YouTube's names may have spaces in them.
 */

import type { ImportSource } from '../../giveaway/ledger.ts'

/** One line, its cells told apart; nothing is judged yet. `platform` is absent where the file does not say. */
export interface Cells {
  readonly name: string
  readonly id: string
  readonly points: string
  readonly platform?: string
}

export interface Layout {
  readonly delimiter?: string
  /** Headers that each column may have, the likeliest first. */
  readonly name: readonly string[]
  readonly id: readonly string[]
  readonly points: readonly string[]
  /** Reads a line of a file without a header; nothing where it has too few cells. */
  readonly read?: (cells: readonly string[]) => Cells | undefined
}

const names = ['username', 'login', 'name', 'user', 'viewer', 'viewername', 'displayname']
const ids = ['twitchid', 'userid', 'platformid', 'platformuserid', 'id']
const amounts = ['points', 'currentpoints', 'current', 'balance', 'currency', 'loyaltypoints', 'amount']
const headers = { name: names, id: ids, points: amounts }

export const layouts: Readonly<Record<ImportSource, Layout>> = {
  streamelements: {
    ...headers,
    read: ([name = '', second = '', third = '', ...more]) =>
      more.length === 2 ? { name, id: second, points: third } : { name, id: '', points: second },
  },
  streamlabs: {
    ...headers,
    read: (cells) => {
      const [name = '', second = '', third = ''] = cells
      return { name, id: '', points: cells.length > 2 ? third : second }
    },
  },
  phantombot: { ...headers, id: [], read: ([name = '', , points = '']) => ({ name, id: '', points }) },
  firebot: headers,
  mixitup: { ...headers, delimiter: ' ', read: readMixItUp },
  csv: headers,
}

function readMixItUp(cells: readonly string[]): Cells | undefined {
  const [first = '', second = '', third = ''] = cells
  const points = cells.at(-1) ?? ''
  if (cells.length < 2) return undefined
  if (cells.length === 2)
    return { ...(/^\d+$/.test(first) ? { id: first, name: '' } : { id: '', name: first }), points }
  if (cells.length === 3) return { id: first, name: second, points }
  return { platform: second, id: third, name: cells.slice(3, -1).join(' '), points }
}

/** A header as it is compared: lower case, letters and digits only. */
export const foldHeader = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
