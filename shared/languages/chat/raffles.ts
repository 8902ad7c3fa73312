/** What is said of raffles. */
import type { Platform } from '../../giveaway/words.ts'
import { number, points } from './phrases.ts'
import type { Speech } from './speech.ts'
import { nameAll } from './winning.ts'

export interface OpenedRaffle {
  readonly points: number
  readonly winners: number
}

export function opened(speech: Speech, { points: pot, winners }: OpenedRaffle, leftMs: number): string {
  return speech.say('raffle.opened', {
    points: points(speech, pot),
    winners,
    seconds: Math.ceil(leftMs / 1_000),
  })
}

export interface EndedRaffle {
  readonly joined: number
  readonly winners: readonly { readonly name: string; readonly platform: Platform; readonly share: number }[]
}

export function ended(speech: Speech, { joined, winners }: EndedRaffle, here: Platform): string {
  if (winners.length === 0) return speech.say('raffle.nobody')
  return speech.say('raffle.ended', {
    people: joined,
    points: sharesOf(
      speech,
      winners.map(({ share }) => share),
    ),
    winners: winners.length,
    names: nameAll(speech, winners, here),
  })
}

function sharesOf(speech: Speech, shares: readonly number[]): string {
  const [least, most] = [Math.min(...shares), points(speech, Math.max(...shares))]
  if (least === Math.max(...shares)) return most
  return speech.say('raffle.shares', { least: number(speech, least), points: most })
}
