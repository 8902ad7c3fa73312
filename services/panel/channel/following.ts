/** What happens while the page is open: the giveaways and their entries as the live feed tells them, and what else changed. */
import type { ChannelLiveMessage } from '@streambot/shared/contract/channel-live.ts'
import type { LiveMessage } from '@streambot/shared/contract/live.ts'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { connectLive, type LiveState } from '../parts/live.ts'
import { applyNews, fromSnapshot, type State } from '../parts/state.ts'
import { askAnew, questions } from './asking.ts'

export interface Followed {
  /** Absent until the first snapshot is there. */
  readonly live: State | undefined
  /** The worst of the connections. */
  readonly connection: LiveState
  /** What to add to this computer's clock to have the server's, in milliseconds. */
  readonly clockOffset: number
}

let followed: Followed = { live: undefined, connection: 'connecting', clockOffset: 0 }
const states = { live: 'connecting' as LiveState, channel: 'connecting' as LiveState }
const listeners = new Set<() => void>()
let isFollowing = false

/** Follows from the first use on, for as long as the page is open. */
export function useFollowed(): Followed {
  return useSyncExternalStore(subscribe, () => followed)
}

/** The time by the server's clock in milliseconds, anew every second. */
export function useNow(): number {
  const { clockOffset } = useFollowed()
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [])
  return now + clockOffset
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (!isFollowing) follow()
  return () => listeners.delete(listener)
}

function follow(): void {
  isFollowing = true
  connectLive<LiveMessage>('/api/live', { onMessage: takeNews, onState: (state) => note('live', state) })
  connectLive<ChannelLiveMessage>('/api/channel/live', {
    onMessage: takeChange,
    onState: (state) => note('channel', state),
    onEnd: () => void askAnew([['me']]),
  })
}

function takeNews(message: LiveMessage): void {
  if (message.type === 'ping') return
  if (message.type === 'snapshot') {
    put({ live: fromSnapshot(message), clockOffset: Date.parse(message.at) - Date.now() })
    return void askAnew([['channel', 'giveaways']])
  }
  if (!followed.live) return
  put({ live: applyNews(followed.live, message) })
  const { kind } = message.news
  if (kind !== 'entered' && kind !== 'left') void askAnew([['channel', 'giveaways']])
}

/** What changes who one is here, or what points are called. */
const meBy: readonly string[] = ['helper joined', 'settings changed']

function takeChange(message: ChannelLiveMessage): void {
  switch (message.type) {
    case 'platforms':
      return void questions.setQueryData(['channel', 'platforms'], { platforms: message.platforms })
    case 'changed':
      if (message.actions.some((action) => meBy.includes(action))) void askAnew([['me']])
      return askAll()
    case 'ping':
      // Lags and single units of a quota are no news of their own: they are asked for now and then.
      return void askAnew([['channel', 'platforms']])
  }
}

/** Between two rounds of questions: a chat in which points move all the time would else make as many requests. */
const restMs = 2_000
let rest: ReturnType<typeof setTimeout> | undefined
let isAskedAgain = false

/** At once, and then not too often. Only what a page shows is asked for anew; the rest is when somebody goes there. */
function askAll(): void {
  if (rest !== undefined) return void (isAskedAgain = true)
  void askAnew([['channel']])
  rest = setTimeout(() => {
    rest = undefined
    if (isAskedAgain) askAll()
  }, restMs)
  isAskedAgain = false
}

function note(which: keyof typeof states, state: LiveState): void {
  const before = states[which]
  states[which] = state
  const connection = (['lost', 'connecting'] as const).find((one) => Object.values(states).includes(one)) ?? 'connected'
  put({ connection })
  // What was missed meanwhile is asked for anew.
  if (before === 'lost' && state === 'connected') void askAnew([['channel']])
}

function put(change: Partial<Followed>): void {
  followed = { ...followed, ...change }
  for (const listener of listeners) listener()
}
