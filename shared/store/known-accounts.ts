/** What one process knows of accounts, so that those who are as they were cost no statement. */
import { LRUCache } from 'lru-cache'
import type { Account, StreamerId, ViewerId } from '../giveaway/words.ts'
import { ensureViewers, holdIdentities } from './chat-identities.ts'
import { RepeatError, type Session } from './transaction.ts'

/** Viewers of accounts that stand in the database with this login and name. A merge in the channel puts all of them out of date. */
export interface KnownAccounts {
  /** The number of merges in the channel for which `find` answers; nothing before the first `note`. */
  merges(streamerId: StreamerId): number | undefined
  find(streamerId: StreamerId, account: Account): ViewerId | undefined
  /** Notes viewers, as they were read with that many merges. */
  note(streamerId: StreamerId, merges: number, accounts: readonly Account[], viewerIds: readonly ViewerId[]): void
  /** Channels whose viewers another process pays as well, as the last look showed. */
  readonly paidElsewhere: Set<StreamerId>
}

interface Known {
  readonly merges: number
  readonly login: string
  readonly name: string
  readonly viewerId: ViewerId
}

export function createKnownAccounts(): KnownAccounts {
  const accounts = new LRUCache<string, Known>({ max: 200_000 })
  const counts = new Map<StreamerId, number>()
  const keyOf = (streamerId: StreamerId, { platform, userId }: Account) => `${streamerId}:${platform}:${userId}`
  return {
    paidElsewhere: new Set(),
    merges: (streamerId) => counts.get(streamerId),
    find(streamerId, account) {
      const known = accounts.get(keyOf(streamerId, account))
      if (known?.merges !== counts.get(streamerId) || known?.login !== account.login) return undefined
      return known.name === account.name ? known.viewerId : undefined
    },
    note(streamerId, merges, noted, viewerIds) {
      counts.set(streamerId, merges)
      for (const [index, account] of noted.entries()) {
        const viewerId = viewerIds[index]
        const { login, name } = account
        if (viewerId !== undefined) accounts.set(keyOf(streamerId, account), { merges, login, name, viewerId })
      }
    },
  }
}

export interface HeldViewers {
  /** In the order of the accounts. */
  readonly viewerIds: Promise<ViewerId[]>
  /** Nothing may be written before it resolves. Rejects with `RepeatError` when somebody was merged since this process came to know them. */
  readonly checked: Promise<void>
}

/** The viewers of these accounts, made where they are new, and none of them merged before the commit. For those who are known nothing is asked. */
export function holdViewers(
  session: Session,
  known: KnownAccounts,
  streamerId: StreamerId,
  accounts: readonly Account[],
): HeldViewers {
  holdIdentities(session)
  const counting = countMerges(session, streamerId)
  const before = known.merges(streamerId)
  // Whatever broke the first try: the second one rests on nothing that is remembered.
  const viewerIds = accounts.map((account) => (session.repeated ? undefined : known.find(streamerId, account)))
  const strangers = accounts.filter((_, index) => viewerIds[index] === undefined)
  const making = strangers.length > 0 ? makeStrangers(session, known, streamerId, strangers, counting) : []
  return { viewerIds: fill(viewerIds, making), checked: check() }

  async function check(): Promise<void> {
    const merges = await counting
    if (merges === before || strangers.length === accounts.length) return
    known.note(streamerId, merges, [], [])
    throw new RepeatError(`Viewers of streamer ${streamerId} were merged since this process came to know them.`)
  }
}

async function countMerges({ query }: Session, streamerId: StreamerId): Promise<number> {
  const [row] = await query<{ merges: number }>('SELECT merges FROM bot_configs WHERE streamer_id = $1', [streamerId])
  return row?.merges ?? 0
}

async function makeStrangers(
  session: Session,
  known: KnownAccounts,
  streamerId: StreamerId,
  strangers: readonly Account[],
  counting: Promise<number>,
): Promise<ViewerId[]> {
  const [merges, made] = await Promise.all([counting, ensureViewers(session, streamerId, strangers)])
  // Until the commit they may come to nothing.
  session.onCommit(() => known.note(streamerId, merges, strangers, made))
  return made
}

async function fill(
  known: readonly (ViewerId | undefined)[],
  making: Promise<ViewerId[]> | ViewerId[],
): Promise<ViewerId[]> {
  const made = await making
  let next = 0
  return known.flatMap((viewerId) => viewerId ?? made[next++] ?? [])
}
