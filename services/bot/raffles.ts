/** What is said of raffles. */
import type { RaffleNews } from '@streambot/shared/engine/ports/news.ts'
import type { Platform } from '@streambot/shared/giveaway/words.ts'
import { count, number, points } from './phrases.ts'
import { nameAll } from './winning.ts'

type Opened = Extract<RaffleNews, { kind: 'raffle-opened' }>
type Ended = Extract<RaffleNews, { kind: 'raffle-ended' }>

export function opened({ points: pot, winners }: Opened, leftMs: number, pointsName: string): string {
  const whom = winners === 1 ? 'one of you' : `${number(winners)} of you, in even shares`
  const within = count(Math.ceil(leftMs / 1_000), 'second')
  return `Raffle: ${points(pot, pointsName)} for ${whom}! Type !joinraffle within ${within}.`
}

export function ended({ joined, winners }: Ended, here: Platform, pointsName: string): string {
  if (winners.length === 0) return 'The raffle is over, and nobody joined.'
  const each = winners.length === 1 ? '' : ' each'
  const shares = winners.map(({ share }) => share)
  const [least, most] = [Math.min(...shares), Math.max(...shares)]
  const share = least === most ? points(most, pointsName) : `${number(least)} or ${points(most, pointsName)}`
  return `The raffle is over, ${count(joined, 'person', 'people')} joined. Congratulations, ${share}${each}: ${nameAll(winners, here)}`
}
