/** The streamer's own name for points, which stands as they wrote it in every language. */

/** What they are called where the streamer gave them no name: each language has its own word for it. */
export const usualPointsName = 'points'

/** One of them: a `coin` of `coins`. */
export function nameOne(name: string): string {
  return name.replace(/(?<=[^su])s$/i, '')
}

/** What a text says for one of them and for several. */
export interface Units {
  readonly unit: string
  readonly units: string
}

/** By the streamer's name where they have one, isolated, so that its writing direction turns nothing else. */
export function unitsOf(name: string, usual: Units): Units {
  return name === usualPointsName ? usual : { unit: isolate(nameOne(name)), units: isolate(name) }
}

const isolate = (name: string): string => `\u2068${name}\u2069`
