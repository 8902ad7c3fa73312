/** The bot's own accounts: linked once from the settings, their tokens kept alive from then on. */
import type { AccountTokens } from '@streambot/shared/engine/ports/chat.ts'
import type { Connection, Purpose } from '@streambot/shared/engine/ports/people.ts'
import type { Account, Platform, StreamerId } from '@streambot/shared/giveaway/words.ts'
import {
  keepTokens,
  type KeepOptions,
  type KeptTokens,
  tradeRefreshToken,
} from '@streambot/shared/platforms/accounts.ts'
import type { TokenSource } from '@streambot/shared/platforms/ask.ts'
import type { Vault } from '@streambot/shared/runtime/crypto.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'
import { SetupError } from '@streambot/shared/runtime/setup-error.ts'
import type { Stop } from '@streambot/shared/runtime/stop.ts'
import type { FirstSettings } from '@streambot/shared/store/bot-configs.ts'
import type { OpenStore } from '@streambot/shared/store/open.ts'
import {
  createTokenStore,
  findAlive,
  findConnectionByLogin,
  saveConnection,
} from '@streambot/shared/store/platform-connections.ts'
import { Pool } from 'pg'
import { say } from './terminal.ts'

export interface AccountsOptions {
  readonly databaseUrl: string
  readonly store: OpenStore
  readonly vault: Vault
  readonly log: Log
  readonly stop: Stop
  /** Settings of a streamer who is new. */
  readonly first: FirstSettings
  /** Takes the tokens of the settings, also where the database has newer ones: simulated platforms forget those. */
  readonly forgetful: boolean
}

/** An account that the bot uses on one platform, as the settings give it. */
export interface BotAccount {
  readonly platform: Platform
  /** The bot's own, or the streamer's. */
  readonly purpose: Purpose
  /** The platform as people call it. */
  readonly name: string
  readonly login: string
  /** The streamer's, by the name that people know. */
  readonly channel: string
  /** Absent where the refresh token is to be traded for one: it must be one that can be used again. */
  readonly accessToken: string | undefined
  readonly refreshToken: string | undefined
  readonly renewal: Pick<KeepOptions, 'tokenUrl' | 'validateUrl' | 'clientId' | 'clientSecret'>
  /** Who it is, as the platform says. */
  find(tokens: TokenSource): Promise<Account>
}

export interface LinkedBot {
  readonly account: Account
  readonly tokens: TokenSource
}

export interface Accounts {
  /** The database where the accounts are kept, for what else a platform has to keep. */
  readonly pool: Pool
  /** Whose bot it is: the streamer for whom any of these accounts is linked already, or a new one. */
  findStreamer(bots: readonly BotAccount[]): Promise<StreamerId>
  /**
   * The channel of the settings is the streamer's: whoever can sign in to its account is the streamer here. An account that somebody
   * linked already stays where it is.
   */
  own(channel: Account, streamerId: StreamerId): Promise<void>
  /** Links an account where it is not, and keeps its tokens alive until the stop; once, however often it is asked. */
  link(bot: BotAccount, streamerId: StreamerId): Promise<LinkedBot>
  /**
   * Looks at the tokens of all other accounts that people linked, with the apps of these bots: Twitch wants them validated once an hour, and who
   * is dead is shown as one to be linked again. Never rejects.
   */
  checkOthers(bots: readonly BotAccount[]): Promise<void>
}

