/** What is done with prize keys: pools are made and filled, and a key is shown to its winner, or to the streamer who asks. */
import type { KeyAnswer, KeyRefusal } from '../giveaway/answers.ts'
import { endingOf, type FaultyLine, type KeyLine, type ReadKeys, whyNotTheirs } from '../giveaway/keys.ts'
import type { GiveawayId, KeyId, PoolId, StreamerId, UserId } from '../giveaway/words.ts'
import { handOutKeys } from './hand-out.ts'
import type { Cause, Ports } from './ports.ts'
import type { KeySeals, NewPool, Pool, PoolChange, SealedKey } from './ports/keys.ts'
import type { LockedGiveaway } from './ports/rows.ts'
import type { Tx } from './ports/store.ts'

type KeyPorts = Pick<Ports, 'store' | 'clock' | 'live'> & { readonly keySeals: KeySeals }

/** So many pools a streamer may have. */
const mostPools = 200

export async function makePool(
  { store, live }: Pick<Ports, 'store' | 'live'>,
  pool: NewPool,
  { actor }: Cause,
): Promise<KeyAnswer<Pool>> {
  const { streamerId, name, prizeClass } = pool
  const made = await store.transact(async (tx): Promise<KeyAnswer<Pool>> => {
    await tx.lockUser(streamerId)
    if ((await tx.findPools(streamerId)).length >= mostPools) return no('too-many-pools')
    const added = await tx.addPool(pool)
    if (!added) return no('pool-name-taken')
    tx.addAudit(streamerId, actor, 'pool made', undefined, { poolId: added.id, name, prizeClass })
    return { ok: true, value: added }
  })
  live.nudge()
  return made
}

/** Changes what a pool is called, and what wins of its keys count as in giveaways that are opened from then on. */
export async function changePool(
  { store, live }: Pick<Ports, 'store' | 'live'>,
  { streamerId, poolId }: Pick<Pool, 'streamerId'> & { readonly poolId: PoolId },
  change: Pick<PoolChange, 'name' | 'prizeClass'>,
  { actor }: Cause,
): Promise<KeyAnswer<Pool>> {
  const changed = await store.transact(async (tx): Promise<KeyAnswer<Pool>> => {
    await tx.lockUser(streamerId)
    const pool = await tx.findPool(streamerId, poolId)
    if (!pool) return no('no-such-pool')
    if (!(await tx.changePool(pool, change))) return no('pool-name-taken')
    tx.addAudit(streamerId, actor, 'pool changed', undefined, { poolId, ...change })
    const { name = pool.name, prizeClass = pool.prizeClass } = change
    return { ok: true, value: { ...pool, name, prizeClass: prizeClass ?? undefined } }
  })
  live.nudge()
  return changed
}

/** How an import stands: of so many lines so many are done with, so many keys were added, and these lines gave none. */
export interface KeyImport {
  readonly lines: number
  readonly done: number
  readonly added: number
  /** Comes with the last word. */
  readonly faults?: readonly FaultyLine[]
}

/** Keys in one transaction: an import that breaks off has added whole parts, and sent again it adds the rest. */
const keysAtOnce = 2_000

/**
 * Adds keys to a pool, and says after each part how far it is; the last word is the report. Keys that the streamer has already, in
 * whatever pool, are left out and reported. Ends at once, with nothing, where there is no such pool.
 */
export async function* importKeys(
  ports: KeyPorts,
  { streamerId, poolId, read }: { readonly streamerId: StreamerId; readonly poolId: PoolId; readonly read: ReadKeys },
  cause: Cause,
): AsyncGenerator<KeyImport> {
  const { keys, faults } = read
  const lines = keys.length + faults.length
  let added = 0
  const known: FaultyLine[] = []
  for (let from = 0; from === 0 || from < keys.length; from += keysAtOnce) {
    const part = keys.slice(from, from + keysAtOnce)
    const present = await addPart(ports, streamerId, poolId, part, cause)
    if (!present) return
    added += part.length - present.size
    known.push(...part.filter(({ line }) => present.has(line)).map(({ line }) => ({ line, fault: 'known' as const })))
    const isLast = from + keysAtOnce >= keys.length
    const done = isLast ? lines : from + keysAtOnce
    const all = isLast && [...faults, ...known].toSorted((one, other) => one.line - other.line)
    yield { lines, done, added, ...(all && { faults: all }) }
  }
}

