/** Pages of long lists: `after` names where one begins, and is nothing but what the page before said in `next`. */
import { z } from 'zod'

const mostRows = 100

/** The query of a list. `place` is what stands behind `after`, which is opaque to whoever asks. */
export function pageAskOf<Place extends z.ZodType>(place: Place) {
  return z.object({
    after: z
      .string()
      .max(2_000)
      .transform((text, context) => {
        const found = place.safeParse(decode(text))
        if (found.success) return found.data
        context.addIssue('This is not what the page before said in "next".')
        return z.NEVER
      })
      .optional(),
    limit: z.coerce.number().int().min(1).max(mostRows).default(50),
  })
}

/** Ids from 1. */
export const byIdSchema = pageAskOf(z.int().positive())

/** Reads one row more than is asked for: whether it is there says whether there is a page behind this one. */
export async function readPage<Row, Item, Place>(
  { after, limit }: { readonly after?: Place | undefined; readonly limit: number },
  read: (page: { readonly after: Place | undefined; readonly count: number }) => Promise<readonly Row[]>,
  toItem: (row: Row) => Item,
  placeOf: (row: Row) => Place,
): Promise<{ items: Item[]; next: string | null }> {
  const rows = await read({ after, count: limit + 1 })
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { items: rows.slice(0, limit).map(toItem), next: last === undefined ? null : namePlace(placeOf(last)) }
}

/** What a page names as its `next`. */
export function namePlace(place: unknown): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url')
}

/** Nothing for what is no place at all. */
function decode(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64url').toString())
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
