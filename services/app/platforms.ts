/** The platforms of the settings, each opened for the bot. */
import type { StreamerId } from '@streambot/shared/giveaway/words.ts'
import type { Config } from '@streambot/shared/runtime/config.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'
import type { Accounts, BotAccount } from './accounts.ts'
import { kickBot, openKick } from './kick.ts'
import type { OpenPlatform } from './open-platform.ts'
import { openTwitch, twitchBot } from './twitch.ts'
import { openYoutube, youtubeStreamer } from './youtube.ts'

export type PlatformSettings = Pick<Config, 'twitch' | 'youtube' | 'kick'>

/** One account of each platform that the settings name; nothing where the demo is to run. */
export function readBots({ twitch, youtube, kick }: PlatformSettings): BotAccount[] {
  return [
    ...(twitch ? [twitchBot(twitch)] : []),
    ...(youtube ? [youtubeStreamer(youtube)] : []),
    ...(kick ? [kickBot(kick)] : []),
  ]
}

/** Links the accounts and makes the chats; nobody connects yet. */
export async function openPlatforms(
  settings: PlatformSettings,
  accounts: Accounts,
  log: Log,
): Promise<{ streamerId: StreamerId; platforms: OpenPlatform[] }> {
  const streamerId = await accounts.findStreamer(readBots(settings))
  const { twitch, youtube, kick } = settings
  const platforms = await Promise.all([
    ...(twitch ? [openTwitch(twitch, accounts, streamerId, log)] : []),
    ...(youtube ? [openYoutube(youtube, accounts, streamerId, log)] : []),
    ...(kick ? [openKick(kick, accounts, streamerId, log)] : []),
  ])
  return { streamerId, platforms }
}
