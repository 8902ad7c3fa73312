import type { Stream } from '@streambot/shared/engine/ports.ts'
import type { Chat, LookUps, Webhook } from '@streambot/shared/engine/ports/chat.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import type { BotAccount } from './accounts.ts'

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
