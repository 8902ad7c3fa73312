/** A streamer who holds one giveaway after the other, by typing commands in the chat. */
import type { CrowdChat } from './crowd.ts'
import type { Person, Room } from './world.ts'

export interface Prize {
  readonly word: string
  readonly title: string
  /** `-cost 10 -tickets 5` and the like. */
  readonly options?: string
}

export interface HostOptions {
  readonly chat: Pick<CrowdChat, 'say'>
  readonly room: Room
  readonly now?: () => number
  readonly prizes?: readonly Prize[]
  /** Some of them get points before a prize that costs any. */
  readonly people?: readonly Person[]
  /** Before the first giveaway. */
  readonly waitSeconds?: number
  readonly openSeconds?: number
  /** Between `close` and `draw`. */
  readonly closedSeconds?: number
  /** Between the draw and the next prize. */
  readonly pauseSeconds?: number
  /** Whether there are rewards: the host has them listed at the first giveaway, and serves the queue from then on. */
  readonly hasShop?: boolean
}

export interface Host {
  /** Types all that is due by now. */
  step(): void
  stop(): void
}

export const usualPrizes: readonly Prize[] = [
  { word: '!box', title: 'A mystery box' },
  { word: '!gold', title: 'Golden ticket', options: '-cost 10 -tickets 5 -winners 2' },
  { word: '!cosy', title: 'A hand-knitted blanket' },
  { word: '!plant', title: 'Name the plant in the background', options: '-max 40' },
  { word: '!duo', title: 'A round together on stream', options: '-winners 3' },
  { word: '!mug', title: 'The mug from the intro', options: '-tickets 3' },
  { word: '!song', title: 'Choose the music for an hour', options: '-cost 5 -tickets 10' },
]

/** A host who runs alone until stopped. */
export function startHost(options: HostOptions): Host {
  const host = createHost(options)
  const timer = setInterval(host.step, 100)
  return { ...host, stop: () => clearInterval(timer) }
}

/** A host who types only when `step` is called. */
export function createHost({ chat, room, now = Date.now, ...options }: HostOptions): Host {
  const script = tell(options)
  let line = script.next()
  let dueAt = now() + (line.value?.after ?? 0) * 1000
  let isStopped = false
  return {
    step() {
      if (isStopped) return
      while (line.value && dueAt <= now()) {
        chat.say(room, room.owner, line.value.text)
        line = script.next()
        dueAt += (line.value?.after ?? 0) * 1000
      }
    },
    stop() {
      isStopped = true
    },
  }
}

interface Cue {
  /** Seconds after the line before. */
  readonly after: number
  readonly text: string
}

function* tell(options: Omit<HostOptions, 'chat' | 'room' | 'now'>): Generator<Cue, undefined> {
  const { waitSeconds = 3, openSeconds = 20, closedSeconds = 3, pauseSeconds = 12 } = options
  const list = options.prizes ?? usualPrizes
  let wait = waitSeconds
  for (let number = 0; list.length > 0; number += 1) {
    const prize = list[number % list.length]
    if (prize?.options?.includes('-cost')) {
      for (const person of choose(options.people ?? [], number)) {
        yield { after: wait, text: `!addpoints @${person.login} 50` }
        wait = 1.5
      }
    }
    yield { after: wait, text: ['!giveaway open', prize?.word, prize?.title, prize?.options].filter(Boolean).join(' ') }
    const shopping = options.hasShop ? Math.min(6, openSeconds) : 0
    if (options.hasShop) yield { after: shopping, text: number === 0 ? '!store' : '!next' }
    yield { after: openSeconds - shopping, text: '!giveaway close' }
    yield { after: closedSeconds, text: '!giveaway draw' }
    const serving = options.hasShop ? pauseSeconds / 2 : 0
    if (options.hasShop) yield { after: serving, text: '!next' }
    wait = pauseSeconds - serving
  }
  return undefined
}

/** Eight of the people, others each time. */
function choose(people: readonly Person[], number: number): Person[] {
  const from = people.length > 0 ? (number * 8) % people.length : 0
  return [...people, ...people].slice(from, from + Math.min(8, people.length))
}
