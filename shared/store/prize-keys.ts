/** The verbs of prize keys, over `prize_pools`, `token_pool` and `deliveries`. */
import type { KeyStore, KeyTx } from '../engine/ports/keys.ts'
import * as prizes from './deliveries.ts'
import * as pools from './prize-pools.ts'
import type { Reader } from './statements.ts'
import * as tokens from './token-pool.ts'
import type { Session } from './transaction.ts'

export function openPrizeKeys(reader: Reader): KeyStore {
  return {
    listPools: (streamerId) => pools.listPools(reader, streamerId),
    countKeys: (streamerId) => tokens.countKeys(reader, streamerId),
    listKeys: (streamerId, which, page) => tokens.listKeys(reader, streamerId, which, page),
    findKeyNeed: (id, poolId) => prizes.findKeyNeed(reader, id, poolId),
    listOwnKeys: (streamerId, userId, page) => prizes.listOwnKeys(reader, streamerId, userId, page),
  }
}

export function openPrizeKeyTx(session: Session): KeyTx {
  return {
    addPool: (pool) => pools.addPool(session, pool),
    findPool: (streamerId, poolId) => pools.findPool(session, streamerId, poolId),
    findPools: (streamerId) => pools.findPools(session, streamerId),
    changePool: (pool, change) => pools.changePool(session, pool, change),
    takeKeyIds: (count) => tokens.takeKeyIds(session, count),
    addKeys: (pool, added) => tokens.addKeys(session, pool, added),
    removeKeys: (...which) => tokens.removeKeys(session, ...which),
    findSealedKey: (...which) => tokens.findSealedKey(session, ...which),
    handOut: (...asked) => prizes.handOut(session, ...asked),
    takeBack: (id, picks) => prizes.takeBack(session, id, picks),
    findWins: (id, userId) => prizes.findWins(session, id, userId),
    lockHeldKey: (...asked) => prizes.lockHeldKey(session, ...asked),
    markRevealed: (keyId, at) => prizes.markRevealed(session, keyId, at),
    mergeKeys: (stays, goes) => prizes.mergeKeys(session, stays, goes),
    findPlainKeys: (count) => tokens.findPlainKeys(session, count),
    sealPlainKey: (key) => tokens.sealPlainKey(session, key),
  }
}
