/** YouTube from the settings. */
import type { StreamerId } from '@streambot/shared/giveaway/words.ts'
import { findOwnAccount } from '@streambot/shared/platforms/youtube/own-account.ts'
import { createYoutubeChat } from '@streambot/shared/platforms/youtube/receive.ts'
import { createYoutubeStream } from '@streambot/shared/platforms/youtube/stream.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'
import type { YoutubeConfig } from '@streambot/shared/runtime/settings/youtube.ts'
import { SetupError } from '@streambot/shared/runtime/setup-error.ts'
import { createPositionStore } from '@streambot/shared/store/chat-positions.ts'
import { createQuotaStore } from '@streambot/shared/store/quota-days.ts'
import type { Accounts, BotAccount, LinkedBot } from './accounts.ts'
import type { OpenPlatform } from './open-platform.ts'
import { say } from './terminal.ts'

export async function openYoutube(
  youtube: YoutubeConfig,
  accounts: Accounts,
  streamerId: StreamerId,
  log: Log,
): Promise<OpenPlatform> {
  const streamer = youtubeStreamer(youtube)
  const owner = await accounts.link(streamer, streamerId)
  const bot = youtube.bot ? await accounts.link(youtubeBot(youtube, youtube.bot), streamerId) : owner
  const chat = createYoutubeChat({
    owner: toSpeaker(owner),
    bot: toSpeaker(bot),
    apiUrl: youtube.apiUrl,
    // Google's client ids begin with the number of their project.
    project: youtube.clientId.split('-')[0] ?? youtube.clientId,
    quota: youtube.quota,
    positions: createPositionStore(accounts.pool),
    quotas: createQuotaStore(accounts.pool),
    onBudget: ({ detail }) => say('YouTube', detail),
    log,
  })
  return { bot: streamer, chat, own: bot.account, lookUps: chat.lookUps, stream: createYoutubeStream(chat) }
}

/** The streamer's own account: with no other can its streams be found. */
export function youtubeStreamer(youtube: YoutubeConfig): BotAccount {
  const { channel, refreshToken } = youtube
  return describe(youtube, 'streamer', { login: channel, refreshToken }, 'YOUTUBE_REFRESH_TOKEN', 'YOUTUBE_CHANNEL')
}

/** An account of the bot's own. */
function youtubeBot(youtube: YoutubeConfig, bot: NonNullable<YoutubeConfig['bot']>): BotAccount {
  return describe(youtube, 'bot', bot, 'YOUTUBE_BOT_REFRESH_TOKEN', 'YOUTUBE_BOT_LOGIN')
}

function describe(
  { channel, idUrl, apiUrl, clientId, clientSecret }: YoutubeConfig,
  purpose: BotAccount['purpose'],
  { login, refreshToken }: { readonly login: string; readonly refreshToken: string },
  tokenName: string,
  loginName: string,
): BotAccount {
  return {
    platform: 'youtube',
    name: 'YouTube',
    purpose,
    login,
    channel,
    accessToken: undefined,
    refreshToken,
    renewal: { tokenUrl: `${idUrl}/token`, clientId, clientSecret },
    async find(tokens) {
      const account = await findOwnAccount({ apiUrl, tokens })
      if (account?.login === login) return account
      const whose = account ? `that of @${account.login}` : 'that of somebody without a channel'
      throw new SetupError(`${tokenName} is ${whose}, and ${loginName} is @${login}: they belong together.`)
    },
  }
}

function toSpeaker({ account, tokens }: LinkedBot) {
  return { channelId: account.userId, tokens }
}
