/** One line of IRC, read and written. */

export interface Line {
  readonly tags: ReadonlyMap<string, string>
  readonly command: string
  readonly params: readonly string[]
}

/** Reads what a client sent: tags, command, parameters; the last may follow a colon and hold spaces. */
export function readLine(raw: string): Line {
  let rest = raw
  let tags = new Map<string, string>()
  if (rest.startsWith('@')) {
    const end = endOfWord(rest)
    tags = readTags(rest.slice(1, end))
    rest = rest.slice(end + 1)
  }
  if (rest.startsWith(':')) rest = rest.slice(endOfWord(rest) + 1)
  const colon = rest.indexOf(' :')
  const words = (colon === -1 ? rest : rest.slice(0, colon)).split(' ').filter(Boolean)
  const params = colon === -1 ? words.slice(1) : [...words.slice(1), rest.slice(colon + 2)]
  return { tags, command: words[0]?.toUpperCase() ?? '', params }
}

export type Tags = Readonly<Record<string, string | number>>

/** Writes `@a=1;b=2 ` in the order given. */
export function writeTags(tags: Tags): string {
  return `@${Object.entries(tags)
    .map(([key, value]) => `${key}=${escapeTag(String(value))}`)
    .join(';')} `
}

/** The line without its tags, for connections that did not ask for them. */
export function withoutTags(line: string): string {
  return line.startsWith('@') ? line.slice(endOfWord(line) + 1) : line
}

/** What cannot stand in one line is gone. */
export function flatten(text: string): string {
  return text.replaceAll(/[\r\n\0]+/g, ' ')
}

const escapes: Readonly<Record<string, string>> = { ';': '\\:', ' ': '\\s', '\\': '\\\\', '\r': '\\r', '\n': '\\n' }
const unescapes: Readonly<Record<string, string>> = { ':': ';', s: ' ', '\\': '\\', r: '\r', n: '\n' }

function escapeTag(value: string): string {
  return value.replaceAll(/[; \\\r\n]/g, (char) => escapes[char] ?? char)
}

function readTags(text: string): Map<string, string> {
  return new Map(text.split(';').map((pair) => readTag(pair)))
}

function readTag(pair: string): [string, string] {
  const [key = '', ...value] = pair.split('=')
  return [key, value.join('=').replaceAll(/\\(.?)/g, (_, char: string) => unescapes[char] ?? char)]
}

function endOfWord(text: string): number {
  const end = text.indexOf(' ')
  return end === -1 ? text.length : end
}
