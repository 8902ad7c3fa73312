/** Looks people up at Twitch for a tool that runs beside the bot, with the tokens of the bot's account. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FindAccounts } from '@streambot/shared/engine/ports/chat.ts'
import { createAccountsFinder } from '@streambot/shared/platforms/twitch/send.ts'
import type { Config } from '@streambot/shared/runtime/config.ts'
import { createVault, loadKeys } from '@streambot/shared/runtime/crypto.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'
import type { TwitchConfig } from '@streambot/shared/runtime/settings/twitch.ts'
import { findConnectionByLogin } from '@streambot/shared/store/platform-connections.ts'
import { Pool } from 'pg'
import { fromSettings, keepAlive } from '../accounts.ts'
import { twitchBot } from '../twitch.ts'

export interface TwitchAccounts {
  readonly find: FindAccounts
  close(): Promise<void>
}

/** The tokens of the database where the bot has run, for they are the newer ones; else those of the settings, which are not renewed. Nothing without any. */
export async function openTwitchAccounts(
  config: Config,
  twitch: TwitchConfig,
  databaseUrl: string,
  log: Log,
): Promise<TwitchAccounts | undefined> {
  const pool = new Pool({ connectionString: databaseUrl, max: 1, application_name: 'streambot import' })
  const known = await findConnectionByLogin(pool, 'twitch', 'bot', twitch.botLogin)
  const vault = createVault(await loadKeys({ dataFolder: config.dataFolder, fromEnv: config.keys }))
  const kept = known?.status === 'connected' ? keepAlive(twitchBot(twitch), { vault, log }, pool, known.id) : undefined
  const { accessToken } = twitch
  const tokens = kept?.accessToken ?? (accessToken === undefined ? undefined : fromSettings({ accessToken }))
  if (!tokens) return void (await pool.end())
  const find = createAccountsFinder({
    apiUrl: `${twitch.apiUrl}/helix`,
    clientId: twitch.clientId,
    tokens,
    now: Date.now,
    wait: (milliseconds) => sleep(milliseconds),
  })
  return {
    find,
    async close() {
      await kept?.stop()
      await pool.end()
    },
  }
}
