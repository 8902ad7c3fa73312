/** What moderators are told of giveaways to come: drafts, templates, and openings that are planned. */
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { cleanText } from './lines.ts'
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

export function drafted({ title, word }: Giveaway, isChanged: boolean): string {
  const what = `the draft with the word "${typed(word)}" for ${prize(title)}`
  return `${what} is ${isChanged ? 'changed' : 'noted'}: !giveaway open ${typed(word)} opens it.`
}

export function listDrafts(drafts: readonly Giveaway[]): string {
  if (drafts.length === 0) return 'there are no drafts. !giveaway draft WORD PRIZE notes a giveaway for later.'
  const rest = drafts.length - mostNamed
  const named = drafts
    .slice(0, mostNamed)
    .map(({ word, title }) => `"${typed(word)}" (${cleanText(title, 30) || 'a prize'})`)
  return `the drafts: ${and(rest > 0 ? [...named, `${number(rest)} more`] : named)}.`
}

export function draftGone({ title, word }: Giveaway): string {
  return `the draft with the word "${typed(word)}" for ${prize(title)} is gone.`
}

export function scheduled({ title, word }: Giveaway, minutes: number): string {
  return `the giveaway for ${prize(title)} with the word "${typed(word)}" opens by itself in ${count(minutes, 'minute')}.`
}
