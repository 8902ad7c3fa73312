/** A demo world with its Twitch, a clock to turn, and clients that end with the test. */
import { once } from 'node:events'
import { createDemoWorld, type DemoWorld } from '@streambot/simulator/demo.ts'
import { startTwitch, type TwitchSimulator } from '@streambot/simulator/twitch.ts'
import tmi from 'tmi.js'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'

export interface Stage extends DemoWorld {
  readonly twitch: TwitchSimulator
  /** Turns the simulator's clock on. */
  turn(seconds: number): void
}

/** Starts the simulator with its clock at one moment. */
export async function setStage(options: { readonly people?: number } = {}): Promise<Stage> {
  let now = Date.UTC(2026, 10, 21, 12)
  const demo = createDemoWorld({ people: options.people ?? 8, seed: 'tests', now: () => now })
  const twitch = await startTwitch({ world: demo.world })
  onTestFinished(() => twitch.stop())
  return { ...demo, twitch, turn: (seconds) => void (now += seconds * 1000) }
}

/** The first of the people; there always is one. */
export function firstOf<T>(list: readonly T[]): T {
  const [first] = list
  if (first === undefined) throw new Error('the list is empty')
  return first
}

const silence = { info: () => undefined, warn: () => undefined, error: () => undefined }

export type Identity = { readonly username: string; readonly password: string | (() => string) }

/** An unmodified tmi.js client in the room, not yet connected. */
export function makeClient({ twitch, room, bot, botToken }: Stage, identity?: Identity | 'anonymous'): tmi.Client {
  const usual = { username: bot.login, password: `oauth:${botToken.access}` }
  const client = new tmi.Client({
    options: { skipUpdatingEmotesets: true },
    // Long enough for the old socket to be closed: tmi.js takes the end of the old one for the end of the new one.
    connection: { server: '127.0.0.1', port: twitch.port, secure: false, reconnect: true, reconnectInterval: 250 },
    ...(identity !== 'anonymous' && { identity: { ...(identity ?? usual) } }),
    channels: [room.login],
    logger: silence,
  })
  onTestFinished(() => {
    client.removeAllListeners()
    if (client.readyState() === 'OPEN') void client.disconnect()
  })
  return client
}

/** A tmi.js client that is connected and in the room. */
export async function joinWithTmi(stage: Stage, identity?: Identity | 'anonymous'): Promise<tmi.Client> {
  const client = makeClient(stage, identity)
  const joined = new Promise((resolve) => client.once('roomstate', resolve))
  await client.connect()
  await joined
  return client
}

/** The next time an event of tmi.js happens: its arguments. */
export function next(client: tmi.Client, event: string): Promise<unknown[]> {
  return once(client as unknown as NodeJS.EventEmitter, event) // its types hide that it is an emitter
}

/** What the client gets, as `text` of messages, in order. */
export function collect(client: tmi.Client): { readonly texts: string[]; readonly ids: string[] } {
  const got = { texts: [] as string[], ids: [] as string[] }
  client.on('message', (_channel, tags, text, self) => {
    if (self) return
    got.texts.push(text)
    got.ids.push(tags.id ?? '')
  })
  return got
}

/** A bare socket: what goes over it line by line. */
export interface Wire {
  readonly lines: readonly string[]
  send(...lines: string[]): void
  /** The first line from here on that fits; each line is given once. */
  read(pattern: RegExp): Promise<string>
  readonly closed: Promise<number>
}

/** Opens a bare socket to the chat. */
export async function openWire({ twitch }: Stage): Promise<Wire> {
  const socket = new WebSocket(`ws://127.0.0.1:${twitch.port}/`, 'irc')
  onTestFinished(() => socket.terminate())
  const lines: string[] = []
  const waiting = new Set<() => void>()
  let read = 0
  socket.on('message', (data) => {
    lines.push(...String(data).split('\r\n').slice(0, -1))
    for (const look of waiting) look()
  })
  const closed = new Promise<number>((resolve) => socket.on('close', resolve))
  await once(socket, 'open')
  return {
    lines,
    closed,
    send: (...sent) => socket.send(sent.join('\r\n')),
    read: (pattern) =>
      new Promise((resolve) => {
        const look = () => {
          const at = lines.findIndex((line, index) => index >= read && pattern.test(line))
          if (at === -1) return
          read = at + 1
          waiting.delete(look)
          resolve(lines[at] ?? '')
        }
        waiting.add(look)
        look()
      }),
  }
}

/** A bare socket of the bot that is in the room. */
export async function joinWithWire(stage: Stage, access = stage.botToken.access): Promise<Wire> {
  const wire = await openWire(stage)
  wire.send('CAP REQ :twitch.tv/tags twitch.tv/commands', `PASS oauth:${access}`, 'NICK somebody')
  await wire.read(/ 376 /)
  wire.send(`JOIN #${stage.room.login}`)
  await wire.read(/ROOMSTATE/)
  return wire
}

/** The tags of a line. */
export function tagsOf(line: string): Record<string, string> {
  const pairs = line.slice(1, line.indexOf(' ')).split(';')
  return Object.fromEntries(pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]))
}
