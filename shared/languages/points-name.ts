/** The streamer's own name for points, which stands as they wrote it in every language. */

/** What they are called where the streamer gave them no name: each language has its own word for it. */
export const usualPointsName = 'points'

/** One of them: a `coin` of `coins`. */
export function nameOne(name: string): string {
  return name.replace(/(?<=[^su])s$/i, '')
}
