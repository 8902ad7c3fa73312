/** What of the viewers is shown, as it stands in the address: so going back shows the same again. */
import { type Platform, platforms } from '@streambot/shared/giveaway/words.ts'

const tabs = ['all', 'top', 'out'] as const
const orders = ['login', 'points'] as const

export type Tab = (typeof tabs)[number]
export type Order = (typeof orders)[number]

export interface ViewerSearch {
  readonly tab?: Tab
  readonly order?: Order
  readonly text?: string
  /** Of all where there is none. */
  readonly platform?: Platform | undefined
}

/** What makes no sense is left out. */
export function readSearch(search: Readonly<Record<string, unknown>>): ViewerSearch {
  const tab = find(tabs, search['tab'])
  const order = find(orders, search['order'])
  const platform = findPlatform(search['platform'])
  // A search for digits is read as a number.
  const text = ['string', 'number'].includes(typeof search['text']) ? String(search['text']) : ''
  return { ...(tab && { tab }), ...(order && { order }), ...(text && { text }), ...(platform && { platform }) }
}

export const findPlatform = (said: unknown): Platform | undefined => find(platforms, said)
export const findTab = (said: unknown): Tab | undefined => find(tabs, said)

function find<Word extends string>(words: readonly Word[], said: unknown): Word | undefined {
  return words.find((word) => word === said)
}
