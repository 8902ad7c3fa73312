/** Twitch from the settings. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Account, StreamerId } from '@streambot/shared/giveaway/words.ts'
import type { TokenSource } from '@streambot/shared/platforms/ask.ts'
import { createTwitchLookUps } from '@streambot/shared/platforms/twitch/look-ups.ts'
import { createTwitchChat } from '@streambot/shared/platforms/twitch/receive.ts'
import { createAccountFinder, createAccountsFinder } from '@streambot/shared/platforms/twitch/send.ts'
import { createTwitchStream } from '@streambot/shared/platforms/twitch/stream.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'
import type { TwitchConfig } from '@streambot/shared/runtime/settings/twitch.ts'
import { SetupError } from '@streambot/shared/runtime/setup-error.ts'
import type { Accounts, BotAccount } from './accounts.ts'
import type { OpenPlatform } from './open-platform.ts'

export async function openTwitch(
  twitch: TwitchConfig,
  accounts: Accounts,
  streamerId: StreamerId,
  log: Log,
): Promise<OpenPlatform> {
  const bot = twitchBot(twitch)
  const { account, tokens } = await accounts.link(bot, streamerId)
  const channel = await findUser(twitch, tokens, twitch.channel)
  await accounts.own(channel, streamerId)
  const helix = { apiUrl: `${twitch.apiUrl}/helix`, clientId: twitch.clientId, tokens, log }
  const chat = createTwitchChat({
    channel: { id: channel.userId, login: channel.login },
    bot: { login: account.login, userId: account.userId },
    ircUrl: twitch.ircUrl,
    ...helix,
  })
  return {
    bot,
    chat,
    own: account,
    lookUps: {
      ...createTwitchLookUps({ channelId: channel.userId, ...helix }),
      findAccounts: createAccountsFinder({ ...helix, now: Date.now, wait: (milliseconds) => sleep(milliseconds) }),
    },
    stream: createTwitchStream({ channelId: channel.userId, botId: account.userId, ...helix }),
  }
}

/** The bot's account at Twitch. */
export function twitchBot(twitch: TwitchConfig): BotAccount {
  const { botLogin: login, channel, accessToken, refreshToken, idUrl, clientId, clientSecret } = twitch
  return {
    platform: 'twitch',
    name: 'Twitch',
    purpose: 'bot',
    login,
    channel,
    accessToken,
    refreshToken,
    renewal: { tokenUrl: `${idUrl}/oauth2/token`, validateUrl: `${idUrl}/oauth2/validate`, clientId, clientSecret },
    find: (tokens) => findUser(twitch, tokens, login),
  }
}

async function findUser({ apiUrl, clientId }: TwitchConfig, tokens: TokenSource, login: string): Promise<Account> {
  const find = createAccountFinder({ apiUrl: `${apiUrl}/helix`, clientId, tokens, now: Date.now })
  const account = await find(login)
  if (account) return account
  throw new SetupError(`Twitch knows nobody called ${login}: check TWITCH_CHANNEL and TWITCH_BOT_LOGIN.`)
}
