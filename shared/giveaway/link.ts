/** Two viewers turn out to be one person: what becomes of what each has. */
import type { Giveaway, GiveawayRules, ViewerId } from './words.ts'

/** An entry in a giveaway whose entries are not final. */
export interface HeldEntry {
  readonly id: number
  readonly viewerId: ViewerId
  readonly tickets: number
  /** How many of them factors gave. */
  readonly bonus: number
  readonly paid: number
  readonly enteredAt: Date
}

/** A giveaway with what the two have in it. */
export interface HeldGiveaway {
  readonly giveaway: Pick<Giveaway, 'id' | 'streamerId' | 'rules' | 'entryCount' | 'ticketCount'>
  readonly entries: readonly HeldEntry[]
}

/** What becomes of the entries in one giveaway. */
export interface MergedEntry {
  readonly giveaway: HeldGiveaway['giveaway']
  /** The entry that stays, as it is from now on. */
  readonly stays: HeldEntry
  /** The entry that is taken into it. */
  readonly goes: HeldEntry | undefined
  /** Tickets that are more than one person may hold. */
  readonly surplus: number
  /** Points that go back to each viewer; negative where they pay: the one who stays pays for what stays. */
  readonly back: ReadonlyMap<ViewerId, number>
}

/**
 * Merges what two viewers have in a giveaway: the earlier entry stays, with the evidence it rests on, and takes tickets of the later one up to
 * what one person may hold; points for the others come back. Nothing where there is nothing to do: of the one who goes there is
 * no entry, or both have come first, which was published as it happened.
 */
export function mergeEntries({ giveaway, entries }: HeldGiveaway, stays: ViewerId): MergedEntry | undefined {
  const [first, later] = entries.toSorted(inOrder)
  if (!first || entries.every(({ viewerId }) => viewerId === stays)) return undefined
  if (later && giveaway.rules.kind === 'first') return undefined
  const merged = { ...(later ? addTickets(giveaway.rules, first, later) : first), viewerId: stays }
  const surplus = first.tickets + (later?.tickets ?? 0) - merged.tickets
  return { giveaway, stays: merged, goes: later, surplus, back: settle(entries, merged) }
}

function inOrder(one: HeldEntry, other: HeldEntry): number {
  return one.enteredAt.getTime() - other.enteredAt.getTime() || one.id - other.id
}

/** What was asked for counts against what one person may hold; of what factors gave, the same share stays, rounded down. */
function addTickets({ kind, maxTickets }: GiveawayRules, first: HeldEntry, later: HeldEntry): HeldEntry {
  const most = kind === 'tickets' ? maxTickets : 1
  const asked = later.tickets - later.bonus
  const kept = Math.max(0, Math.min(asked, most - (first.tickets - first.bonus)))
  const bonus = Math.floor((later.bonus * kept) / asked)
  const paid = Math.floor((later.paid * kept) / asked)
  return {
    ...first,
    tickets: first.tickets + kept + bonus,
    bonus: first.bonus + bonus,
    paid: first.paid + paid,
  }
}

/** Everybody gets back what they paid, and whoever stays pays for the entry that stays. */
function settle(entries: readonly HeldEntry[], merged: HeldEntry): Map<ViewerId, number> {
  const back = new Map(entries.map(({ viewerId, paid }) => [viewerId, paid]))
  return back.set(merged.viewerId, (back.get(merged.viewerId) ?? 0) - merged.paid)
}
