/** Says every few seconds that this phone is there, and hears how its owner stands. */
import type { JoinState } from '@streambot/shared/contract/join.ts'
import { joinSession } from '@streambot/shared/contract/join-session.ts'
import { get, isProblem, send } from '../parts/ask.ts'
import { say } from '../parts/say.ts'

export interface Beating {
  readonly token: () => string | undefined
  heard(state: JoinState): void
  /** Another tab of this phone has the session now. */
  ended(): void
  notice(sentence: string): void
}

export interface Beats {
  /** How one stands, without saying that one is there; nothing where the session has ended. */
  look(): Promise<JoinState | undefined>
  /** Asks, and gives how one stands then. Nothing where the session has ended, which is told. Rejects where nobody answers. */
  ask(what: 'heartbeat' | 'claim'): Promise<JoinState | undefined>
  /** The next sign of life comes after so many milliseconds. */
  after(milliseconds: number): void
}

const againMs = 3_000

export function keepBeating({ token, heard, ended, notice }: Beating): Beats {
  let timer: ReturnType<typeof setTimeout> | undefined
  const headers = () => ({ [joinSession]: token() ?? '' })

  async function ask(what: 'heartbeat' | 'claim'): Promise<JoinState | undefined> {
    const state = await send<JoinState>('POST', `/api/join/${what}`, undefined, headers())
    if (!isProblem(state)) return state
    if (state.code !== 'join-ended') throw new Error(state.detail)
    ended()
    return undefined
  }

  async function beat(): Promise<void> {
    timer = undefined
    try {
      const state = await ask('heartbeat')
      notice('')
      if (state) heard(state)
    } catch {
      // Without a network, or while the server is away; phones that were cut off together do not come back together.
      notice(say('joining.offline'))
      after(againMs * (0.5 + Math.random()))
    }
  }

  function after(milliseconds: number): void {
    clearTimeout(timer)
    timer = setTimeout(() => void beat(), milliseconds)
  }

  const hurry = (): void => {
    if (timer !== undefined && !document.hidden) after(0)
  }
  addEventListener('online', hurry)
  document.addEventListener('visibilitychange', () => {
    hurry()
    void stayAwake()
  })
  void stayAwake()

  return {
    ask,
    after,
    async look() {
      const state = await get<JoinState>('/api/join/state', headers())
      return isProblem(state) ? undefined : state
    },
  }
}

/** A phone that falls asleep says nothing any more. Where it cannot be kept awake its owner has to see to it. */
async function stayAwake(): Promise<void> {
  if (document.hidden || !('wakeLock' in navigator)) return
  try {
    await navigator.wakeLock.request('screen')
  } catch (error) {
    // The browser may say no, such as on a low battery.
    if (!(error instanceof DOMException)) throw error
  }
}
