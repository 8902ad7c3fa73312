/** Everything that is said on the overlay, in the language of its options. */
import type { OverlayOptions } from '@streambot/shared/contract/overlay.ts'
import type { PublicGiveaway } from '@streambot/shared/contract/http.ts'
import type { WinnerState } from '@streambot/shared/giveaway/words.ts'
import { overlay as de } from '@streambot/shared/languages/de/overlay.ts'
import { overlay as en } from '@streambot/shared/languages/en/overlay.ts'
import { format, type Values } from '@streambot/shared/languages/format.ts'
import { unitsOf } from '@streambot/shared/languages/points-name.ts'

const texts = { en, de }

export type Say = (key: keyof typeof en, values?: Values) => string

export function speak(language: OverlayOptions['language']): Say {
  return (key, values) => format(language, texts[language][key], values)
}

/** A name inside of a sentence: isolated, so that its writing direction turns nothing else. */
export const isolate = (name: string): string => `\u2068${name}\u2069`

/** How long is left, as a clock: `4:05`, or `1:04:05` from an hour on. */
export function sayClock(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000))
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'))
  const hours = Math.floor(seconds / 3_600)
  return hours > 0 ? [hours, ...parts].join(':') : parts.join(':').replace(/^0/, '')
}

/** What it takes to be in, beside the word. */
export function sayTerms(say: Say, giveaway: PublicGiveaway, pointsName: string): string {
  const { kind, cost, winnersAsked, maxTickets } = giveaway
  const units = unitsOf(pointsName, { unit: say('unit'), units: say('units') })
  const price = cost === 0 ? [] : [say(kind === 'tickets' ? 'enter.ticket' : 'enter.cost', { points: cost, ...units })]
  const tickets = kind === 'tickets' && maxTickets > 1 ? [say('enter.tickets', { count: maxTickets })] : []
  const winners =
    kind === 'first' ? say('enter.first', { count: winnersAsked }) : say('enter.winners', { count: winnersAsked })
  return [...price, ...tickets, winners].join(' · ')
}

/** What became of a winner; nothing to say of one who has won. */
export function sayState(say: Say, state: WinnerState): string {
  switch (state) {
    case 'claimed':
      return say('winner.claimed')
    case 'missed':
      return say('winner.missed')
    case 'set-aside':
      return say('winner.set-aside')
    case 'pending':
    case 'confirmed':
    case 'passed-over':
      return ''
  }
}
