/** What is to be seen, from what is known. Pure. */
import type { PublicGiveaway, PublicWinner } from '@streambot/shared/contract/http.ts'
import type { SnapshotMessage } from '@streambot/shared/contract/live.ts'
import type { Act } from './acts.ts'

/** The page knows this many giveaways; older ones are forgotten. */
const mostKnown = 20

export interface Known {
  /** The newest first. */
  readonly giveaways: readonly PublicGiveaway[]
  /** Picks that are out: the others are drawn, and shown once their act is over; see `keysOf`. */
  readonly out: ReadonlySet<string>
  /** The giveaway whose winners stay for a while though it is over. */
  readonly lasting: string | undefined
}

export interface Scene {
  /** Taking entries, about to be drawn, or being drawn. */
  readonly running: PublicGiveaway | undefined
  /** Whose winners are shown, and those. */
  readonly won: PublicGiveaway | undefined
  readonly winners: readonly PublicWinner[]
}

export const nothingKnown: Known = { giveaways: [], out: new Set(), lasting: undefined }

/** What a snapshot says is how it stands: everybody in it is out, and nothing is played again. */
export function fromSnapshot({ giveaways }: SnapshotMessage): Known {
  const out = new Set(giveaways.flatMap(({ id, winners }) => keysOf(id, winners)))
  return withGiveaways({ ...nothingKnown, out }, giveaways)
}

/** What was known of older ones is forgotten. */
export function withGiveaways(known: Known, giveaways: readonly PublicGiveaway[]): Known {
  const kept = giveaways.slice(0, mostKnown)
  const out = new Set(kept.flatMap(({ id, winners }) => keysOf(id, winners)).filter((key) => known.out.has(key)))
  return { ...known, giveaways: kept, out }
}

/** As it stands behind an act. */
export function withAct(known: Known, act: Act): Known {
  if (act.kind === 'note') return known
  const winners = act.kind === 'spin' ? [act.winner] : act.winners
  return { ...known, out: new Set([...known.out, ...keysOf(act.giveawayId, winners)]) }
}

function keysOf(giveawayId: string, winners: readonly Pick<PublicWinner, 'pick'>[]): string[] {
  return winners.map(({ pick }) => `${giveawayId} ${pick}`)
}

export function readScene({ giveaways, out, lasting }: Known): Scene {
  const shownOf = ({ id, winners }: PublicGiveaway) =>
    winners.filter((one) => keysOf(id, [one]).every((key) => out.has(key)))
  const isDrawing = (one: PublicGiveaway): boolean =>
    shownOf(one).length < one.winners.filter(({ state }) => state !== 'passed-over').length
  const running =
    giveaways.find(({ status }) => status === 'open' || status === 'paused') ??
    giveaways.find((one) => one.status === 'closed' || isDrawing(one))
  const won = giveaways.find(
    (one) => (one.id === lasting || isWaiting(one)) && shownOf(one).some(({ state }) => state !== 'passed-over'),
  )
  return { running, won, winners: won ? shownOf(won) : [] }
}

/** Winners who have to speak, or whose draw may still be done again. */
function isWaiting({ status, kind, winners }: PublicGiveaway): boolean {
  return status === 'drawn' || (kind === 'first' && status === 'open' && winners.length > 0)
}

/** Whether it has come to its end. */
export function isOver({ status }: PublicGiveaway): boolean {
  return status === 'completed' || status === 'cancelled'
}
