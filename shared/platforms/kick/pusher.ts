/** Pusher's protocol (https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol), which Kick's site spoke before. */
import { readJson } from '../../runtime/json.ts'
import { type Dialect, type Heard, readEventName } from './dialect.ts'
import { eventFrame, pusherError, pusherGreeting } from './wire.ts'

/** How long the server may take to answer a ping, in seconds. */
const patience = 30

export function speakPusher(url: string, channel: string): Dialect {
  function hear(text: string): Heard {
    const { data: frame } = eventFrame.safeParse(readJson(text))
    if (!frame) return { kind: 'odd' }
    if (frame.event === 'pusher_internal:subscription_succeeded') return { kind: 'joined' }
    if (frame.event === 'pusher:ping') return write('pusher:pong', {})
    if (frame.event === 'pusher:error') return readError(frame.data)
    if (frame.channel !== channel) return { kind: 'odd' }
    return { kind: 'event', name: readEventName(frame.event), data: frame.data }
  }

  function greet(text: string): Heard[] | undefined {
    const greeting = pusherGreeting.safeParse(readJson(text)).data
    if (!greeting) return undefined
    const { activity_timeout: silence } = greeting.data
    return [{ kind: 'terms', silence, patience, lifetime: undefined }, write('pusher:subscribe', { auth: '', channel })]
  }

  return {
    url,
    hello: undefined,
    hear: (frame) => greet(frame) ?? [hear(frame)],
    ask: JSON.stringify({ event: 'pusher:ping', data: {} }),
    renew: undefined,
    // As when Kick changed its key.
    isFinal: (code) => code >= 4000 && code < 4100,
  }
}

function readError(data: unknown): Heard {
  const { code = 0, message = '' } = pusherError.safeParse(data).data ?? {}
  return { kind: 'end', code, reason: message }
}

const write = (event: string, data: object): Heard => ({ kind: 'write', text: JSON.stringify({ event, data }) })
