/** Twitch's chat through tmi.js: stays connected, gives translated messages. */
import type { Logger } from 'pino'
import tmi from 'tmi.js'
import type { Chat, ChatState } from '../../engine/ports/chat.ts'
import { checkAddress, type TokenSource } from '../ask.ts'
import { createListeners, type Listeners } from '../listeners.ts'
import { keepConnected, type Connection, type End, type ReconnectWaits } from '../reconnect.ts'
import { createAccountFinder, createSender, maxLength } from './send.ts'
import { translateMessage } from './translate.ts'
import { readLine, readTag, type IrcLine } from './wire.ts'

export interface TwitchChatOptions {
  readonly channel: { readonly id: string; readonly login: string }
  readonly bot: { readonly login: string; readonly userId: string }
  /** `wss://irc-ws.chat.twitch.tv`; without encryption only on this computer. */
  readonly ircUrl: string
  /** `https://api.twitch.tv/helix`. */
  readonly apiUrl: string
  readonly clientId: string
  /** Access tokens of the bot, asked for before each connect. */
  readonly tokens: TokenSource
  readonly log: Pick<Logger, 'debug' | 'info' | 'error'>
  /** Milliseconds since 1970. */
  readonly now?: () => number
  readonly waits?: Partial<TwitchWaits>
}

/** All in milliseconds. */
export interface TwitchWaits extends ReconnectWaits {
  /** From opening the socket to being in the channel. */
  readonly join: number
  /** After so long without a line the server is asked for one, after once more as long the connection is dead. */
  readonly silence: number
  /** How long the answer to a line we said is waited for. */
  readonly answer: number
}

const usualWaits: TwitchWaits = {
  retry: 1000,
  longestRetry: 30_000,
  longestRefused: 300_000,
  join: 20_000,
  silence: 25_000,
  answer: 3000,
}

/** One bot account in one Twitch channel. Throws for addresses to which no token may travel. */
export function createTwitchChat(given: TwitchChatOptions): Chat {
  checkAddress(given.ircUrl)
  const options = { ...given, now: given.now ?? Date.now, waits: { ...usualWaits, ...given.waits } }
  const { channel, bot, log, now, waits } = options
  const place = { channelId: channel.id, botId: bot.userId }
  const listeners = createListeners('Twitch', log)

  function hear(line: IrcLine): void {
    if (line.command !== 'PRIVMSG') return sender.hear(line)
    const message = translateMessage(line, place, now())
    if (message) listeners.hear(message)
  }

  function tell(state: ChatState, detail: string): void {
    if (state !== 'connected') sender.lose()
    log[state === 'reconnect-account' ? 'error' : 'info']({ state, channel: channel.login }, `Twitch: ${detail}`)
    listeners.tell(state, detail)
  }

  const connection = keepConnected({
    tokens: options.tokens,
    waits,
    tell,
    open: (token, onJoin) => openConnection({ ...options, guard: listeners.guard }, token, hear, onJoin),
  })
  const write = (line: string) => connection.current()?.write(line) ?? false
  // A wall clock that is set back would hold lines back for as long.
  const steady = given.now ?? (() => performance.now())
  const sender = createSender({ login: channel.login, now: steady, answerWithin: waits.answer, write })
  return {
    platform: 'twitch',
    channelId: channel.id,
    maxLength,
    start: connection.start,
    stop: connection.stop,
    reach: () => ({ ways: connection.current()?.isJoined() ? ['irc'] : [], triesIn: connection.triesIn() }),
    readyIn: sender.readyIn,
    send: sender.send,
    onMessage: listeners.onMessage,
    onState: listeners.onState,
    findAccount: createAccountFinder(options),
  }
}

interface TwitchConnection extends Connection {
  /** False: we are not in the channel. */
  write(line: string): boolean
  isJoined(): boolean
}

/**
 * One tmi.js client for one connection. Its own reconnecting is off: it ends for good after a refused login, waits for ever on a
 * server that accepts and stays silent, and for a dead socket to close.
 */
