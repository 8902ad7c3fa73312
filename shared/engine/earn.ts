/** Points for chatting: whoever chatted in a window of time is paid once for it, all of them in one statement. */
import type { Account } from '../giveaway/words.ts'
import { byPlatform } from './by-platform.ts'
import type { Ports } from './ports.ts'
import type { ChatMessage } from './ports/chat.ts'
import type { BotSettings } from './ports/rows.ts'

export interface Earning {
  /** Notes that somebody chatted. Costs a set look-up when they already did in this window. */
  saw(message: Pick<ChatMessage, 'account' | 'sentAt'>): void
  /** Pays everybody noted since the last flush. After a failure they stay noted for the next one. */
  flush(): Promise<void>
}

/** Chatters noted for payment at most; past it new ones wait for their next line. */
const limit = 200_000

/** The caller flushes now and then. A crash loses the notes of the last seconds, never points that were paid. */
export function createEarning({ store }: Pick<Ports, 'store'>, settings: BotSettings): Earning {
  const windowMs = settings.chatPointsSeconds * 1_000
  const { chatPoints: amount, subscriberFactor } = settings
  let window = 0
  let noted = byPlatform(() => new Set<string>())
  let due = new Map<number, Account[]>()
  let waiting = 0

  function note(account: Account, at: number): void {
    noted[account.platform].add(account.userId)
    const accounts = due.get(at)
    if (accounts) accounts.push(account)
    else due.set(at, [account])
    waiting++
  }

  return {
    saw({ account, sentAt }) {
      if (amount === 0) return
      const at = Math.floor(sentAt.getTime() / windowMs)
      if (at > window) {
        window = at
        noted = byPlatform(() => new Set<string>())
      }
      if (at !== window || noted[account.platform].has(account.userId) || waiting >= limit) return
      note(account, at)
    },
    async flush() {
      const paying = due
      due = new Map()
      waiting = 0
      const failures: unknown[] = []
      for (const [at, accounts] of paying) {
        const payout = { streamerId: settings.streamerId, amount, subscriberFactor, window: at, accounts }
        await store.payChatters(payout).catch((error: unknown) => {
          failures.push(error)
          due.set(at, [...accounts, ...(due.get(at) ?? [])])
          waiting += accounts.length
        })
      }
      if (failures.length > 0)
        throw new Error('Points for chatting could not be paid; the next flush tries again.', { cause: failures[0] })
    },
  }
}
