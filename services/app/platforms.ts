/** The platforms of the settings, each opened for the bot. One that cannot be opened is tried again, and the others go on without it. */
import type { Webhook } from '@streambot/shared/engine/ports/chat.ts'
import type { Platform, StreamerId } from '@streambot/shared/giveaway/words.ts'
import { PlatformError } from '@streambot/shared/platforms/ask.ts'
import { pause } from '@streambot/shared/platforms/pause.ts'
import type { Config } from '@streambot/shared/runtime/config.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'
import { reasonOf } from '@streambot/shared/runtime/setup-error.ts'
import type { Stop } from '@streambot/shared/runtime/stop.ts'
import type { Accounts, BotAccount } from './accounts.ts'
import { kickBot, openKick } from './kick.ts'
import type { OpenPlatform } from './open-platform.ts'
import { say } from './terminal.ts'
import { keepStandings, type KeptStandings } from './standings.ts'
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

/** All in milliseconds. */
export interface OpeningWaits {
  /** How long the start waits for platforms; whoever comes later is late. */
  readonly start: number
  /** Before the second try; it grows from there. */
  readonly retry: number
  readonly longestRetry: number
}

export interface OpeningOptions {
  readonly settings: PlatformSettings
  readonly accounts: Accounts
  readonly log: Log
  readonly stop: Pick<Stop, 'add' | 'ending'>
  readonly waits?: OpeningWaits
}

export interface Opened {
  readonly streamerId: StreamerId
  /** Those that are there already. */
  readonly platforms: readonly OpenPlatform[]
  /** Takes what the platforms post, also before they are open. */
  readonly webhooks: Readonly<Partial<Record<Platform, Webhook>>>
  /** How all of them stand, those that are late too. */
  readonly standings: Pick<KeptStandings, 'read' | 'lateMs'>
  /** Calls this with each of the others once it is open. */
  joinLater(join: (platform: OpenPlatform) => Promise<void>): void
}

const usualWaits: OpeningWaits = { start: 5_000, retry: 5_000, longestRetry: 60_000 }

/**
 * Links the accounts and makes the chats; nobody connects yet. Rejects where settings are wrong. Of a platform that is late this may
 * show only when the others run: then it is told, and tried again, since it may be put right at the platform.
 */
export async function openPlatforms(options: OpeningOptions): Promise<Opened> {
  const { settings, accounts, log, stop, waits = usualWaits } = options
  const { twitch, youtube, kick } = settings
  const bots = readBots(settings)
  const streamerId = await accounts.findStreamer(bots)
  const standings = keepStandings({ platforms: bots.map(({ platform }) => platform), log })
  const stopping = new AbortController()
  let isStarting = true
  stop.add('the platforms that are late', () => stopping.abort())
  const doors: Partial<Record<Platform, Webhook>> = {}
  const open: OpenPlatform[] = []
  const keepTrying = async (bot: BotAccount, once: () => Promise<OpenPlatform>): Promise<OpenPlatform | undefined> => {
    const endsBy = (error: unknown): boolean => isStarting && !isOutage(error)
    const patience = { ...waits, signal: stopping.signal, endsBy, missed: standings.missed }
    const platform = await openPatiently(bot, once, patience, log)
    if (platform?.webhook) doors[bot.platform] = platform.webhook
    if (platform) standings.watch(platform)
    if (platform) open.push(platform)
    return platform
  }
  const opening = [
    ...(twitch ? [keepTrying(twitchBot(twitch), () => openTwitch(twitch, accounts, streamerId, log))] : []),
    ...(youtube ? [keepTrying(youtubeStreamer(youtube), () => openYoutube(youtube, accounts, streamerId, log))] : []),
    ...(kick ? [keepTrying(kickBot(kick), () => openKick(kick, accounts, streamerId, log))] : []),
  ]
  const waited = new AbortController()
  await Promise.race([Promise.all(opening), pause(waits.start, waited.signal)]).finally(() => waited.abort())
  isStarting = false
  const platforms = [...open]
  return {
    streamerId,
    platforms,
    standings,
    webhooks: kick?.webhook ? { kick: async (delivery) => (await doors.kick?.(delivery)) ?? 'later' } : {},
    joinLater(join) {
      for (const one of opening) {
        void one
          .then((platform) => (platform && !platforms.includes(platform) && !stop.ending ? join(platform) : undefined))
          .catch((error: unknown) => {
            log.error({ err: error }, 'A platform could not be opened')
            say('StreamBot', `${reasonOf(error)} The others go on without it.`)
          })
      }
    },
  }
}

interface Patience extends OpeningWaits {
  readonly signal: AbortSignal
  /** Whether it is not tried again after this error. */
  readonly endsBy: (error: unknown) => boolean
  /** Told why it could not be opened, and in how many milliseconds it is tried again. */
  readonly missed: KeptStandings['missed']
}

/** Opens it, again and again, and tells why it has to. Nothing: it was stopped before. */
async function openPatiently(
  { platform, name }: BotAccount,
  open: () => Promise<OpenPlatform>,
  { retry, longestRetry, signal, endsBy, missed }: Patience,
  log: Log,
): Promise<OpenPlatform | undefined> {
  let told = ''
  for (let rest = retry; !signal.aborted; rest = Math.min(rest * 2, longestRetry)) {
    try {
      return await open()
    } catch (error) {
      if (endsBy(error)) throw error
      log.warn({ err: error, rest }, `${name} could not be opened; it is tried again`)
      const reason = reasonOf(error)
      missed(platform, reason, rest)
      if (reason !== told) say(name, `${reason} It is tried again until it works.`)
      told = reason
      await pause(rest, signal)
    }
  }
  return undefined
}

function isOutage(error: unknown): boolean {
  return error instanceof PlatformError && error.temporary
}
