/** What all lists of the Data API have: parts to choose, filters, and pages. */
import type { Ask, Reply } from '../http.ts'
import { cutPage } from '../page.ts'
import { fail } from './errors.ts'
import { makeEtag } from './items.ts'

/** The values of a parameter, which may stand several times or be joined by commas. */
export function readAll({ query }: Pick<Ask, 'query'>, name: string): string[] {
  return query
    .getAll(name)
    .flatMap((value) => value.split(','))
    .map((value) => value.trim())
    .filter(Boolean)
}

/** The parts that were asked for, or the error they bring. */
export function readParts(ask: Ask, known: readonly string[]): readonly string[] | Reply {
  const parts = readAll(ask, 'part')
  if (parts.length === 0) return fail('missingRequiredParameter', 'No filter selected. Expected one of: part')
  const stranger = parts.find((part) => !known.includes(part))
  return stranger === undefined ? parts : fail('unknownPart', `'${stranger}' is not a part of this resource.`)
}

/** A resource with the chosen parts of it. */
export function choose(resource: object, parts: readonly string[]): object {
  const always = ['kind', 'etag', 'id']
  return Object.fromEntries(Object.entries(resource).filter(([key]) => always.includes(key) || parts.includes(key)))
}

/** A number within its range, or the error it brings. */
export function readNumber(
  { query }: Ask,
  name: string,
  usual: number,
  [least, most]: [number, number],
): number | Reply {
  const text = query.get(name)
  const value = text === null ? usual : Number(text)
  if (Number.isInteger(value) && value >= least && value <= most) return value
  return fail('invalidParameter', `Invalid value '${text}'. Values must be within the range: [${least}, ${most}]`)
}

/** One page of a list. */
export function writeList(ask: Ask, kind: string, resources: readonly object[]): Reply {
  const size = readNumber(ask, 'maxResults', 5, [0, 50])
  if (typeof size !== 'number') return size
  const { items, next } = cutPage(resources, size, ask.query.get('pageToken'))
  const more = next !== undefined && { nextPageToken: next }
  const pageInfo = { totalResults: resources.length, resultsPerPage: size }
  return { status: 200, body: { kind, etag: makeEtag(), ...more, pageInfo, items } }
}
