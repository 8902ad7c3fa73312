/** The live connection: comes back by itself after a break, and goes on where it was. */
import { accessEnded, addressGone } from '@streambot/shared/contract/closing.ts'

export type LiveState = 'connecting' | 'connected' | 'lost'

export interface LiveListener<Message> {
  onMessage(message: Message): void
  onState(state: LiveState): void
  /** Whoever looks at it may not any more: it does not come back. */
  onEnd?(): void
}

const firstDelay = 500
const longestDelay = 15_000
/** The server speaks at least every 20 s; silence twice as long means that nobody is there. */
const patience = 45_000

/** How the server ends the connection of somebody who signed out, and of an overlay whose address was replaced. */
const endings = [4401, addressGone]

/** Connects to a feed, and keeps connecting for as long as the page is open, or whoever looks at it is signed in. */
export function connectLive<Message extends { readonly type: string; readonly id?: number }>(
  path: string,
  { onMessage, onState, onEnd }: LiveListener<Message>,
): void {
  let reached: number | undefined
  let delay = firstDelay
  let retry: ReturnType<typeof setTimeout> | undefined

  const connect = (): void => {
    retry = undefined
    const socket = new WebSocket(liveAddress(path, reached))
    const giveUp = (): void => socket.close()
    let silence = setTimeout(giveUp, patience)
    socket.addEventListener('message', ({ data }) => {
      clearTimeout(silence)
      silence = setTimeout(giveUp, patience)
      const message = JSON.parse(String(data)) as Message // our own server keeps the contract
      if (message.id !== undefined) reached = message.id
      delay = firstDelay
      onMessage(message)
    })
    socket.addEventListener('open', () => onState('connected'))
    socket.addEventListener('close', ({ code }) => {
      clearTimeout(silence)
      if (endings.includes(code)) return location.reload()
      if (code === accessEnded) return onEnd?.()
      onState('lost')
      // Pages that were cut off together do not come back together.
      retry = setTimeout(connect, delay * (0.5 + Math.random() / 2))
      delay = Math.min(delay * 2, longestDelay)
    })
  }
  const hurry = (): void => {
    if (retry === undefined || document.hidden) return
    clearTimeout(retry)
    connect()
  }

  addEventListener('online', hurry)
  document.addEventListener('visibilitychange', hurry)
  onState('connecting')
  connect()
}

function liveAddress(path: string, after: number | undefined): URL {
  const address = new URL(path, location.href)
  address.protocol = address.protocol.replace('http', 'ws')
  if (after !== undefined) address.searchParams.set('after', String(after))
  return address
}
