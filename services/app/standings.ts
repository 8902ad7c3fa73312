/** Watches the platforms of this process: how each stands, when a line last came, and how late lines are. */
import type { Stream } from '@streambot/shared/engine/ports.ts'
import type { Chat, ChatState } from '@streambot/shared/engine/ports/chat.ts'
import type { Standing, Standings } from '@streambot/shared/engine/ports/standing.ts'
import type { Platform } from '@streambot/shared/giveaway/words.ts'
import { pause } from '@streambot/shared/platforms/pause.ts'
import type { Log } from '@streambot/shared/runtime/log.ts'
import type { OpenPlatform } from './open-platform.ts'

export interface KeptStandings extends Standings {
  /** The lag of the slowest platform, in milliseconds. */
  lateMs(): number
  /** A platform that could not be opened. `triesIn`: milliseconds until it is tried again. */
  missed(platform: Platform, detail: string, triesIn: number): void
  /** From now on its chat is watched: before it is started. */
  watch(platform: Pick<OpenPlatform, 'chat' | 'stream'>): void
}

export interface StandingsOptions {
  /** Those of the settings. */
  readonly platforms: readonly Platform[]
  readonly log: Pick<Log, 'warn'>
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/** How many of the last lines the lag is the median of. */
const linesLookedAt = 100
/** How long an answer about the stream counts, and how long it is waited for at most. In milliseconds. */
const liveMs = 30_000
const patienceMs = 1_500
/** Lines are counted by so many slots of so many milliseconds: five minutes, of which the last twelve are one. */
const slotMs = 5_000
const slots = 60
const lateSlots = 12
/** And told by so many together. */
const slotsTold = 3

export function keepStandings({ platforms, log, now = Date.now }: StandingsOptions): KeptStandings {
  const begun = new Date(now())
  const watched = new Map<Platform, () => Promise<Standing>>()
  const missed = (platform: Platform, detail: string, triesAt: Date): Standing => ({
    platform,
    state: 'connecting',
    detail,
    since: begun,
    triesAt,
    ...nothingSeen,
  })
  for (const platform of platforms) watched.set(platform, async () => missed(platform, 'It is being opened.', begun))
  const lags = new Map<Platform, number[]>()

  return {
    read: () => Promise.all(Array.from(watched.values(), (look) => look())),
    missed(platform, detail, triesIn) {
      const standing = missed(platform, detail, new Date(now() + triesIn))
      watched.set(platform, async () => standing)
    },
    watch({ chat, stream }) {
      const own: number[] = []
      lags.set(chat.platform, own)
      watched.set(chat.platform, watchChat(chat, stream, own, now, log))
    },
    lateMs: () => Math.max(0, ...Array.from(lags.values(), (own) => findMedian(own) ?? 0)),
  }
}

const nothingSeen = {
  ways: [],
  lastLineAt: undefined,
  linesLately: 0,
  lines: [],
  lagMs: undefined,
  isLive: undefined,
  budget: undefined,
} as const

function watchChat(chat: Chat, stream: Stream | undefined, lags: number[], now: () => number, log: Pick<Log, 'warn'>) {
  const askLive = stream && askNowAndThen(stream, log)
  let [state, detail, since]: [ChatState, string, Date] = ['connecting', 'Connecting.', new Date(now())]
  let lines = 0
  let lastLineAt: Date | undefined
  const pace = countLately(now)

  chat.onState((next, why) => {
    if ((next === 'connected') !== (state === 'connected')) since = new Date(now())
    // While it is tried again, why it has to be says more.
    if (next !== 'connecting') detail = why
    state = next
  })
  chat.onMessage(({ sentAt }) => {
    lastLineAt = new Date(now())
    pace.count()
    lags[lines++ % linesLookedAt] = Math.max(0, lastLineAt.getTime() - sentAt.getTime())
  })

  return async (): Promise<Standing> => {
    const reach = chat.reach()
    const { ways, triesIn } = reach
    return {
      platform: chat.platform,
      state,
      detail,
      since,
      ways,
      triesAt: triesIn === undefined ? undefined : new Date(now() + triesIn),
      lastLineAt,
      ...pace.read(),
      lagMs: findMedian(lags),
      isLive: 'isLive' in reach ? reach.isLive : await askLive?.(),
      budget: chat.budget?.(),
    }
  }
}

/** Counts what came in the last minutes, to five seconds, in a few numbers however many come. */
function countLately(now: () => number) {
  const counts = new Map<number, number>()
  const slot = (): number => Math.floor(now() / slotMs)
  const forget = (): void => {
    for (const old of counts.keys()) if (old <= slot() - slots) counts.delete(old)
  }
  return {
    count(): void {
      const before = counts.get(slot())
      if (before === undefined) forget()
      counts.set(slot(), (before ?? 0) + 1)
    },
    read(): Pick<Standing, 'linesLately' | 'lines'> {
      const first = slot() - slots + 1
      const bySlot = Array.from({ length: slots }, (_, index) => counts.get(first + index) ?? 0)
      const lines = Array.from({ length: slots / slotsTold }, (_, index) =>
        add(bySlot.slice(index * slotsTold, (index + 1) * slotsTold)),
      )
      return { linesLately: add(bySlot.slice(-lateSlots)), lines }
    },
  }
}

function add(counts: readonly number[]): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Asks a platform whether the stream is live, but not with every look. Nothing where it does not say, or not in time. */
function askNowAndThen(stream: Stream, log: Pick<Log, 'warn'>): () => Promise<boolean | undefined> {
  let asked: { readonly at: number; readonly answer: Promise<boolean | undefined> } | undefined
  return () => {
    if (!asked || performance.now() - asked.at > liveMs) {
      const answer = stream.isLive().catch((err: unknown) => {
        log.warn({ err, platform: stream.platform }, 'Whether the stream is live could not be found out.')
        return undefined
      })
      asked = { at: performance.now(), answer }
    }
    const late = new AbortController()
    const { answer } = asked
    return Promise.race([answer, pause(patienceMs, late.signal).then(() => undefined)]).finally(() => late.abort())
  }
}

function findMedian(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)]
}
