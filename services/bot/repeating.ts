/** What the bot says by itself, now and then, while people chat. */
import type { Clock } from '@streambot/shared/engine/ports.ts'
import type { ChatTimer } from '@streambot/shared/engine/ports/commands.ts'
import type { Store } from '@streambot/shared/engine/ports/store.ts'
import { isTimerDue } from '@streambot/shared/giveaway/timers.ts'
import type { StreamerId } from '@streambot/shared/giveaway/words.ts'

export interface Repeating {
  /** Says what is due. */
  look(): Promise<void>
  /** Takes over what the streamer changed. */
  refresh(): Promise<void>
}

export interface RepeatingOptions {
  readonly store: Pick<Store, 'findTimers'>
  readonly streamerId: StreamerId
  readonly clock: Clock
  /** Lines that people wrote so far, in all chats. */
  readonly countLines: () => number
  /** Says a template in every chat. */
  readonly tell: (message: string) => void
}

/** When one was said last, and how many lines there were then. */
interface Said {
  readonly at: Date
  readonly lines: number
}

/** A timer that is new, or switched on, begins now: a streamer who tries texts is not read out at once. */
export function createRepeating({ store, streamerId, clock, countLines, tell }: RepeatingOptions): Repeating {
  let timers: readonly ChatTimer[] = []
  let said: ReadonlyMap<number, Said> = new Map()
  const now = (): Said => ({ at: clock.now(), lines: countLines() })

  return {
    async look() {
      for (const { id, minutes, message } of timers) {
        const last = said.get(id)
        if (!last || !isTimerDue(minutes, last.at, countLines() - last.lines, clock.now())) continue
        said = new Map([...said, [id, now()]])
        tell(message)
      }
    },
    async refresh() {
      timers = (await store.findTimers(streamerId)).filter(({ isOn }) => isOn)
      said = new Map(timers.map(({ id }) => [id, said.get(id) ?? now()]))
    },
  }
}
