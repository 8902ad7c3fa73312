/** One page of a list, with Helix's cursor. */
export interface Page<T> {
  readonly data: readonly T[]
  readonly pagination: { readonly cursor?: string }
}

/** Reads `first` and `after` and cuts the page out. */
export function readPage<T>(list: readonly T[], query: URLSearchParams, usual: number, most: number): Page<T> {
  const size = Math.min(most, Math.max(1, Number(query.get('first')) || usual))
  const from = readCursor(query.get('after'))
  const to = from + size
  return { data: list.slice(from, to), pagination: to < list.length ? { cursor: writeCursor(to) } : {} }
}

function writeCursor(from: number): string {
  return Buffer.from(`from ${from}`).toString('base64url')
}

function readCursor(cursor: string | null): number {
  return Number(/^from (\d+)$/.exec(Buffer.from(cursor ?? '', 'base64url').toString())?.[1] ?? 0)
}
