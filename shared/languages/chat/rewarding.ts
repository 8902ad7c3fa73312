/** What is said of rewards and ticket numbers. */
import type { Platform } from '../../giveaway/words.ts'
import { cleanText } from './lines.ts'
import { points } from './phrases.ts'
import type { Speech } from './speech.ts'
import { nameAll } from './winning.ts'

/** An order as it is told of: its number as it is written, and the name of the reward. */
export interface ToldOrder {
  readonly ticket: string
  readonly platform: Platform
  readonly name: string
  readonly reward: string
}

export function serving(speech: Speech, order: ToldOrder, here: Platform): string {
  return speech.say('queue.serving', { ...named(speech, order, here), reward: rewardName(speech, order.reward) })
}

export function refunded(speech: Speech, order: ToldOrder, paid: number, here: Platform): string {
  const said = named(speech, order, here)
  if (paid === 0) return speech.say('queue.cancelled', said)
  return speech.say('queue.refunded', { ...said, points: points(speech, paid) })
}

function named(speech: Speech, order: ToldOrder, here: Platform): { ticket: string; name: string } {
  return { ticket: order.ticket, name: nameAll(speech, [order], here) }
}

/** A streamer wrote it, and it may hold anything. */
function rewardName(speech: Speech, name: string): string {
  return cleanText(name, 50) || speech.say('part.reward')
}
