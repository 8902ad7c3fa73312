/** The store: connects to PostgreSQL and gives the engine everything durable. */
import type { Pool } from 'pg'
import type { Store, Tx } from '../engine/ports/store.ts'
import { nextStep } from '../giveaway/lifecycle.ts'
import type { StreamerId } from '../giveaway/words.ts'
import { openAccess, openAccessTx } from './access-grants.ts'
import { lockGiveawayFor } from './askers.ts'
import * as keys from './api-keys.ts'
import { addAudit, findAuditReach, listAudit } from './audit-log.ts'
import * as configs from './bot-configs.ts'
import * as texts from './bot-texts.ts'
import { findChanges } from './changes.ts'
import * as identities from './chat-identities.ts'
import { openCommands, openCommandTx } from './command-words.ts'
import { findChatters, noteChatters } from './chatters.ts'
import { openJoin, openJoinTx } from './event-participants.ts'
import { readExport } from './exports.ts'
import { excludeViewer, includeViewer } from './excluded-viewers.ts'
import * as entries from './giveaway-entries.ts'
import { removeOldAttempts } from './giveaway-entry-attempts.ts'
import * as templates from './giveaway-templates.ts'
import * as winners from './giveaway-winners.ts'
import * as giveaways from './giveaways.ts'
import { markAllHandled, markHandled, removeOldMessages } from './handled-messages.ts'
import { createKnownAccounts, type KnownAccounts } from './known-accounts.ts'
import * as mine from './mine.ts'
import * as outbox from './outbox.ts'
import { claimRequest, keepAnswer, removeOldRequests } from './idempotency-keys.ts'
import { openHooks, openHookTx } from './hooks.ts'
import * as links from './link-codes.ts'
import * as accounts from './linked-accounts.ts'
import * as overlays from './overlays.ts'
import * as imports from './point-imports.ts'
import { removeOldQuotaDays } from './quota-days.ts'
import * as raffles from './raffles.ts'
import * as sessions from './sessions.ts'
import { openPool } from './pg-pool.ts'
import { openPrizeKeys, openPrizeKeyTx } from './prize-keys.ts'
import { openShop, openShopTx } from './shop.ts'
import { type Reader, readerOf } from './statements.ts'
import { readApart, readOver, type Session, throwOutage, transact } from './transaction.ts'
import * as balances from './user-balances.ts'
import * as viewers from './viewers.ts'
import * as viewerLists from './viewer-lists.ts'
import * as messages from './winner-messages.ts'

export interface OpenStore extends Store {
  addStreamer(displayName: string, settings?: configs.FirstSettings): Promise<StreamerId>
  /** The first streamer of this database, when there is one. */
  findFirstStreamer(): Promise<StreamerId | undefined>
  readonly pool: Pool
  close(): Promise<void>
}

export interface StoreOptions {
  readonly url: string
  /** Connections at most. */
  readonly connections?: number
  /** Told of broken idle connections; the next query opens a new one. */
  readonly onError?: (error: Error) => void
}