export function openAccounts(options: AccountsOptions): Accounts {
  const { databaseUrl, store, log, stop, first } = options
  // Not the store's pool: a renewal holds its row while it asks the platform.
  const pool = new Pool({ connectionString: databaseUrl, max: 4, application_name: 'streambot accounts' })
  pool.on('error', (error) => log.warn({ err: error }, 'The connection for accounts broke; it is opened again.'))
  stop.add('the accounts', () => pool.end())
  const linked = new Map<string, LinkedBot>()
  const watched = new Set<number>()

  async function checkOthers(bots: readonly BotAccount[]): Promise<void> {
    for (const { id, platform } of await findAlive(pool)) {
      const bot = bots.find((one) => one.platform === platform)
      if (!bot || watched.has(id)) continue
      const kept = keepAlive(bot, options, pool, id)
      await kept.start()
      await kept.stop()
    }
  }

  return {
    pool,
    async findStreamer(bots) {
      const known = await findStreamer(pool, bots)
      if (known !== undefined) return known
      const [bot] = bots
      if (!bot) throw new SetupError('There is no platform to connect to.')
      return store.addStreamer(bot.channel, first)
    },
    own: (channel, streamerId) =>
      store.transact(async (tx) => {
        await tx.lockUser(streamerId)
        const [holder, connections] = [await tx.findConnection(channel), await tx.findConnections(streamerId)]
        const isTaken = connections.some(
          ({ purpose, account }) => purpose === 'streamer' && account.platform === channel.platform,
        )
        if (!holder && !isTaken) await tx.saveConnection(streamerId, 'streamer', channel)
      }),
    async link(bot, streamerId) {
      const key = `${bot.platform} ${bot.purpose}`
      const held = linked.get(key)
      if (held) return held
      const { id, account } = await linkBot(options, pool, bot, streamerId)
      watched.add(id)
      const kept = keepAlive(bot, options, pool, id)
      await kept.start()
      stop.add(`the tokens of ${bot.name}`, () => kept.stop())
      const fresh = { account, tokens: kept.accessToken }
      linked.set(key, fresh)
      return fresh
    },
    checkOthers: (bots) =>
      checkOthers(bots).catch((err: unknown) => log.warn({ err }, 'The linked accounts could not be looked at.')),
  }
}

/** Whose accounts these are: the streamer for whom any of them is linked already. */
export async function findStreamer(
  pool: Pool,
  bots: readonly Pick<BotAccount, 'platform' | 'purpose' | 'login'>[],
): Promise<StreamerId | undefined> {
  for (const { platform, purpose, login } of bots) {
    const known = await findConnectionByLogin(pool, platform, purpose, login)
    if (known) return known.userId
  }
  return undefined
}

/** The bot's connection. The database has the newer tokens; those of the settings count for a new or a dead connection. */
async function linkBot(
  { vault, forgetful }: AccountsOptions,
  pool: Pool,
  bot: BotAccount,
  streamerId: StreamerId,
): Promise<Connection> {
  const { platform, purpose, name, login } = bot
  const known = await findConnectionByLogin(pool, platform, purpose, login)
  if (known?.userId === streamerId && known.status === 'connected' && !forgetful) return known
  const tokens = await readTokens(bot)
  const account = await bot.find(fromSettings(tokens))
  const saved = await saveConnection(pool, vault, { userId: streamerId, purpose, account, tokens })
  if (saved.ok) return saved.connection
  throw new SetupError(`The ${name} account ${login} is linked already, to another user or for another purpose.`)
}

async function readTokens({ name, login, renewal, accessToken, refreshToken }: BotAccount): Promise<AccountTokens> {
  if (accessToken !== undefined) return { accessToken, refreshToken, expiresAt: undefined, scopes: [] }
  if (refreshToken === undefined) {
    const how = 'link it with "npm run link:twitch", or put its tokens into the settings.'
    throw new SetupError(`The ${name} account ${login} is not linked, or has to be linked again: ${how}`)
  }
  const traded = await tradeRefreshToken({ platform: name, ...renewal, clock: systemClock }, refreshToken)
  if (traded) return traded
  throw new SetupError(`${name} does not take the refresh token of ${login} in the settings: get a new one.`)
}

/** Keeps the tokens of a linked account alive. */
export function keepAlive(
  { name, renewal }: BotAccount,
  { vault, log }: Pick<AccountsOptions, 'vault' | 'log'>,
  pool: Pool,
  connectionId: number,
): KeptTokens {
  return keepTokens({
    platform: name,
    ...renewal,
    connectionId,
    store: createTokenStore(pool, vault),
    clock: systemClock,
    onDead: (detail) => say(name, detail),
    log,
  })
}

/** The tokens of the settings, before a connection keeps them. */
export function fromSettings({ accessToken }: Pick<AccountTokens, 'accessToken'>): TokenSource {
  return async (refused) => (refused === undefined ? accessToken : undefined)
}

const systemClock = { now: () => new Date() }
