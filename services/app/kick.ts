/** Kick from the settings. */
import type { Account, StreamerId } from '@streambot/shared/giveaway/words.ts'
import { createAppTokens, type KickApi } from '@streambot/shared/platforms/kick/api.ts'
import { createAccountFinder, findOwnAccount } from '@streambot/shared/platforms/kick/find.ts'
import { createKickChat } from '@streambot/shared/platforms/kick/receive.ts'
import { createKickStream } from '@streambot/shared/platforms/kick/stream.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'
import type { KickConfig } from '@streambot/shared/runtime/settings/kick.ts'
import { SetupError } from '@streambot/shared/runtime/setup-error.ts'
import type { Accounts, BotAccount } from './accounts.ts'
import type { OpenPlatform } from './open-platform.ts'

export async function openKick(
  kick: KickConfig,
  accounts: Accounts,
  streamerId: StreamerId,
  log: Log,
): Promise<OpenPlatform> {
  const bot = kickBot(kick)
  const { account, tokens } = await accounts.link(bot, streamerId)
  const api = { apiUrl: kick.apiUrl, tokens: createAppTokens({ ...kick, now: Date.now }) }
  const channel = await findChannel(kick, api)
  await accounts.own(channel, streamerId)
  const { siteUrl, webUrl, room } = kick
  const chat = createKickChat({
    ...kick,
    channel: { id: channel.userId, slug: channel.login },
    bot: { userId: account.userId },
    tokens,
    realtime: kick.socket ? { siteUrl, webUrl, room } : undefined,
    log,
  })
  const stream = createKickStream({ api, channelId: channel.userId, chat })
  return { bot, chat, own: account, stream, webhook: chat.webhook }
}

/** The bot's account at Kick. */
export function kickBot(kick: KickConfig): BotAccount {
  const { apiUrl, idUrl, botLogin: login, channel, accessToken, refreshToken, clientId, clientSecret } = kick
  return {
    platform: 'kick',
    name: 'Kick',
    purpose: 'bot',
    login,
    channel,
    accessToken,
    refreshToken,
    renewal: { tokenUrl: `${idUrl}/oauth/token`, clientId, clientSecret },
    async find(tokens) {
      const account = await findOwnAccount({ apiUrl, tokens })
      if (account?.login === login) return account
      const whose = account ? `that of ${account.login}` : 'nobody’s'
      throw new SetupError(`KICK_ACCESS_TOKEN is ${whose}, and KICK_BOT_LOGIN is ${login}: they belong together.`)
    },
  }
}

async function findChannel({ channel }: KickConfig, api: KickApi): Promise<Account> {
  const account = await createAccountFinder(api, Date.now)(channel)
  if (account) return account
  throw new SetupError(`Kick knows nobody called ${channel}: check KICK_CHANNEL.`)
}
