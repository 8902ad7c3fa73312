/** Twitch from the settings: the bot's account is linked, its tokens are kept alive, its chat is made. */
import type { Stream } from '@streambot/shared/engine/ports.ts'
import type { Chat, LookUps } from '@streambot/shared/engine/ports/chat.ts'
import type { Account, StreamerId } from '@streambot/shared/giveaway/words.ts'
import { keepTokens, type KeptTokens } from '@streambot/shared/platforms/accounts.ts'
import { createTwitchLookUps } from '@streambot/shared/platforms/twitch/look-ups.ts'
import { createTwitchChat } from '@streambot/shared/platforms/twitch/receive.ts'
import { createAccountFinder } from '@streambot/shared/platforms/twitch/send.ts'
import { createTwitchStream } from '@streambot/shared/platforms/twitch/stream.ts'
import type { TwitchConfig } from '@streambot/shared/runtime/config.ts'
import type { Vault } from '@streambot/shared/runtime/crypto.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'
import { SetupError } from '@streambot/shared/runtime/setup-error.ts'
import type { Stop } from '@streambot/shared/runtime/stop.ts'
import type { FirstSettings } from '@streambot/shared/store/bot-configs.ts'
import type { OpenStore } from '@streambot/shared/store/open.ts'
import {
  type Connection,
  createTokenStore,
  findConnectionByLogin,
  saveConnection,
} from '@streambot/shared/store/platform-connections.ts'
import { Pool } from 'pg'
import { say } from './terminal.ts'

export interface TwitchOptions {
  readonly twitch: TwitchConfig
  readonly databaseUrl: string
  readonly store: OpenStore
  readonly vault: Vault
  readonly log: Log
  readonly stop: Stop
  /** Settings of a streamer who is new. */
  readonly first: FirstSettings
  /** Takes the tokens of the settings, also where the database has newer ones: a simulated Twitch forgets those. */
  readonly forgetful: boolean
}

export interface Twitch {
  readonly chat: Chat
  readonly lookUps: LookUps
  readonly stream: Stream
  readonly streamerId: StreamerId
  /** The bot's own account. */
  readonly own: Account
}

export async function openTwitch(options: TwitchOptions): Promise<Twitch> {
  const { twitch, databaseUrl, log, stop } = options
  // Not the store's pool: a renewal holds its row while it asks Twitch.
  const pool = new Pool({ connectionString: databaseUrl, max: 2, application_name: 'streambot accounts' })
  pool.on('error', (error) => log.warn({ err: error }, 'The connection for accounts broke; it is opened again.'))
  stop.add('the accounts', () => pool.end())
  const { id, userId, account } = await linkBot(options, pool)
  const kept = keepBot(options, pool, id)
  await kept.start()
  stop.add('the tokens', () => kept.stop())
  const channel = await findUser(twitch, kept.accessToken, twitch.channel)
  const helix = { apiUrl: `${twitch.apiUrl}/helix`, clientId: twitch.clientId, tokens: kept.accessToken, log }
  const chat = createTwitchChat({
    channel: { id: channel.userId, login: channel.login },
    bot: { login: account.login, userId: account.userId },
    ircUrl: twitch.ircUrl,
    ...helix,
  })
  chat.onState((state, detail) => log.info({ state }, `Twitch chat: ${detail}`))
  const lookUps = createTwitchLookUps({ channelId: channel.userId, ...helix })
  const stream = createTwitchStream({ channelId: channel.userId, botId: account.userId, ...helix })
  return { chat, lookUps, stream, streamerId: userId, own: account }
}

/** The bot's connection. The database has the newer tokens; those of the settings count for a new or a dead connection. */
async function linkBot(options: TwitchOptions, pool: Pool): Promise<Connection> {
  const { twitch, store, vault, first, forgetful } = options
  const known = await findConnectionByLogin(pool, 'twitch', 'bot', twitch.botLogin)
  if (known && known.status === 'connected' && !forgetful) return known
  const account = await findUser(twitch, fromSettings(twitch), twitch.botLogin)
  const { accessToken, refreshToken } = twitch
  const tokens = { accessToken, refreshToken, expiresAt: undefined, scopes: [] }
  const userId = known?.userId ?? (await store.addStreamer(twitch.channel, first))
  const saved = await saveConnection(pool, vault, { userId, purpose: 'bot', account, tokens })
  if (!saved.ok)
    throw new SetupError(`The Twitch account ${twitch.botLogin} is linked already, to another user or as a streamer.`)
  return saved.connection
}

/** Keeps the tokens of the bot's connection alive. */
export function keepBot(
  { twitch, vault, log }: Pick<TwitchOptions, 'twitch' | 'vault' | 'log'>,
  pool: Pool,
  connectionId: number,
): KeptTokens {
  return keepTokens({
    platform: 'Twitch',
    tokenUrl: `${twitch.idUrl}/oauth2/token`,
    validateUrl: `${twitch.idUrl}/oauth2/validate`,
    clientId: twitch.clientId,
    clientSecret: twitch.clientSecret,
    connectionId,
    store: createTokenStore(pool, vault),
    clock: { now: () => new Date() },
    onDead: (detail) => say('Twitch', detail),
    log,
  })
}

/** The tokens of the settings, before a connection keeps them. */
export function fromSettings({ accessToken }: TwitchConfig) {
  return async (refused?: string): Promise<string | undefined> => (refused === undefined ? accessToken : undefined)
}

async function findUser(
  { apiUrl, clientId }: TwitchConfig,
  tokens: (refused?: string) => Promise<string | undefined>,
  login: string,
): Promise<Account> {
  const find = createAccountFinder({ apiUrl: `${apiUrl}/helix`, clientId, tokens, now: Date.now })
  const account = await find(login)
  if (account) return account
  throw new SetupError(`Twitch knows nobody called ${login}: check TWITCH_CHANNEL and TWITCH_BOT_LOGIN.`)
}