/** Opens a store. Connects with the first query. */
export function openStore({ url, connections = 10, onError = () => undefined }: StoreOptions): OpenStore {
  const pool = openPool(url, connections, onError)
  const over = <T>(read: (reader: Reader) => Promise<T>): Promise<T> => readOver(pool, read).catch(throwOutage)
  const known = createKnownAccounts()
  const reader = readerOf((text, values) => pool.query(text, values as unknown[]).catch(throwOutage)) // pg only reads them
  return {
    pool,
    close: () => pool.end(),
    transact: (work) => transact(pool, (session) => work(openTx(session, known))),
    ...openShop(reader),
    ...openPrizeKeys(reader),
    ...openHooks(reader),
    ...openAccess(reader),
    ...openJoin(reader),
    ...openCommands(reader),
    findTexts: (streamerId) => texts.findTexts(reader, streamerId),
    findTemplates: (streamerId) => templates.findTemplates(reader, streamerId),
    findGiveaway: (id) => giveaways.findGiveaway(reader, id),
    findDrafts: (streamerId) => giveaways.findDrafts(reader, streamerId),
    findRunning: (streamerId) => giveaways.findRunning(reader, streamerId),
    findLatest: (streamerId, count) => giveaways.findLatest(reader, streamerId, count),
    findComing: async () =>
      (await giveaways.findStepping(reader)).flatMap((giveaway) => {
        const next = nextStep(giveaway)
        return next ? [{ id: giveaway.id, at: next.at }] : []
      }),
    findWinners: (id) => winners.findWinners(reader, id),
    findAwaited: (streamerId, now) => winners.findAwaited(reader, streamerId, now),
    findDrawnIn: (streamerId, account, count) => winners.findDrawnIn(reader, streamerId, account, count),
    findWinnerMessages: (id, pick) => messages.findWinnerMessages(reader, id, pick),
    readEntries: (id) => readApart(pool, (apart) => entries.readEntries(apart, id)),
    findPicked: (id, viewerIds, now) => entries.findPicked(reader, id, viewerIds, now),
    findLatestEntries: (id, count) => entries.findLatestEntries(reader, id, count),
    findTickets: (id, account) => entries.findTickets(reader, id, account),
    findBalance: (streamerId, account) => balances.findBalance(reader, streamerId, account),
    findRichest: (...asked) => over((reader) => balances.findRichest(reader, ...asked)),
    findAccountByLogin: (...asked) => identities.findAccountByLogin(reader, ...asked),
    findSettings: (streamerId) => configs.findSettings(reader, streamerId),
    async noteChatters(streamerId, notes) {
      // Apart: a new name locks its row, too, and two transactions that lock twice could deadlock.
      const accounts = notes.map(({ account }) => account)
      await transact(pool, (session) => identities.ensureViewers(session, streamerId, accounts))
      await transact(pool, async (session) => noteChatters(session, streamerId, notes))
    },
    payChatters: (payout) => transact(pool, (session) => balances.payChatters(session, known, payout)),
    findDueRaffles: (now) => raffles.findDueRaffles(reader, now),
    listGiveaways: (streamerId, page) => giveaways.listGiveaways(reader, streamerId, page),
    listEntries: (id, page) => entries.listEntries(reader, id, page),
    listWinners: (id, page) => winners.listWinners(reader, id, page),
    listAudit: (streamerId, filter, page) => listAudit(reader, streamerId, filter, page),
    findAuditReach: (streamerId, after) => findAuditReach(reader, streamerId, after),
    findRefund: (id, viewerId) => balances.findRefund(reader, id, viewerId),
    findChanges: (...asked) => findChanges(reader, ...asked),
    findAccountsOf: (streamerId, viewerId) => identities.findAccountsOf(reader, streamerId, viewerId),
    listViewers: (...asked) => over((reader) => viewerLists.listViewers(reader, ...asked)),
    listRichViewers: (...asked) => over((reader) => viewerLists.listRichViewers(reader, ...asked)),
    findViewerFace: (streamerId, viewerId) => viewerLists.findViewerFace(reader, streamerId, viewerId),
    listLedger: (streamerId, viewerId, page) => viewerLists.listLedger(reader, streamerId, viewerId, page),
    listExcluded: (streamerId, page) => viewerLists.listExcluded(reader, streamerId, page),
    findViewerOf: (streamerId, userId) => mine.findViewerOf(reader, streamerId, userId),
    listOwnEntries: (streamerId, viewerId, page) => mine.listOwnEntries(reader, streamerId, viewerId, page),
    findHolding: (id, viewerId) => mine.findHolding(reader, id, viewerId),
    listOwnWins: (streamerId, viewerId, page) => mine.listOwnWins(reader, streamerId, viewerId, page),
    findNews: (afterId, count) => outbox.findNews(reader, afterId, count),
    findChannelNews: (afterId, count) => outbox.findChannelNews(reader, afterId, count),
    findLastNewsId: () => outbox.findLastNewsId(reader),
    takeAnnouncements: (streamerId) => outbox.takeAnnouncements(reader, streamerId),
    markAnnounced: (ids) => outbox.markAnnounced(reader, ids),
    findSession: (tokenHash, now) => sessions.findSession(reader, tokenHash, now),
    findApiKeys: (streamerId) => keys.findApiKeys(reader, streamerId),
    useApiKey: (secretHash, now) => keys.useApiKey(reader, secretHash, now),
    removeSession: (tokenHash) => sessions.removeSession(reader, tokenHash),
    removeSessions: (userId) => sessions.removeSessions(reader, userId),
    findConnections: (userId) => accounts.findConnections(reader, userId),
    addSignIn: (pending) => sessions.addSignIn(reader, pending),
    takeSignIn: (state, browser, now) => sessions.takeSignIn(reader, state, browser, now),
    findLinkCode: (code, now) => links.findLinkCode(reader, code, now),
    removeExpired: (now) => sessions.removeExpired(reader, now),
    removeOldAttempts: (before, count) => transact(pool, (session) => removeOldAttempts(session, before, count)),
    removeOldMessages: (before, count) => removeOldMessages(reader, before, count),
    removeOldQuotaDays: (before) => removeOldQuotaDays(reader, before),
    removeOldRequests: (before, count) => removeOldRequests(reader, before, count),
    removeOldNews: (before, count) => outbox.removeOldNews(reader, before, count),
    findOverlays: (streamerId) => overlays.findOverlays(reader, streamerId),
    useOverlay: (tokenHash, now) => overlays.useOverlay(reader, tokenHash, now),
    findSample: (id, count) => entries.findSample(reader, id, count),
    addStreamer: (name, settings = {}) => transact(pool, (session) => configs.addStreamer(session, name, settings)),
    findAccounts: (...asked) => identities.findAccounts(reader, ...asked),
    readExport: (streamerId, ask) => readExport(url, streamerId, ask),
    listImports: (streamerId, page) => imports.listImports(reader, streamerId, page),
    findImport: (streamerId, checksum) => imports.findImport(reader, streamerId, checksum),
    findFirstStreamer: () => configs.findFirstStreamer(reader),
  }
}

