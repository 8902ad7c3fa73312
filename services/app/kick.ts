/** Kick from the settings. */
import type { Account, StreamerId } from '@streambot/shared/giveaway/words.ts'
import { createAppTokens } from '@streambot/shared/platforms/kick/api.ts'
import { createAccountFinder, findOwnAccount } from '@streambot/shared/platforms/kick/find.ts'
import { createKickChat } from '@streambot/shared/platforms/kick/receive.ts'
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
  const channel = await findChannel(kick)
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
  return { bot, chat, own: account, webhook: chat.webhook }
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

async function findChannel(kick: KickConfig): Promise<Account> {
  const { apiUrl, channel } = kick
  const find = createAccountFinder({ apiUrl, tokens: createAppTokens({ ...kick, now: Date.now }) }, Date.now)
  const account = await find(channel)
  if (account) return account
  throw new SetupError(`Kick knows nobody called ${channel}: check KICK_CHANNEL.`)
}
