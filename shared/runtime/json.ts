/** JSON to meaning; nothing where it is none, which is judged by whoever needs it. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
