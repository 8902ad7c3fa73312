/** What changes in the channel, looked up once for all pages of the streamer: soon after a nudge or a request, else every second. */
import type { ChangedMessage } from '@streambot/shared/contract/channel-live.ts'
import type { ChangesPlace } from '@streambot/shared/engine/ports/channel.ts'
import type { Api } from './options.ts'
import { keepTurning } from './rhythm.ts'
import type { Connection } from './sockets.ts'

export interface ChannelChanges {
  /** Before a page is connected: from here on it is told everything, whatever it reads then. */
  begin(): Promise<void>
  /** Something was asked for that may have changed something. */
  soon(): void
  stop(): void
}

/** Without pages nothing is looked up; whoever comes after this many milliseconds begins anew, instead of catching up. */
const staleMs = 60_000

export function tellChanges(api: Api, pages: Iterable<Connection>): ChannelChanges {
  const { store, streamerId, clock, limits, live, log } = api
  let reached: Promise<ChangesPlace> | undefined
  let lookedAt = 0

  const look = async (): Promise<void> => {
    if (!reached || [...pages].length === 0) return
    const { place, ...changes } = await store.findChanges(streamerId, clock.now(), await reached)
    reached = Promise.resolve(place)
    lookedAt = performance.now()
    if (changes.actions.length + changes.news.length === 0) return
    const { actions, news, giveawayIds } = changes
    const message: ChangedMessage = {
      type: 'changed',
      actions: [...actions],
      news: [...news],
      giveawayIds: [...giveawayIds],
    }
    const text = JSON.stringify(message)
    for (const page of pages) page.send(text)
  }
  const rhythm = keepTurning(
    () =>
      look().catch((err: unknown) => log.error({ err }, 'The streamer was not told what changed; it is tried again.')),
    { every: limits.readEvery, gap: limits.sendEvery },
  )
  const offNudge = live.onNudge(() => rhythm.soon())

  return {
    async begin() {
      if (!reached || ([...pages].length === 0 && performance.now() - lookedAt > staleMs)) {
        const reading = store.findChanges(streamerId, clock.now(), undefined).then(({ place }) => place)
        reached = reading
        lookedAt = performance.now()
        // Whoever waits for it gets the error; the next one to come reads anew.
        reading.catch(() => reached === reading && (reached = undefined))
      }
      await reached
    },
    soon: () => rhythm.soon(),
    stop() {
      offNudge()
      rhythm.stop()
    },
  }
}
