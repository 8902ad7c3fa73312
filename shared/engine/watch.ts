/** Points for watching: whoever is in the chat of a live stream is paid once for a window of time, all of them in one statement. */
import { type Liveness, notSeenLive, seeLive } from '../giveaway/presence.ts'
import type { Account } from '../giveaway/words.ts'
import type { Ports, Stream } from './ports.ts'
import type { BotSettings } from './ports/rows.ts'

export interface Watching {
  /** Whether one of the streams is live. */
  isLive(): boolean
  /**
   * Looks whether the streams are live, where points or limits of rewards go by it, and pays who is there. Rejects with what failed, once every
   * stream was looked at.
   */
  look(): Promise<void>
}

export interface WatchingOptions {
  readonly ports: Pick<Ports, 'store' | 'clock'>
  readonly streams: readonly Stream[]
  readonly settings: () => BotSettings
  readonly mayEarn: (account: Account) => boolean
}

/** The caller looks once a minute. Any number of bots may pay at the same time: the ledger's key keeps it to once. */
export function createWatching({ ports, streams, settings, mayEarn }: WatchingOptions): Watching {
  const seen = new Map<Stream, Liveness>()
  let live = false
  const paid = new Map<Stream, number>()

  async function lookAt(stream: Stream): Promise<void> {
    const liveness = seeLive(seen.get(stream) ?? notSeenLive, await stream.isLive())
    seen.set(stream, liveness)
    live = [...seen.values()].some((one) => one.live)
    if (liveness.live) await pay(stream)
  }

  async function pay(stream: Stream): Promise<void> {
    const { streamerId, watchPoints: amount, watchSeconds, subscriberFactor } = settings()
    const window = Math.floor(ports.clock.now().getTime() / (watchSeconds * 1_000))
    if (amount === 0 || paid.get(stream) === window) return
    const accounts = (await stream.findPresent()).filter(mayEarn)
    await ports.store.payChatters({ streamerId, reason: 'watch', amount, subscriberFactor, window, accounts })
    paid.set(stream, window)
  }

  return {
    isLive: () => live,
    async look() {
      const { streamerId, watchPoints, chatPointsLive } = settings()
      if (watchPoints === 0 && !chatPointsLive && !(await ports.store.hasStreamLimits(streamerId))) return
      const looks = await Promise.allSettled(streams.map(lookAt))
      if (live) await ports.store.noteLive(streamerId, ports.clock.now())
      const failed = looks.find((look) => look.status === 'rejected')
      if (failed)
        throw new Error('Who watches could not be found out; it is tried again in a minute.', { cause: failed.reason })
    },
  }
}
