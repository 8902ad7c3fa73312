/** Chat as every platform gives it, and the accounts behind it. */
import type { Account, Finding, Platform, Roles } from '../../giveaway/words.ts'

/** One chat message, the same for every platform. */
export interface ChatMessage {
  readonly platform: Platform
  /** The platform's stable id of the channel. */
  readonly channelId: string
  readonly id: string
  readonly account: Account
  readonly roles: Roles
  /** As typed, invisible padding included, which `readWord` takes out; without the codes that a platform writes for its emotes. */
  readonly text: string
  /** The platform's own time. */
  readonly sentAt: Date
}

/** How a platform's connection stands. `reconnect-account` needs a person: the account must be linked again. */
export type ChatState = 'connecting' | 'connected' | 'disconnected' | 'reconnect-account'

/** By which way a platform gives chat. `webhook` is posted to us, `poll` and `stream` are asked for over HTTP. */
export const chatWays = ['irc', 'stream', 'poll', 'webhook', 'socket'] as const

export type ChatWay = (typeof chatWays)[number]

/** How far a chat is reached at the moment. */
export interface ChatReach {
  /** The ways by which lines come; none while none do. */
  readonly ways: readonly ChatWay[]
  /** Milliseconds until it is tried again; absent while nothing is waited for. */
  readonly triesIn: number | undefined
  /** Whether the channel is live: stands here where reading the chat is what tells it. */
  readonly isLive?: boolean | undefined
}

/** What became of an outgoing line. `dropped` was refused by the platform, with its code. */
export type Sent = { readonly ok: true } | { readonly ok: false; readonly reason: string }

/** One account of ours in one channel of one platform. */
export interface Chat {
  readonly platform: Platform
  readonly channelId: string
  /** The longest line in UTF-16 units. */
  readonly maxLength: number
  /** Connects, and keeps connecting until `stop`. Resolves after the first attempt, however it ended. */
  start(): Promise<void>
  stop(): Promise<void>
  reach(): ChatReach
  /** Milliseconds until a line may be sent within the platform's limits; 0 is now. */
  readyIn(): number
  /** Sends one line that is not longer than `maxLength`. Never throws for what the platform refuses. */
  send(text: string): Promise<Sent>
  onMessage(listener: (message: ChatMessage) => void): void
  onState(listener: (state: ChatState, detail: string) => void): void
  /** The account behind a name as it is now, or nothing where nobody has it. Throws when the platform cannot be asked. */
  findAccount(login: string): Promise<Account | undefined>
  /** What is left of the platform's quota of the day; absent where a platform counts none. */
  readonly budget?: () => ChatBudget
}

/** A day's quota of a platform, in its units. */
export interface ChatBudget {
  readonly limit: number
  readonly used: number
  readonly left: number
  /** What a stream of four hours takes, as the bot usually reads and speaks. */
  readonly fourHours: number
  /** Lines that can still be said today, reading for four hours kept apart. */
  readonly lines: number
  /** `tight`: a stream of four hours no longer fits. `spent`: the platform is not asked again until `resetsAt`. */
  readonly state: 'ample' | 'tight' | 'spent'
  readonly resetsAt: Date
  /** The same as a sentence. */
  readonly detail: string
}

/** What a platform posts to us. Its signature is over the bytes of the body, so they come as they arrived. */
export interface Delivery {
  /** By names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Uint8Array
}

/**
 * What is answered to a delivery. `taken` is done with, also where it is nothing for us: it need not come again. `refused` is not
 * signed by the platform. `later` could not be checked or used now, and should come again.
 */
export type Receipt = 'taken' | 'refused' | 'later'

/** Takes deliveries of one platform, whoever brings them: it checks who signed them. Quick, and never rejects. */
export type Webhook = (delivery: Delivery) => Promise<Receipt>

/** The accounts behind many logins or ids of one platform; what nobody has is absent. Throws when the platform cannot be asked. */
export type FindAccounts = (by: 'login' | 'id', values: readonly string[]) => Promise<Account[]>

/** What a platform tells of somebody only when asked; absent is what it tells nobody. Neither rejects: what cannot be found out is `unknown`. */
export interface LookUps {
  /** Since when they follow the streamer's channel. */
  readonly followedAt?: (account: Account) => Promise<Finding>
  /** Since when the account exists. */
  readonly createdAt?: (account: Account) => Promise<Finding>
  /** Who is behind many names or ids; unlike the others it throws when the platform cannot be asked. */
  readonly findAccounts?: FindAccounts
}

/** Platforms without look-ups know nothing. */
export type LookUpsByPlatform = Readonly<Partial<Record<Platform, LookUps>>>

/** A linked account's tokens, opened. `expiresAt` is absent where the platform did not say. */
export interface AccountTokens {
  readonly accessToken: string
  readonly refreshToken: string | undefined
  readonly expiresAt: Date | undefined
  readonly scopes: readonly string[]
}

/** The tokens of linked accounts, sealed at rest. */
export interface TokenStore {
  find(connectionId: number): Promise<AccountTokens | undefined>
  /**
   * Renews under the lock of the connection's row, so that one refresh is in flight across all processes, and stores the answer in
   * the same transaction. When the stored access token is no longer `spent`, somebody else renewed it: gives that one.
   * `dead` from `renew` marks the connection as to be linked again and gives nothing.
   */
  renew(
    connectionId: number,
    spent: string,
    renew: (tokens: AccountTokens) => Promise<AccountTokens | 'dead'>,
  ): Promise<AccountTokens | undefined>
}

/** Where reading a chat by the page stands. */
export interface ChatPosition {
  /** The platform's id of the chat: a channel has another one in each stream. */
  readonly chatId: string
  readonly pageToken: string
  /** The platform's time of the newest message up to here. */
  readonly readUntil: Date
}

/** Keeps where reading stands across restarts. */
export interface PositionStore {
  find(platform: Platform, channelId: string): Promise<ChatPosition | undefined>
  save(platform: Platform, channelId: string, position: ChatPosition): Promise<void>
}

/** Counts what a project used of a platform's quota, over all processes. */
export interface QuotaStore {
  /** Adds units to a day of the platform's calendar, as YYYY-MM-DD. Gives the day's sum. */
  spend(platform: Platform, project: string, day: string, units: number): Promise<number>
}