/** Removes keys that are nobody's: one, or all of the pool. Gives how many. */
export async function removeKeys(
  { store, live }: Pick<Ports, 'store' | 'live'>,
  { streamerId, poolId, keyId }: WhichKey<KeyId | undefined>,
  { actor }: Cause,
): Promise<KeyAnswer<number>> {
  const removed = await store.transact(async (tx): Promise<KeyAnswer<number>> => {
    if (!(await tx.findPool(streamerId, poolId))) return no('no-such-pool')
    const gone = await tx.removeKeys(streamerId, poolId, keyId)
    if (keyId !== undefined && gone.length === 0) return no('no-such-key')
    const named = keyId === undefined ? {} : { prizeKeyId: keyId }
    if (gone.length > 0)
      tx.addAudit(streamerId, actor, 'keys removed', undefined, { poolId, count: gone.length, ...named })
    return { ok: true, value: gone.length }
  })
  live.nudge()
  return removed
}

/** Shows a key to the streamer, and writes down that it was shown. */
export async function showKey(
  { store, keySeals, live }: KeyPorts,
  { streamerId, poolId, keyId }: WhichKey<KeyId>,
  { actor }: Cause,
): Promise<KeyAnswer<string>> {
  const shown = await store.transact(async (tx): Promise<KeyAnswer<string>> => {
    const sealed = await tx.findSealedKey(streamerId, poolId, keyId)
    if (sealed === undefined) return no('no-such-key')
    const key = keySeals.open(keyId, sealed)
    if (key === undefined) return no('key-lost')
    tx.addAudit(streamerId, actor, 'key shown', undefined, { poolId, prizeKeyId: keyId })
    return { ok: true, value: key }
  })
  live.nudge()
  return shown
}

/** A key as its winner sees it. */
export interface ShownKey {
  readonly key: string
  /** When they saw it first. */
  readonly revealedAt: Date
}

/**
 * Shows a winner the key of their win, and hands one out where none was left before. Asked again it is the same key, and each time is
 * written down. The user has to have linked the account that won.
 */
export async function claimKey(
  ports: KeyPorts,
  {
    streamerId,
    userId,
    giveawayId,
  }: { readonly streamerId: StreamerId; readonly userId: UserId; readonly giveawayId: GiveawayId },
  { actor }: Cause,
): Promise<KeyAnswer<ShownKey>> {
  const { store, keySeals, clock, live } = ports
  const claimed = await store.transact(async (tx): Promise<KeyAnswer<ShownKey>> => {
    const found = await findHeld(ports, tx, streamerId, userId, giveawayId)
    if (!found.ok) return found
    const { id: keyId, sealed, pick, revealedAt = clock.now(), poolId } = found.value
    const key = keySeals.open(keyId, sealed)
    if (key === undefined) return no('key-lost')
    tx.markRevealed(keyId, revealedAt)
    tx.addAudit(streamerId, actor, 'key shown to its winner', giveawayId, { poolId, prizeKeyId: keyId, pick })
    return { ok: true, value: { key, revealedAt } }
  })
  live.nudge()
  return claimed
}

/**
 * Seals keys that another bot kept as they were, before anything is done with them. Gives how many.
 */
export async function sealPlainKeys({ store, keySeals }: Pick<KeyPorts, 'store' | 'keySeals'>): Promise<number> {
  for (let count = 0; ;) {
    const sealed = await store.transact(async (tx) => {
      const plain = await tx.findPlainKeys(keysAtOnce)
      for (const { id, streamerId, poolId, token } of plain) {
        const secret = await findSecret(keySeals, tx, { id: poolId, streamerId })
        tx.sealPlainKey(sealKey(keySeals, secret, id, token))
      }
      return plain.length
    })
    count += sealed
    if (sealed < keysAtOnce) return count
  }
}

