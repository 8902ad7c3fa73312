/**
 * Centrifugo's JSON protocol (https://centrifugal.dev/docs/transports/client_protocol), as Kick's site speaks it. One frame may hold
 * several objects, each on a line of its own.
 */
import { readJson } from '../../runtime/json.ts'
import { type Dialect, type Heard, readEventName, type Terms } from './dialect.ts'
import { centrifugoReply, eventFrame, type Failure } from './wire.ts'

/** The server pings so often unless it says otherwise, and may be late by as long as `patience`; seconds. */
const usualPing = 25
const patience = 10

export function speakCentrifugo(url: string, channel: string, token: string): Dialect {
  let silence = usualPing
  let lastId = 2

  function agree(ping = silence, ttl: number | undefined): Terms {
    silence = ping
    return { kind: 'terms', silence, patience, lifetime: ttl }
  }

  function hearOne(line: string): Heard[] {
    const { data: reply } = centrifugoReply.safeParse(readJson(line))
    if (!reply) return [{ kind: 'odd' }]
    const { id, error, connect, subscribe, refresh, push } = reply
    if (error) return [end(error)]
    if (connect) return [agree(connect.ping, connect.ttl), write({ subscribe: { channel, flag: 0 }, id: 2 })]
    if (subscribe) return [{ kind: 'joined' }]
    if (refresh) return [agree(undefined, refresh.ttl)]
    if (push?.disconnect) return [end(push.disconnect)]
    if (push?.pub && push.channel === channel) return [readEvent(push.pub.data)]
    // An empty object is a ping, and is answered with itself.
    return id === undefined && !push ? [write({})] : [{ kind: 'odd' }]
  }

  return {
    url,
    hello: JSON.stringify({ connect: { token, name: 'js' }, id: 1 }),
    hear: (frame) => frame.split('\n').filter(Boolean).flatMap(hearOne),
    ask: undefined,
    renew: (next) => JSON.stringify({ refresh: { token: next }, id: ++lastId }),
    isFinal: (code) => (code >= 3500 && code < 4000) || (code >= 4500 && code < 5000),
  }
}

function readEvent(data: unknown): Heard {
  const { data: frame } = eventFrame.safeParse(data)
  return frame ? { kind: 'event', name: readEventName(frame.event), data: frame.data } : { kind: 'odd' }
}

const write = (frame: object): Heard => ({ kind: 'write', text: JSON.stringify(frame) })

function end({ code = 0, message = '', reason = message }: Failure): Heard {
  return { kind: 'end', code, reason }
}
