/** The platforms of the settings, each opened for the bot. */
import type { Stream } from '@streambot/shared/engine/ports.ts'
import type { Chat, LookUps, Webhook } from '@streambot/shared/engine/ports/chat.ts'
import type { Account, StreamerId } from '@streambot/shared/giveaway/words.ts'
import type { Config } from '@streambot/shared/runtime/config.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'
import type { Accounts, BotAccount } from './accounts.ts'
import { openTwitch, twitchBot } from './twitch.ts'

/** One platform, ready for the bot. */
export interface OpenPlatform {
  readonly bot: BotAccount
  readonly chat: Chat
  /** The bot's own account, as the platform knows it. */
  readonly own: Account
  readonly lookUps?: LookUps
  readonly stream?: Stream
  /** What takes what the platform posts. */
  readonly webhook?: Webhook | undefined
}

export type PlatformSettings = Pick<Config, 'twitch'>

/** The bot's accounts that the settings name; nothing where the demo is to run. */
export function readBots({ twitch }: PlatformSettings): BotAccount[] {
  return twitch ? [twitchBot(twitch)] : []
}

/** Links the accounts and makes the chats; nobody connects yet. */
export async function openPlatforms(
  settings: PlatformSettings,
  accounts: Accounts,
  log: Log,
): Promise<{ streamerId: StreamerId; platforms: OpenPlatform[] }> {
  const streamerId = await accounts.findStreamer(readBots(settings))
  const { twitch } = settings
  return { streamerId, platforms: twitch ? [await openTwitch(twitch, accounts, streamerId, log)] : [] }
}
