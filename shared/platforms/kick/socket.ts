/** One connection to Kick's socket, in whatever dialect: it joins in time, keeps its token fresh, and ends when it falls silent. */
import type { Logger } from 'pino'
import { WebSocket } from 'ws'
import { reasonOf } from '../../runtime/setup-error.ts'
import type { End } from '../reconnect.ts'
import type { Dialect, Heard, Terms } from './dialect.ts'

export interface SocketOptions {
  readonly dialect: Dialect
  readonly signal: AbortSignal
  readonly onJoin: () => void
  readonly onEvent: (name: string, data: unknown) => void
  /** Another token for the same guest. */
  readonly renewToken: () => Promise<string>
  readonly log: Pick<Logger, 'debug' | 'error'>
  /** From opening the socket to being in the room, in milliseconds. */
  readonly join: number
}

/** An end; `isFinal` where coming back at once would be refused again. */
export interface SocketEnd extends End {
  readonly isFinal: boolean
}

/** Others are refused. */
const origin = 'https://kick.com'
/** More than any frame of chat. */
const mostBytes = 1_048_576

/** Connects and stays. Resolves when it is over; never rejects. */
export function talk(options: SocketOptions): Promise<SocketEnd> {
  const { dialect, signal, log } = options
  const { promise: ended, resolve } = Promise.withResolvers<SocketEnd>()
  const socket = new WebSocket(dialect.url, {
    origin,
    maxPayload: mostBytes,
    perMessageDeflate: false,
    handshakeTimeout: options.join,
  })
  const watch = createWatch(options.join, {
    ask: () => write(dialect.ask),
    renew: () => void renew(),
    end: (detail) => lose(detail),
  })

  function finish(end: SocketEnd): void {
    watch.stop()
    signal.removeEventListener('abort', stop)
    socket.removeAllListeners()
    // A socket that is closed while it opens says so as an error.
    socket.on('error', (err) => log.debug({ err }, 'Kick: the socket was closed'))
    socket.terminate()
    resolve(end)
  }

  const lose = (detail: string): void => finish({ why: 'lost', detail, isFinal: false })
  const stop = (): void => finish({ why: 'stopped', detail: 'Stopped.', isFinal: false })
  const close = (code: number, reason: string): void => {
    const said = [code, reason].filter(Boolean).join(' ') || 'no reason'
    finish({ why: 'lost', detail: `Kick's socket ended (${said}).`, isFinal: dialect.isFinal(code) })
  }

  function write(text: string | undefined): void {
    if (text !== undefined && socket.readyState === WebSocket.OPEN) socket.send(text)
  }

  async function renew(): Promise<void> {
    try {
      write(dialect.renew?.(await options.renewToken()))
    } catch (error) {
      lose(`The guest's token for Kick's socket was not renewed. ${reasonOf(error)}`)
    }
  }

  function follow(heard: Heard): void {
    switch (heard.kind) {
      case 'write':
        return write(heard.text)
      case 'terms':
        return watch.agree(heard)
      case 'joined':
        watch.join()
        return options.onJoin()
      case 'event':
        return options.onEvent(heard.name, heard.data)
      case 'end':
        return close(heard.code, heard.reason)
      case 'odd':
        return log.debug('Kick: the socket said something that is not known')
    }
  }

  signal.addEventListener('abort', stop)
  socket.on('open', () => write(dialect.hello))
  socket.on('message', (data) => {
    watch.hear()
    for (const heard of dialect.hear(String(data))) follow(heard)
  })
  socket.on('close', (code, reason) => close(code, String(reason)))
  socket.on('error', (error) => lose(`Kick's socket broke (${reasonOf(error)}).`))
  if (signal.aborted) stop()
  return ended
}

interface Duties {
  ask(): void
  renew(): void
  end(detail: string): void
}

/** Renewed so long before its end. */
const renewMs = 15_000

function createWatch(join: number, { ask, renew, end }: Duties) {
  const deadline = setTimeout(() => end(`There was no way into the room within ${join / 1000} s.`), join)
  let terms: Terms | undefined
  let quiet: NodeJS.Timeout | undefined
  let renewal: NodeJS.Timeout | undefined

  function listen(): void {
    clearTimeout(quiet)
    if (terms) quiet = setTimeout(wonder, terms.silence * 1000, terms.patience * 1000)
  }

  function wonder(patience: number): void {
    ask()
    quiet = setTimeout(() => end('The connection fell silent.'), patience)
  }

  return {
    hear: listen,
    join: () => clearTimeout(deadline),
    agree(said: Terms) {
      terms = said
      listen()
      clearTimeout(renewal)
      const lifetime = (said.lifetime ?? 0) * 1000
      if (lifetime > 0) renewal = setTimeout(renew, Math.max(lifetime - renewMs, lifetime / 2))
    },
    stop() {
      for (const timer of [deadline, quiet, renewal]) clearTimeout(timer)
    },
  }
}
