/** How different people answer an invitation: plain, twice, wrong, too often, or not at all. */
import type { Chance } from '../chance.ts'
import { mentions } from './sentences.ts'

/** One thing a person does, so many milliseconds after the invitation. */
export interface Move {
  readonly after: number
  readonly text: string
  /** A new name they take just before. */
  readonly renames?: boolean
}

export interface Invitation {
  readonly word: string
  readonly tickets: number
  /** Within this time nearly all have answered. */
  readonly milliseconds: number
}

/** What one person does about an invitation. */
export function chooseMoves(invitation: Invitation, chance: Chance): Move[] {
  const after = chooseDelay(invitation.milliseconds, chance)
  const word = chooseSpelling(invitation, chance)
  const roll = chance.next()
  if (roll < 0.06) return [move(after, misspell(invitation.word, chance)), move(after + 2500, word)]
  if (roll < 0.14) return [move(after, word), move(after + 4000 + chance.below(6000), word)]
  if (roll < 0.17) return Array.from({ length: 5 }, (_, index) => move(after + index * 700, word))
  if (roll < 0.2) return [move(after, chance.pick(mentions).replace('{word}', invitation.word))]
  if (roll < 0.22) return [move(after, word), { ...move(after + 5000, word), renames: true }]
  if (roll < 0.26) return [move(after, '!enter')]
  return [move(after, word)]
}

function move(after: number, text: string): Move {
  return { after, text }
}

/** Many at once, then fewer and fewer: two thirds within a third of the time. */
function chooseDelay(milliseconds: number, chance: Chance): number {
  return Math.floor(Math.min(milliseconds, (-Math.log(1 - chance.next()) * milliseconds) / 3.5))
}

function chooseSpelling({ word, tickets }: Invitation, chance: Chance): string {
  const text = tickets > 1 && chance.rolls(0.6) ? `${word} ${chooseTickets(tickets, chance)}` : word
  const roll = chance.next()
  if (roll < 0.06) return text.toUpperCase()
  if (roll < 0.1) return ` ${text}  `
  if (roll < 0.13) return `${text} please please`
  return text
}

function chooseTickets(most: number, chance: Chance): string {
  if (chance.rolls(0.1)) return 'max'
  if (chance.rolls(0.05)) return String(most + 3)
  return String(1 + chance.below(most))
}

/** Two neighbours change places: `!enter` becomes `!entre`. */
function misspell(word: string, chance: Chance): string {
  const at = word.length < 4 ? 0 : 1 + chance.below(word.length - 2)
  return `${word.slice(0, at)}${word.charAt(at + 1)}${word.charAt(at)}${word.slice(at + 2)}`
}
