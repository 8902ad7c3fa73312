/** Raffles: opened by a moderator, joined by viewers in batches, ended when they are due, once. */
import { mostPoints } from '../giveaway/amount.ts'
import { isInTime, isRaffle, pickSome, shareOut } from '../giveaway/raffle.ts'
import type { Answer } from '../giveaway/answers.ts'
import type { Account, StreamerId } from '../giveaway/words.ts'
import { createBatches } from './batch.ts'
import { no, yes } from './change.ts'
import type { Ports, Said } from './ports.ts'
import type { RaffleWinner } from './ports/news.ts'
import type { Movement, Raffle } from './ports/rows.ts'

export interface RaffleAsk {
  readonly streamerId: StreamerId
  readonly points: number
  readonly seconds: number
  /** Among how many of those who join the points are shared. */
  readonly winners: number
}

/** Opens a raffle; a channel has one at a time. */
export async function openRaffle(
  { store, clock, live }: Pick<Ports, 'store' | 'clock' | 'live'>,
  { streamerId, points, seconds, winners }: RaffleAsk,
  cause: Said,
): Promise<Answer<Raffle>> {
  const opened = await store.transact(async (tx): Promise<Answer<Raffle>> => {
    if (!(await tx.markHandled(cause.message))) return no('already-handled')
    if (!isRaffle(points, seconds, winners)) return no('bad-amount')
    const { graceSeconds } = await tx.findSettings(streamerId)
    const now = clock.now()
    const openedAt = cause.at ?? now
    // Those who join are judged by the platform's clock, which may be ahead of ours.
    const endsAt = new Date(Math.max(now.getTime(), openedAt.getTime()) + seconds * 1_000)
    const dueAt = new Date(endsAt.getTime() + graceSeconds * 1_000)
    const raffle = await tx.addRaffle({ streamerId, points, winners, openedAt, endsAt, dueAt })
    if (!raffle) return no('raffle-running')
    tx.addChannelNews(streamerId, { kind: 'raffle-opened', points, winners, endsAt: endsAt.toISOString() })
    tx.addAudit(streamerId, cause.actor, 'raffle opened', undefined, { raffleId: raffle.id, points, winners, seconds })
    return yes(raffle)
  })
  if (opened.ok) live.nudge()
  return opened
}

export interface Joining {
  readonly account: Account
  /** The platform's own time of the message. */
  readonly sentAt: Date
}

export interface Raffling {
  /** Joins the streamer's raffle; said again it changes nothing. `busy` when too many wait already. */
  join(streamerId: StreamerId, ask: Joining): Promise<Answer<true>>
}

/** Asks in one transaction, and asks that may wait for one channel. */
const batchSize = 2_000
const waitingLimit = 50_000

export function createRaffling({ store }: Pick<Ports, 'store'>): Raffling {
  const batches = createBatches<Joining, Answer<true>>({
    commit: (streamerId, asks) => joinRaffle(store, Number(streamerId), asks),
    size: batchSize,
    limit: waitingLimit,
    busy: no('busy'),
  })
  return { join: (streamerId, ask) => batches.ask(String(streamerId), ask) }
}

/** A message needs no mark: it joins the raffle of its own time, and that once, by the key of the entries. */
function joinRaffle(store: Ports['store'], streamerId: StreamerId, asks: readonly Joining[]): Promise<Answer<true>[]> {
  return store.transact(async (tx) => {
    const raffle = await tx.holdRaffle(streamerId)
    const joining = asks.filter(({ sentAt }) => raffle && isInTime(raffle, sentAt))
    if (raffle && joining.length > 0) {
      const accounts = joining.map(({ account }) => account)
      const viewerIds = await tx.ensureViewers(streamerId, accounts)
      const entrants = accounts.flatMap(({ platform, name }, index) => {
        const viewerId = viewerIds[index]
        return viewerId === undefined ? [] : [{ viewerId, platform, name }]
      })
      tx.addRaffleEntrants(raffle, entrants)
    }
    const joined = new Set(joining)
    return asks.map((ask) => (joined.has(ask) ? yes<true>(true) : no('no-raffle')))
  })
}

/** Ends a raffle that is due: chance picks among those who joined, and they share the points. False: it ended before, or is not due. */
export async function endRaffle(
  { store, clock, chance, live }: Pick<Ports, 'store' | 'clock' | 'chance' | 'live'>,
  raffleId: number,
): Promise<boolean> {
  const ended = await store.transact(async (tx) => {
    const raffle = await tx.lockRaffle(raffleId)
    if (!raffle || raffle.dueAt > clock.now()) return false
    const { streamerId } = raffle
    const entrants = await tx.findRaffleEntrants(raffleId)
    const picked = pickSome(entrants, raffle.winners, chance.below)
    const balances = await tx.lockBalances(
      streamerId,
      picked.map(({ viewerId }) => viewerId),
    )
    const shares = shareOut(raffle.points, picked.length)
    const winners = picked.map((one, index) => ({
      ...one,
      share: Math.min(shares[index] ?? 0, Math.max(0, mostPoints - (balances[index] ?? 0))),
    }))
    tx.move(movementsOf(raffle, winners))
    tx.endRaffle(raffleId, clock.now())
    tx.addChannelNews(streamerId, { kind: 'raffle-ended', joined: entrants.length, winners })
    tx.addAudit(streamerId, 'timer', 'raffle ended', undefined, { raffleId, joined: entrants.length, winners })
    return true
  })
  if (ended) live.nudge()
  return ended
}

function movementsOf({ id, streamerId }: Raffle, winners: readonly RaffleWinner[]): Movement[] {
  const paid = winners.filter(({ share }) => share > 0)
  return paid.map(({ viewerId, share }) => ({
    streamerId,
    viewerId,
    amount: share,
    reason: 'raffle',
    key: `raffle:${id}`,
  }))
}
