/** A Twitch chat, what it gave, and how tests look at it. The chat is stopped after each test. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { TwitchChatOptions } from '@streambot/shared/platforms/twitch/receive.ts'
import { afterEach, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { createInbox } from '../../support/inbox.ts'
import { roomId } from '../../support/payloads/twitch.ts'
import { watch, type Stage } from '../contract.ts'
import { openTwitch, type TwitchHarness } from './harness.ts'

export type TwitchStage = Stage & TwitchHarness

let stage: TwitchStage | undefined
afterEach(async () => {
  vi.useRealTimers()
  await stage?.chat.stop()
  await stage?.stop()
  stage = undefined
})

/** Opens a chat that has not been started. */
export async function prepare(changes: Partial<TwitchChatOptions> = {}): Promise<TwitchStage> {
  const harness = await openTwitch(changes)
  stage = { ...harness, ...watch(harness) }
  return stage
}

export async function enter(changes: Partial<TwitchChatOptions> = {}): Promise<TwitchStage> {
  const ready = await prepare(changes)
  await ready.chat.start()
  return ready
}

/** Says a last line and gives the texts of all that came until then. */
export async function textsUntilNow({ say, messages }: TwitchStage): Promise<string[]> {
  const id = say('the last line')
  await messages.until((one) => one.id === id)
  return messages.all.map(({ text }) => text).slice(0, -1)
}

export const statesOf = ({ states }: Stage) => states.all.map(({ state }) => state)

/** A chat in which nobody speaks, and lines get no answer. It tells what it is sent, PINGs included. */
export async function startQuietServer() {
  const lines = createInbox<string>()
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', (socket) => {
    socket.on('message', (data) => {
      const line = String(data)
      lines.add(line)
      if (line.startsWith('NICK')) socket.send(':tmi.twitch.tv 001 b :Hi\r\n:tmi.twitch.tv 376 b :>\r\n')
      if (line.startsWith('JOIN')) socket.send(`@room-id=${roomId};slow=0 :tmi.twitch.tv ROOMSTATE #mira_plays\r\n`)
      if (line === 'PING') socket.send('PONG :tmi.twitch.tv\r\n')
    })
  })
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // a server that listens on a port has such an address
  return {
    url: `ws://127.0.0.1:${port}`,
    lines,
    stop: () => {
      for (const socket of server.clients) socket.terminate()
      return new Promise((resolve) => server.close(resolve))
    },
  }
}
