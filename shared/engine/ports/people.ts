/** People who sign in, and the accounts that they proved to be theirs. */
import type { Account, Platform, StreamerId, UserId } from '../../giveaway/words.ts'
import type { AccountTokens } from './chat.ts'

/**
 * What an account is linked for. `streamer`: the user's own, with which they sign in. `bot`: it speaks in their channel. A user has at
 * most one of a platform for each.
 */
export type Purpose = 'streamer' | 'bot'

/** What leave an account is asked for: to know who it is, to read what only the owner of a channel may, or to speak as the bot. */
export const accesses = ['identity', 'channel', 'bot'] as const

export type Access = (typeof accesses)[number]

/** A linked account, without its tokens. */
export interface Connection {
  readonly id: number
  readonly userId: UserId
  readonly purpose: Purpose
  readonly account: Account
  readonly scopes: readonly string[]
  /** When the access token ends. */
  readonly expiresAt: Date | undefined
  /** Whether its tokens are kept: those of an account that is only the user's own are not. */
  readonly keepsTokens: boolean
  /** `reconnect`: its tokens are dead, the account must be linked again. */
  readonly status: 'connected' | 'reconnect'
}

/** An account that somebody has just signed in to. */
export interface Proven {
  readonly account: Account
  readonly tokens: AccountTokens
}

/** Signing in to one platform with a code (RFC 6749, section 4.1; RFC 7636). Both secrets are random and seen by this sign-in only. */
export interface CodeAsk {
  readonly access: Access
  readonly redirectUri: string
  /** Where the platform offers PKCE, it is asked to hold the code for whoever knows this. */
  readonly verifier: string
}

/** One platform's sign-in. */
export interface SignIn {
  readonly platform: Platform
  /** Where the browser is sent; it comes back to `redirectUri` with a code and this state. */
  authorizeUrl(ask: CodeAsk & { readonly state: string }): string
  /** Trades a code for tokens and asks whose they are. Nothing: the platform does not take the code. Throws when it cannot be asked. */
  trade(code: string, ask: CodeAsk): Promise<Proven | undefined>
}

/** Seals tokens for the row of a connection. */
export interface TokenSeals {
  seal(connectionId: number, tokens: AccountTokens): SealedTokens
}

export type SealedTokens = AccountTokens & { readonly isSealed: true }

/** A sign-in under way. What was random stands in the database as a hash. */
export interface PendingSignIn {
  readonly stateHash: string
  readonly browserHash: string
  readonly platform: Platform
  readonly access: Access
  /** Who links the account; absent where somebody signs in. */
  readonly userId: UserId | undefined
  /** Where the browser goes afterwards: a path of ours. */
  readonly returnTo: string
  readonly expiresAt: Date
}

/** Somebody's session; its token stands in the database as a hash. */
export interface Session {
  readonly tokenHash: string
  readonly userId: UserId
  readonly expiresAt: Date
}

/** Whoever is behind a session, or behind a key. */
export interface SignedIn {
  readonly userId: UserId
  readonly name: string
  /** With which key they ask, where they do not ask themselves. */
  readonly keyId?: number
}

/** A key of a streamer's own tool, without the secret. */
export interface ApiKey {
  readonly id: number
  readonly streamerId: StreamerId
  readonly name: string
  /** What it may do; which words there are the API says. */
  readonly scopes: readonly string[]
  readonly createdAt: Date
  /** Without it, it stands until it is revoked. */
  readonly expiresAt: Date | undefined
  /** To the minute. */
  readonly lastUsedAt: Date | undefined
}

/** A key that is to be made; its secret stands in the database as a hash. */
export interface NewApiKey extends Pick<ApiKey, 'streamerId' | 'name' | 'scopes' | 'expiresAt'> {
  readonly secretHash: string
}

/** A one-time link, given in chat to whoever wants to join accounts. It opens nothing: who follows it has to sign in. */
export interface LinkCode {
  /** A UUID. */
  readonly code: string
  readonly streamerId: StreamerId
  /** Who asked for it. */
  readonly account: Pick<Account, 'platform' | 'userId' | 'name'>
  readonly expiresAt: Date
}

/** What a link says to whoever follows it; `streamer` is in whose chat it was given. */
export interface OpenLink extends Pick<LinkCode, 'account' | 'expiresAt'> {
  readonly streamer: string
}

/** The part of a transaction that is about people. The user comes first in the order of locks, before any giveaway. */
export interface PeopleTx {
  addUser(name: string): Promise<UserId>
  /** Locks a user, so that what they have linked changes in one transaction at a time. */
  lockUser(userId: UserId): Promise<void>
  /** Who has linked an account, and what for. */
  findConnection(account: Pick<Account, 'platform' | 'userId'>): Promise<Connection | undefined>
  findConnections(userId: UserId): Promise<Connection[]>
  /**
   * Links an account, or notes its new names. Of two users who link one account at once the second waits here; then the transaction is
   * repeated and finds it taken. A bot's account takes the place of the one that was linked before.
   */
  saveConnection(userId: UserId, purpose: Purpose, account: Account): Promise<number>
  storeTokens(connectionId: number, tokens: SealedTokens): void
  removeConnection(connectionId: number): void
  addSession(session: Session): void
  addApiKey(key: NewApiKey): Promise<ApiKey>
  /** The keys of a streamer that were not revoked, also those whose time is over, the newest first. */
  findApiKeys(streamerId: StreamerId): Promise<ApiKey[]>
  /** False: there is none that was not revoked. */
  revokeApiKey(streamerId: StreamerId, keyId: number): Promise<boolean>
  removeSession(tokenHash: string): Promise<void>
  /** A new link takes the place of the one that the account had. */
  addLinkCode(link: LinkCode): void
  /** The links of a user's accounts are used up. */
  removeLinkCodes(userId: UserId): void
}

/** What is asked about people outside a transaction. */
export interface PeopleStore {
  findSession(tokenHash: string, now: Date): Promise<SignedIn | undefined>
  findApiKeys(streamerId: StreamerId): Promise<ApiKey[]>
  /** The key with this hash, unless it was revoked or its time is over; that it was used is noted. */
  useApiKey(secretHash: string, now: Date): Promise<ApiKey | undefined>
  removeSession(tokenHash: string): Promise<void>
  /** Signs a user out in every browser. */
  removeSessions(userId: UserId): Promise<void>
  findConnections(userId: UserId): Promise<Connection[]>
  addSignIn(pending: PendingSignIn): Promise<void>
  /** Takes a sign-in of this browser, once; nothing where there is none, or its time is over. */
  takeSignIn(stateHash: string, browserHash: string, now: Date): Promise<PendingSignIn | undefined>
  findLinkCode(code: string, now: Date): Promise<OpenLink | undefined>
  /** Removes sessions, sign-ins and links whose time is over. Gives how many. */
  removeExpired(now: Date): Promise<number>
}
