/** How Kick spells JSON, times and ids. */
import type { Chance } from '../chance.ts'

/**
 * JSON as the encoder of Go writes it, in which Kick's own examples are written: `<`, `>` and `&` are escaped. Parsed and written again
 * it has other bytes, so only the raw body fits its signature.
 */
export function writeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<>&\u2028\u2029]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** A time to the second, such as `2025-01-14T16:08:06Z`. */
export function writeTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z')
}

/** A ULID (https://github.com/ulid/spec): ten characters of time, sixteen of chance. */
export function writeUlid(milliseconds: number, chance: Chance): string {
  const time = Array.from({ length: 10 }, (_, index) => digit(Math.floor(milliseconds / 32 ** (9 - index)) % 32))
  const rest = Array.from({ length: 16 }, () => digit(chance.below(32)))
  return [...time, ...rest].join('')
}

function digit(value: number): string {
  return '0123456789ABCDEFGHJKMNPQRSTVWXYZ'.charAt(value)
}
