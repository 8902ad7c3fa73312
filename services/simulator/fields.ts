/** JSON from outside, of which nothing is known yet. */

export type Fields = Readonly<Record<string, unknown>>

/** The fields of an object; nothing for anything else, lists included. */
export function asFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
}

/** The fields of an object in JSON; nothing when the text is something else. */
export function parseFields(text: string): Fields | undefined {
  try {
    return asFields(JSON.parse(text))
  } catch {
    return undefined // each protocol has its own answer to it
  }
}