function openConnection(
  options: TwitchChatOptions & { readonly waits: TwitchWaits } & Pick<Listeners, 'guard'>,
  token: string,
  hear: (line: IrcLine) => void,
  onJoin: (detail: string) => void,
): TwitchConnection {
  const { channel, bot, log, waits, guard } = options
  const { promise: ended, resolve } = Promise.withResolvers<End>()
  const client = createClient(options, token)
  const watch = createWatch(waits, () => write(client, 'PING'), end)
  let isJoined = false

  function end(how: End): void {
    watch.stop()
    client.removeAllListeners()
    // It rejects when the socket is closed already, and on a dead one it never settles.
    client.disconnect().catch((reason: unknown) => log.debug({ reason }, 'Twitch: the socket was closed already'))
    resolve(how)
  }

  function hearRaw(raw: unknown): void {
    watch.hear()
    const line = readLine(raw)
    if (!line) return
    const closing = whyClosing(line, isJoined)
    if (closing) return end(closing)
    hear(line)
    if (isJoined || !isAnswerToJoin(line)) return
    isJoined = true
    watch.join()
    onJoin(`Connected to #${channel.login} as ${bot.login}.`)
  }

  listenFirst(client, (raw) => guard(() => hearRaw(raw)))
  client.on('disconnected', (reason: string | undefined) =>
    end(lost(`The connection ended (${reason || 'no reason'}).`)),
  )
  // The reason of a failed attempt comes as `disconnected`, too.
  client.connect().catch((reason: unknown) => log.debug({ reason }, 'Twitch: no connection'))
  return { ended, end, write: (line) => isJoined && write(client, line), isJoined: () => isJoined }
}

function createClient({ ircUrl, channel, bot, log }: TwitchChatOptions, token: string): tmi.Client {
  const { protocol, hostname, port } = checkAddress(ircUrl)
  const secure = protocol === 'wss:'
  const note = (message: unknown) => log.debug({ message }, 'tmi.js')
  return new tmi.Client({
    connection: { server: hostname, port: Number(port) || (secure ? 443 : 80), secure, reconnect: false },
    identity: { username: bot.login, password: token },
    channels: [channel.login],
    // Without the second it asks a host that is long gone, with the token, every minute.
    options: { skipMembership: true, skipUpdatingEmotesets: true },
    // Every message is told at `info`.
    logger: { info: () => undefined, warn: note, error: note },
  })
}

/** Not `say`, which splits lines, runs commands, and reports success before Twitch does. False: the socket is not open. */
function write(client: tmi.Client, line: string): boolean {
  if (client.readyState() !== 'OPEN') return false
  void client.raw(line)
  return true
}

/** Ends a connection that does not reach the channel in time, or falls silent. */
function createWatch({ join, silence }: TwitchWaits, ask: () => void, end: (how: End) => void) {
  let quiet = 0
  const deadline = setTimeout(() => end(lost(`There was no way into the channel within ${join / 1000} s.`)), join)
  const ticks = setInterval(() => {
    quiet += 1
    if (quiet === 2) ask()
    if (quiet > 2) end(lost('The connection fell silent.'))
  }, silence)
  return {
    hear: () => void (quiet = 0),
    join: () => clearTimeout(deadline),
    stop() {
      clearTimeout(deadline)
      clearInterval(ticks)
    },
  }
}

/**
 * Hears each line as it was read, before tmi.js does, and leaves it only those that it needs: its own reading of chat costs time, and a
 * broken line there ends the process. Its event `raw_message` would come with a copy through JSON, dearer than all the rest together.
 */
function listenFirst(client: tmi.Client, hear: (raw: unknown) => void): void {
  const inner = client as unknown as { handleMessage(line: { readonly command: unknown } | null): void } // not in its published types
  const handle = inner.handleMessage.bind(client)
  inner.handleMessage = (line) => {
    hear(line)
    if (forTmi.has(line?.command)) handle(line)
  }
}

/** What tmi.js needs to log in, join and answer PING. Not RECONNECT, after which it would connect a second time. */
const forTmi: ReadonlySet<unknown> = new Set(['PING', 'PONG', '001', '376', 'JOIN', 'USERSTATE', 'ROOMSTATE'])

const lost = (detail: string): End => ({ why: 'lost', detail })

/** The room's state, or our own there: tmi.js's promise of a join gives up after 0.6 s, though the answer may still come. */
function isAnswerToJoin({ command }: IrcLine): boolean {
  return command === 'ROOMSTATE' || command === 'USERSTATE'
}

/** Lines after which a connection is of no more use. */
function whyClosing({ command, params, tags }: IrcLine, isJoined: boolean): End | undefined {
  if (command === 'RECONNECT') return lost('Twitch asked for a new connection.')
  if (command !== 'NOTICE') return undefined
  if (params[0] === '*') return readLoginRefusal(params[1] ?? '')
  if (isJoined || readTag(tags, 'msg-id') !== 'msg_channel_suspended') return undefined
  return lost(`There is no channel ${params[0] ?? ''}, or it is suspended.`)
}

/** Other words, as `Login unsuccessful`, say nothing against the token: too many logins, or trouble at Twitch. */
function readLoginRefusal(said: string): End {
  const isToken = /authentication failed|improperly formatted/i.test(said)
  return { why: isToken ? 'token-refused' : 'lost', detail: `Twitch refused the login ("${said}").` }
}
