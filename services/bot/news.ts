/** Follows the news of giveaways: what runs is read again, and what chat should know is said. */
import type { Live } from '@streambot/shared/engine/ports.ts'
import type { Announcer } from './announce.ts'
import { createPulse } from './pulse.ts'
import type { Running } from './running.ts'
import type { Timers } from './timers.ts'

/** Does work that nobody waits for; never rejects. */
export type CatchFaults = (what: string, work: () => Promise<void>) => Promise<void>

export interface NewsOptions {
  readonly live: Pick<Live, 'onNudge'>
  readonly announcer: Announcer
  /** What has to be read again before the chat is told of it: words that enter, people who are awaited. */
  readonly known: readonly Pick<Running, 'refresh'>[]
  readonly timers: Timers
  readonly catchFaults: CatchFaults
}

export interface FollowedNews {
  /** Takes no more news; resolves when none is being taken. */
  stopTaking(): Promise<void>
  /** Resolves when what was taken is said, or let go. */
  saidAll(): Promise<void>
}

const restMs = 1_000
const gatherMs = 200

export function followNews({ live, announcer, known, timers, catchFaults }: NewsOptions): FollowedNews {
  const saying = new Set<Promise<void>>()

  async function takeNews(): Promise<void> {
    const rows = await announcer.take()
    await Promise.all(known.map((one) => catchFaults('reading what runs', () => one.refresh())))
    if (rows.length === 0) return
    const said = catchFaults('announcing', () => announcer.announce(rows))
    saying.add(said)
    void said.finally(() => saying.delete(said))
  }

  const pulse = createPulse({ work: () => catchFaults('taking the news', takeNews), restMs, gatherMs, timers })
  const stopNudges = live.onNudge(() => pulse.nudge())
  pulse.nudge()
  return {
    async stopTaking() {
      stopNudges()
      await pulse.stop()
    },
    async saidAll() {
      await Promise.all(saying)
    },
  }
}
