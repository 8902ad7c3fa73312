/** Cutting a long list into pages, with a cursor that only we can read. */

export interface Cut<T> {
  readonly items: readonly T[]
  /** Where the next page begins; nothing on the last one. */
  readonly next: string | undefined
}

/** The items from the cursor on, so many of them. A cursor that is none of ours begins at the start. */
export function cutPage<T>(list: readonly T[], size: number, cursor: string | null): Cut<T> {
  const from = readCursor(cursor)
  const to = from + size
  return { items: list.slice(from, to), next: to < list.length ? writeCursor(to) : undefined }
}

function writeCursor(from: number): string {
  return Buffer.from(`from ${from}`).toString('base64url')
}

function readCursor(cursor: string | null): number {
  return Number(/^from (\d+)$/.exec(Buffer.from(cursor ?? '', 'base64url').toString())?.[1] ?? 0)
}
