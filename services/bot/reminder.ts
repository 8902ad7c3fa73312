/** What is said again while a giveaway is open: what can be won, how one takes part, how many are in, how long it is open. */
import type { Giveaway } from '@streambot/shared/giveaway/words.ts'
import { count, prize, sentences } from './phrases.ts'
import { invitation, leftOf } from './terms.ts'

export function reminder(giveaway: Giveaway, pointsName: string, now: Date): string {
  return sentences(
    `Still open: ${prize(giveaway.title)}! ${invitation(giveaway, pointsName)}`,
    standing(giveaway),
    leftOf(giveaway, now),
  )
}

/** How many are in, or could still be; nothing where that is known only after the close. */
function standing({ rules, entryCount }: Giveaway): string | undefined {
  switch (rules.kind) {
    case 'active':
      return undefined
    case 'first':
      return `${count(rules.winners - entryCount, 'place is', 'places are')} left.`
    case 'keyword':
    case 'tickets':
      return entryCount === 0 ? 'Nobody is in yet.' : `${count(entryCount, 'person is', 'people are')} in.`
  }
}
