/** What moderators are told of giveaways to come: drafts, templates, and openings that are planned. */
import type { Giveaway } from '../../giveaway/words.ts'
import { andMore, prize, typed } from './phrases.ts'
import type { Speech } from './speech.ts'

export function savedTemplate(speech: Speech, name: string, { title }: Giveaway): string {
  return speech.say('templates.saved', { prize: prize(speech, title), template: typed(name) })
}

export function deletedTemplate(speech: Speech, name: string): string {
  return speech.say('templates.gone', { template: typed(name) })
}

export function listTemplates(speech: Speech, names: readonly string[]): string {
  if (names.length === 0) return speech.say('templates.none')
  const named = names.map((name) => `"${typed(name)}"`)
  return speech.say('templates.list', { list: andMore(speech, named) })
}

export function drafted(speech: Speech, giveaway: Giveaway, isChanged: boolean): string {
  return speech.say(isChanged ? 'drafts.changed' : 'drafts.noted', name(speech, giveaway))
}

export function listDrafts(speech: Speech, drafts: readonly Giveaway[]): string {
  if (drafts.length === 0) return speech.say('drafts.none')
  const named = drafts.map(({ word, title }) =>
    speech.say('drafts.one', { word: typed(word), prize: prize(speech, title, 30) }),
  )
  return speech.say('drafts.list', { list: andMore(speech, named) })
}

export function draftGone(speech: Speech, giveaway: Giveaway): string {
  return speech.say('drafts.gone', name(speech, giveaway))
}

export function scheduled(speech: Speech, giveaway: Giveaway, minutes: number): string {
  return speech.say('plans.scheduled', { ...name(speech, giveaway), minutes })
}

function name(speech: Speech, { title, word }: Giveaway): { prize: string; word: string } {
  return { prize: prize(speech, title), word: typed(word) }
}
