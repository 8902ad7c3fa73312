/** In which language whoever asks reads: the one they like best of those that there are. */
import type { IncomingHttpHeaders } from 'node:http'
import { type Language, languageTags } from '@streambot/shared/languages/texts.ts'

/** By `Accept-Language` (RFC 9110, 12.5.4); English where it names none that there is. A page sends the language that was chosen on it. */
export function readLanguage({ 'accept-language': header = '' }: IncomingHttpHeaders): Language {
  const liked = header
    .split(',')
    .map(readRange)
    .filter(({ weight }) => weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
  return liked.flatMap(({ name }) => languageTags.find((tag) => tag === name) ?? [])[0] ?? 'en'
}

/** `de-AT;q=0.8`: of the tag the language alone counts. */
function readRange(range: string): { readonly name: string; readonly weight: number } {
  const [tag = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
  const weight = parameters.find((one) => one.startsWith('q='))?.slice(2)
  return { name: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) || 0 }
}