interface WhichKey<Key> {
  readonly streamerId: StreamerId
  readonly poolId: PoolId
  readonly keyId: Key
}

/** Adds some keys. Gives the lines of those that were there; nothing where there is no such pool. */
function addPart(
  { store, keySeals, live }: KeyPorts,
  streamerId: StreamerId,
  poolId: PoolId,
  lines: readonly KeyLine[],
  { actor }: Cause,
): Promise<Set<number> | undefined> {
  return store.transact(async (tx) => {
    const pool = await tx.findPool(streamerId, poolId)
    if (!pool) return undefined
    const secret = await findSecret(keySeals, tx, pool)
    const ids = await tx.takeKeyIds(lines.length)
    const keys = lines.map(({ key }, index) => sealKey(keySeals, secret, ids[index] ?? 0, key))
    const added = new Set(await tx.addKeys(pool, keys))
    if (added.size > 0) tx.addAudit(streamerId, actor, 'keys added', undefined, { poolId, count: added.size })
    live.nudge()
    return new Set(lines.flatMap(({ line }, index) => (added.has(ids[index] ?? 0) ? [] : line)))
  })
}

function sealKey(seals: KeySeals, secret: string, id: KeyId, key: string): SealedKey {
  return { id, token: seals.seal(id, key), fingerprint: seals.fingerprint(secret, key), ending: endingOf(key) }
}

/** The secret that the fingerprints of a streamer's keys are made with: each pool has it, sealed for itself. */
async function findSecret(
  seals: KeySeals,
  tx: Tx,
  { id, streamerId }: Pick<Pool, 'id' | 'streamerId'>,
): Promise<string> {
  // Two that come first at once would else make two secrets, and a key could come twice.
  await tx.lockUser(streamerId)
  const pools = await tx.findPools(streamerId)
  const own = pools.find((pool) => pool.id === id)?.sealedSecret
  if (own !== undefined) return seals.openSecret(id, own)
  const other = pools.find(({ sealedSecret }) => sealedSecret !== undefined)
  const secret = other?.sealedSecret === undefined ? seals.makeSecret() : seals.openSecret(other.id, other.sealedSecret)
  await tx.changePool({ id, streamerId }, { sealedSecret: seals.sealSecret(id, secret) })
  return secret
}

interface Found {
  readonly id: KeyId
  readonly sealed: string
  readonly pick: number
  readonly poolId: PoolId
  readonly revealedAt: Date | undefined
}

async function findHeld(
  ports: KeyPorts,
  tx: Tx,
  streamerId: StreamerId,
  userId: UserId,
  giveawayId: GiveawayId,
): Promise<KeyAnswer<Found>> {
  const giveaway = await tx.lockGiveaway(giveawayId)
  if (!giveaway || giveaway.streamerId !== streamerId) return no('no-such-giveaway')
  const { poolId } = giveaway.rules
  if (poolId === undefined) return no('no-keys-here')
  const wins = await tx.findWins(giveawayId, userId)
  // Whoever was drawn under two accounts has what the better of the two gives.
  const win = wins.find((one) => whyNotTheirs(giveaway.status, one) === undefined) ?? wins[0]
  if (!win) return no('not-won')
  const refused = whyNotTheirs(giveaway.status, win)
  const held = await tx.lockHeldKey(giveawayId, poolId, win.pick, userId)
  if (held && !held.isOwn) return no('other-account')
  // Whoever saw it knows it: a later no hides nothing.
  if (refused && !held?.revealedAt) return no(refused)
  const key = held ?? (await handOutLate(ports, tx, giveaway, poolId, win.pick, userId))
  return key ? { ok: true, value: { ...key, pick: win.pick, poolId } } : no('no-key-left')
}

async function handOutLate(
  ports: KeyPorts,
  tx: Tx,
  giveaway: LockedGiveaway,
  poolId: PoolId,
  pick: number,
  userId: UserId,
) {
  await handOutKeys(ports, tx, giveaway, [{ pick }])
  return tx.lockHeldKey(giveaway.id, poolId, pick, userId)
}

function no(code: KeyRefusal): { readonly ok: false; readonly code: KeyRefusal } {
  return { ok: false, code }
}
