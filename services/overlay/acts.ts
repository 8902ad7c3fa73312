/** What happens on the screen because of a piece of news, one after the other. Pure. */
import type { PublicPick } from '@streambot/shared/contract/http.ts'
import type { NewsMessage } from '@streambot/shared/contract/live.ts'

export type Act =
  /** One winner comes out of a wheel or a reel. */
  | {
      readonly kind: 'spin'
      readonly giveawayId: string
      readonly winner: PublicPick
      readonly number: number
      readonly of: number
    }
  /** Winners who are shown without. */
  | { readonly kind: 'reveal'; readonly giveawayId: string; readonly winners: readonly PublicPick[] }
  /** Why somebody is drawn again. */
  | {
      readonly kind: 'note'
      readonly giveawayId: string
      readonly why: 'missed' | 'set-aside' | 'passed-over'
      readonly name: string
      readonly count: number
    }

/** Nobody watches more than so many at a time. */
const mostSpins = 10

export function readActs({ giveawayId, news, giveaway }: NewsMessage): Act[] {
  switch (news.kind) {
    case 'drawn': {
      // Who comes first has won: nothing was drawn.
      const spins = giveaway?.kind === 'first' ? 0 : mostSpins
      return [
        ...readSpins(giveawayId, news.winners.slice(0, spins), news.winners),
        ...readRest(giveawayId, news.winners.slice(spins)),
      ]
    }
    case 'missed':
      return readNote(giveawayId, news.kind, news.winners, news.winners.length)
    case 'set-aside':
      return readNote(giveawayId, news.kind, [news.winner], 1)
    case 'passed-over':
      return readNote(giveawayId, news.kind, news.picks, news.count)
    default:
      return []
  }
}

function readSpins(giveawayId: string, spun: readonly PublicPick[], { length }: readonly PublicPick[]): Act[] {
  return spun.map((winner, index) => ({ kind: 'spin', giveawayId, winner, number: index + 1, of: length }))
}

function readRest(giveawayId: string, winners: readonly PublicPick[]): Act[] {
  return winners.length === 0 ? [] : [{ kind: 'reveal', giveawayId, winners }]
}

function readNote(
  giveawayId: string,
  why: Extract<Act, { kind: 'note' }>['why'],
  [first]: readonly PublicPick[],
  count: number,
): Act[] {
  return first ? [{ kind: 'note', giveawayId, why, name: first.name, count }] : []
}
