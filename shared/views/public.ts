/** Our words turned into what everybody may see. What is named here leaves the server; nothing else does. */
import type { PublicBeacon, PublicGiveaway, PublicPick, PublicWinner } from '../contract/http.ts'
import type { LiveEntry, LiveNews } from '../contract/live.ts'
import type { News, NewsEntry } from '../engine/ports/news.ts'
import type { Store } from '../engine/ports/store.ts'
import { isPublic } from '../giveaway/lifecycle.ts'
import type { DrawnWinner, Giveaway, GiveawayId, NamedRound, StreamerId, Winner } from '../giveaway/words.ts'

/** What a giveaway with its winners is read with. */
export type Reads = Pick<Store, 'findGiveaway' | 'findWinners'>

/** A giveaway of this streamer with its winners, or nothing. */
export async function findPublic(
  store: Reads,
  streamerId: StreamerId,
  giveawayId: GiveawayId,
): Promise<PublicGiveaway | undefined> {
  const giveaway = await store.findGiveaway(giveawayId)
  return giveaway?.streamerId === streamerId && isPublic(giveaway) ? withWinners(store, giveaway) : undefined
}

/** The newest giveaways of this streamer with their winners, newest first. */
export async function listPublic(
  store: Reads & Pick<Store, 'findLatest'>,
  streamerId: StreamerId,
): Promise<PublicGiveaway[]> {
  const giveaways = await store.findLatest(streamerId, 20)
  return Promise.all(giveaways.map((giveaway) => withWinners(store, giveaway)))
}

async function withWinners(store: Reads, giveaway: Giveaway): Promise<PublicGiveaway> {
  // Nobody can have been drawn before the entries are final; who comes first has won at once.
  const mayHaveWinners = giveaway.sealedAt !== undefined || giveaway.rules.kind === 'first'
  return toPublicGiveaway(giveaway, mayHaveWinners ? await store.findWinners(giveaway.id) : [])
}

function toPublicGiveaway(giveaway: Giveaway, winners: readonly Winner[]): PublicGiveaway {
  return { ...toPublicFace(giveaway), winners: winners.map(toPublicWinner) }
}

/** What everybody may see of a giveaway, but for its winners. */
export function toPublicFace(giveaway: Giveaway): Omit<PublicGiveaway, 'winners'> {
  const { id, title, word, status, rules, entryCount, ticketCount } = giveaway
  return {
    id,
    title,
    word,
    kind: rules.kind,
    activeMinutes: rules.activeMinutes ?? null,
    status,
    audience: rules.audience,
    cost: rules.cost,
    maxTickets: rules.maxTickets,
    maxEntries: rules.maxEntries ?? null,
    maxTicketsInAll: rules.maxTicketsInAll ?? null,
    winnersAsked: rules.winners,
    claimSeconds: rules.claimSeconds ?? null,
    joinByCode: rules.joinByCode ?? null,
    presentMinutes: rules.presentMinutes ?? null,
    entryCount,
    ticketCount,
    openedAt: toTime(giveaway.openedAt),
    closesAt: toTime(giveaway.closesAt),
    closedAt: toTime(giveaway.closedAt),
    completesAt: toTime(giveaway.completesAt),
    commitment: giveaway.commitment ?? null,
    digest: giveaway.digest ?? null,
    seed: giveaway.seed ?? null,
    beacon: toPublicBeacon(giveaway.beacon),
  }
}

function toPublicBeacon(named: NamedRound | undefined): PublicBeacon | null {
  if (!named) return null
  const { chain, round, at, randomness, signature, waivedAt } = named
  return {
    chain,
    round,
    at: at.toISOString(),
    randomness: randomness ?? null,
    signature: signature ?? null,
    waivedAt: toTime(waivedAt),
  }
}

export function toPublicWinner(winner: Winner): PublicWinner {
  const { state, claimDeadline, passedOver } = winner
  return { ...toPublicPick(winner), state, claimDeadline: toTime(claimDeadline), ...(passedOver && { passedOver }) }
}

function toPublicPick({ pick, platform, userId, name, tickets }: DrawnWinner): PublicPick {
  return { pick, platform, userId, name, tickets }
}

export function toLiveEntry({ platform, name, tickets }: NewsEntry): LiveEntry {
  return { platform, name, tickets }
}

export function toLiveNews(news: News): LiveNews {
  switch (news.kind) {
    case 'entered':
      return { ...news, latest: news.latest.map(toLiveEntry) }
    case 'drawn':
      return { kind: 'drawn', winners: news.winners.map(toPublicPick) }
    case 'passed-over':
      return { ...news, picks: news.picks.map(toPublicPick) }
    case 'claimed':
      return { kind: 'claimed', winner: toPublicPick(news.winner) }
    case 'missed':
      return { kind: 'missed', winners: news.winners.map(toPublicPick), drawn: news.drawn }
    case 'set-aside':
      return { kind: 'set-aside', winner: toPublicPick(news.winner), drawn: news.drawn }
    case 'reminder':
      return { kind: 'reminder' }
    case 'scheduled':
    case 'blocked':
    case 'opened':
    case 'left':
    case 'paused':
    case 'resumed':
    case 'extended':
    case 'closed':
    case 'reopened':
    case 'sealed':
    case 'round':
    case 'round-late':
    case 'round-waived':
    case 'completed':
    case 'cancelled':
      return news
    default:
      return news satisfies never
  }
}

/** As it crosses the wire. */
export function toTime(time: Date | undefined): string | null {
  return time?.toISOString() ?? null
}
