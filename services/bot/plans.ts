/** What moderators are told of giveaways to come: templates, and openings that are planned. */
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { and, count, number, prize, typed } from './phrases.ts'

const mostNamed = 8

export function savedTemplate(name: string, { title }: Giveaway): string {
  return `the settings of the giveaway for ${prize(title)} are kept as "${typed(name)}": use them with -template ${typed(name)}.`
}

export function deletedTemplate(name: string): string {
  return `the template "${typed(name)}" is gone.`
}

export function listTemplates(names: readonly string[]): string {
  if (names.length === 0)
    return 'there are no templates. !giveaway template save NAME keeps the settings of a giveaway.'
  const rest = names.length - mostNamed
  const named = names.slice(0, mostNamed).map((name) => `"${typed(name)}"`)
  return `the templates: ${and(rest > 0 ? [...named, `${number(rest)} more`] : named)}.`
}

export function scheduled({ title, word }: Giveaway, minutes: number): string {
  return `the giveaway for ${prize(title)} with the word "${typed(word)}" opens by itself in ${count(minutes, 'minute')}.`
}
