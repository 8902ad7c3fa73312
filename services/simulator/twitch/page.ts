/** One page of a list, with Helix's cursor. */
import { cutPage } from '../page.ts'

export interface Page<T> {
  readonly data: readonly T[]
  readonly pagination: { readonly cursor?: string }
}

/** Reads `first` and `after` and cuts the page out. */
export function readPage<T>(list: readonly T[], query: URLSearchParams, usual: number, most: number): Page<T> {
  const size = Math.min(most, Math.max(1, Number(query.get('first')) || usual))
  const { items, next } = cutPage(list, size, query.get('after'))
  return { data: items, pagination: next === undefined ? {} : { cursor: next } }
}
