/** Who chats: noted, and paid by the streamer's settings, which are read again now and then. */
import { createChatNotes } from '@streambot/shared/engine/note-chatters.ts'
import { createEarning, type Earning } from '@streambot/shared/engine/earn.ts'
import type { ChatMessage } from '@streambot/shared/engine/ports/chat.ts'
import type { BotSettings } from '@streambot/shared/engine/ports/rows.ts'
import type { Store } from '@streambot/shared/engine/ports/store.ts'
import type { Account, StreamerId } from '@streambot/shared/giveaway/words.ts'

export interface Chatters {
  readonly settings: BotSettings
  /** How many lines were seen of those who may earn. */
  readonly lines: number
  /** The bot's own accounts and excluded ones earn nothing. */
  mayEarn(account: Account): boolean
  /** Notes a line for giveaways, and its writer for payment, unless it is one of those. */
  saw(message: ChatMessage): void
  /** Writes down who chatted, and pays everybody noted so far. */
  handIn(): Promise<void>
  /** Takes over what the streamer changed. */
  readSettings(): Promise<void>
}

export async function createChatters(
  store: Store,
  streamerId: StreamerId,
  own: readonly Pick<Account, 'platform' | 'userId'>[],
  isLive: () => boolean,
): Promise<Chatters> {
  let settings = await store.findSettings(streamerId)
  const notes = createChatNotes({ store }, streamerId)
  let lines = 0
  let earning: Earning = createEarning({ store }, settings)

  const isOwn = ({ platform, userId }: Account): boolean =>
    own.some((account) => account.userId === userId && account.platform === platform)
  const mayEarn = (account: Account): boolean => !settings.excluded.has(account.login) && !isOwn(account)

  return {
    get settings() {
      return settings
    },
    get lines() {
      return lines
    },
    mayEarn,
    saw(message) {
      if (!mayEarn(message.account)) return
      lines += 1
      notes.saw(message)
      if (!settings.chatPointsLive || isLive()) earning.saw(message)
    },
    // A payout asks who subscribes, as chat showed it last.
    handIn: () => notes.flush().finally(() => earning.flush()),
    async readSettings() {
      const fresh = await store.findSettings(streamerId)
      const isSameRate =
        fresh.chatPoints === settings.chatPoints &&
        fresh.chatPointsSeconds === settings.chatPointsSeconds &&
        fresh.subscriberFactor === settings.subscriberFactor
      if (!isSameRate) await earning.flush()
      if (!isSameRate) earning = createEarning({ store }, fresh)
      settings = fresh
    },
  }
}