function openTx(session: Session, known: KnownAccounts): Tx {
  return {
    ...openShopTx(session),
    ...openPrizeKeyTx(session),
    ...openHookTx(session),
    ...openAccessTx(session),
    ...openJoinTx(session),
    ...openCommandTx(session),
    claimRequest: (request) => claimRequest(session, request),
    keepAnswer: (request, answer) => keepAnswer(session, request, answer),
    markHandled: (message) => markHandled(session, message),
    markAllHandled: (keys) => markAllHandled(session, keys),
    lockGiveawayFor: (id, asks) => lockGiveawayFor(session, known, id, asks),
    addEntries: (state, attempts) => entries.addEntries(session, state, attempts),
    lockGiveaway: (id) => giveaways.lockGiveaway(session, id),
    addGiveaway: (giveaway) => held(session, () => giveaways.addGiveaway(session, giveaway)),
    changeGiveaway: (id, step) => giveaways.changeGiveaway(session, id, step),
    isWordFree: (streamerId, word) => giveaways.isWordFree(session, streamerId, word),
    readEntries: (id) => entries.readEntries(session, id),
    findWinners: (id) => winners.findWinners(session, id),
    addWinners: (giveaway, drawn) => winners.addWinners(session, giveaway, drawn),
    changeWinners: (id, picks, change) => winners.changeWinners(session, id, picks, change),
    findViewer: (streamerId, account) => held(session, () => identities.findViewer(session, streamerId, account)),
    countWinnerMessages: (id, pick) => messages.countWinnerMessages(session, id, pick),
    addWinnerMessage: (id, pick, message) => messages.addWinnerMessage(session, id, pick, message),
    removeEntry: (giveaway, viewerId) => entries.removeEntry(session, giveaway, viewerId),
    refundEntries: (giveaway) => balances.refund(session, giveaway),
    ensureViewers: (streamerId, accounts) => identities.ensureViewers(session, streamerId, accounts),
    findChatters: (streamerId, from, until) => findChatters(session, streamerId, from, until),
    lockBalances: (streamerId, viewerIds) => balances.lockBalances(session, streamerId, viewerIds),
    move: (movements) => balances.move(session, movements),
    findLastChange: (...asked) => held(session, () => balances.findLastChange(session, ...asked)),
    findSettings: (streamerId) => configs.findSettings(session, streamerId),
    lockSettings: (streamerId) => configs.lockSettings(session, streamerId),
    saveSettings: (settings) => configs.saveSettings(session, settings),
    hasGambled: (viewerId, seconds) => balances.hasGambled(session, viewerId, seconds),
    hasMovement: (viewerId, key) => balances.hasMovement(session, viewerId, key),
    addImport: (ask) => imports.addImport(session, ask),
    changeImport: (id, step) => imports.changeImport(session, id, step),
    lockImport: (streamerId, id) => imports.lockImport(session, streamerId, id),
    findImported: (id) => held(session, () => imports.findImported(session, id)),
    excludeViewer: (...exclusion) => excludeViewer(session, ...exclusion),
    includeViewer: (streamerId, viewerId) => includeViewer(session, streamerId, viewerId),
    findTexts: (streamerId) => texts.findTexts(session, streamerId),
    saveText: (streamerId, key, template) => texts.saveText(session, streamerId, key, template),
    deleteText: (streamerId, key) => texts.deleteText(session, streamerId, key),
    saveTemplate: (streamerId, template) => templates.saveTemplate(session, streamerId, template),
    deleteTemplate: (streamerId, name) => templates.deleteTemplate(session, streamerId, name),
    addRaffle: (raffle) => raffles.addRaffle(session, raffle),
    holdRaffle: (streamerId) => raffles.holdRaffle(session, streamerId),
    lockRaffle: (id) => raffles.lockRaffle(session, id),
    addRaffleEntrants: (raffle, entrants) => raffles.addRaffleEntrants(session, raffle, entrants),
    findRaffleEntrants: (id) => raffles.findRaffleEntrants(session, id),
    endRaffle: (id, at) => raffles.endRaffle(session, id, at),
    addChannelNews: (streamerId, news) => outbox.addChannelNews(session, streamerId, news),
    lockCommunities: (userId) => viewers.lockCommunities(session, userId),
    findHeld: (streamerId, viewerIds) => viewers.findHeld(session, streamerId, viewerIds),
    mergeEntries: (merged) => viewers.mergeEntries(session, merged),
    mergeViewer: (streamerId, stays, goes) => viewers.mergeViewer(session, streamerId, stays, goes),
    addUser: (name) => accounts.addUser(session, name),
    lockUser: (userId) => accounts.lockUser(session, userId),
    findConnection: (account) => accounts.findConnection(session, account),
    findConnections: (userId) => accounts.findConnections(session, userId),
    saveConnection: (userId, purpose, account) => accounts.saveConnection(session, userId, purpose, account),
    storeTokens: (connectionId, tokens) => accounts.storeTokens(session, connectionId, tokens),
    removeConnection: (connectionId) => accounts.removeConnection(session, connectionId),
    addLinkCode: (link) => links.addLinkCode(session, link),
    removeLinkCodes: (userId) => links.removeLinkCodes(session, userId),
    addApiKey: (key) => keys.addApiKey(session, key),
    findApiKeys: (streamerId) => keys.findApiKeys(session, streamerId),
    revokeApiKey: (streamerId, keyId) => keys.revokeApiKey(session, streamerId, keyId),
    addSession: (signedIn) => sessions.addSession(session, signedIn),
    removeSession: (tokenHash) => sessions.removeSession(session, tokenHash),
    addOverlay: (overlay) => overlays.addOverlay(session, overlay),
    lockOverlay: (streamerId, id) => overlays.lockOverlay(session, streamerId, id),
    countOverlays: (streamerId) => overlays.countOverlays(session, streamerId),
    changeOverlay: (id, step) => overlays.changeOverlay(session, id, step),
    revokeOverlay: (id) => overlays.revokeOverlay(session, id),
    addNews: (giveaway, news) => outbox.addNews(session, giveaway, news),
    addAudit: (...audited) => addAudit(session, ...audited),
  }
}

/** Works with ids of viewers, none of whom is merged before the commit. */
function held<T>(session: Session, work: () => Promise<T>): Promise<T> {
  identities.holdIdentities(session)
  return work()
}
