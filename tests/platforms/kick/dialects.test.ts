import { speakCentrifugo } from '@streambot/shared/platforms/kick/centrifugo.ts'
import type { Dialect } from '@streambot/shared/platforms/kick/dialect.ts'
import { speakPusher } from '@streambot/shared/platforms/kick/pusher.ts'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  centrifugoFrames as centrifugo,
  chatChannel,
  chatEvent,
  pusherFrames as pusher,
  socketBody,
} from '../../support/payloads/kick.ts'

const makers: Record<string, () => Dialect> = {
  Centrifugo: () => speakCentrifugo('wss://realtime.example/connection/websocket', chatChannel, 'guest-token'),
  Pusher: () => speakPusher('wss://pusher.example/app/key', chatChannel),
}

/** What is written back, as JSON. */
function readWritten(dialect: Dialect, frame: string): unknown[] {
  return dialect.hear(frame).flatMap((heard) => (heard.kind === 'write' ? [JSON.parse(heard.text)] : []))
}

describe('Centrifugo', () => {
  const speak = () => speakCentrifugo('wss://realtime.example/connection/websocket', chatChannel, 'guest-token')

  test('begins with the token, subscribes to the room, and is in when that is answered', () => {
    const dialect = speak()
    expect(JSON.parse(dialect.hello ?? '')).toEqual({ connect: { token: 'guest-token', name: 'js' }, id: 1 })
    expect(dialect.hear(centrifugo.connected)[0]).toEqual({ kind: 'terms', silence: 25, patience: 10, lifetime: 2700 })
    expect(readWritten(dialect, centrifugo.connected)).toEqual([
      { subscribe: { channel: chatChannel, flag: 0 }, id: 2 },
    ])
    expect(dialect.hear(centrifugo.subscribed)).toEqual([{ kind: 'joined' }])
  })

  test('without terms of the server the usual ping is waited for', () => {
    const [terms] = speak().hear(centrifugo.connectedWithoutTerms)
    expect(terms).toEqual({ kind: 'terms', silence: 25, patience: 10, lifetime: undefined })
  })

  test('answers a ping with itself', () => {
    expect(speak().hear(centrifugo.ping)).toEqual([{ kind: 'write', text: '{}' }])
  })

  test('a frame may hold several objects', () => {
    const frame = [centrifugo.ping, centrifugo.push(chatEvent('one')), centrifugo.push(chatEvent('two')), ''].join('\n')
    expect(speak().hear(frame)).toEqual([
      { kind: 'write', text: '{}' },
      { kind: 'event', name: 'ChatMessageEvent', data: socketBody('one') },
      { kind: 'event', name: 'ChatMessageEvent', data: socketBody('two') },
    ])
  })

  test('goes on with a new token, each time under a number of its own, on the terms of the answer', () => {
    const dialect = speak()
    dialect.hear(centrifugo.connected)
    expect(JSON.parse(dialect.renew?.('second') ?? '')).toEqual({ refresh: { token: 'second' }, id: 3 })
    expect(dialect.hear(centrifugo.refreshed)).toEqual([{ kind: 'terms', silence: 25, patience: 10, lifetime: 600 }])
    expect(JSON.parse(dialect.renew?.('third') ?? '')).toEqual({ refresh: { token: 'third' }, id: 4 })
  })

  test.each([
    ['a refusal', centrifugo.refused, 109, 'token expired'],
    ['a pushed goodbye', centrifugo.disconnect, 3501, 'bad request'],
  ])('%s ends it', (_what, frame, code, reason) => {
    expect(speak().hear(frame)).toEqual([{ kind: 'end', code, reason }])
  })

  test.each([
    [3499, false],
    [3500, true],
    [3999, true],
    [4000, false],
    [4499, false],
    [4500, true],
    [4999, true],
    [1006, false],
    [109, false],
  ])('the code %i shuts a client out for good: %s', (code, isFinal) => {
    expect(speak().isFinal(code)).toBe(isFinal)
  })

  test.each([
    ['what happens in another room', centrifugo.push(chatEvent('hi'), 'chatrooms.1.v2')],
    ['somebody coming in', centrifugo.joinOfSomebody],
    ['an answer to nothing', '{"id":9}'],
    ['an event without a name', centrifugo.push({ data: '{}' })],
    ['what is no JSON', '{"push":'],
    ['a number', '5'],
    ['nothing known', 'null'],
  ])('%s is odd', (_what, frame) => {
    expect(speak().hear(frame)).toEqual([{ kind: 'odd' }])
  })
})

describe('Pusher', () => {
  const speak = () => speakPusher('wss://pusher.example/app/key', chatChannel)

  test('waits for the greeting, subscribes to the room, and is in when that is answered', () => {
    const dialect = speak()
    expect(dialect.hello).toBeUndefined()
    expect(dialect.hear(pusher.established)[0]).toEqual({
      kind: 'terms',
      silence: 120,
      patience: 30,
      lifetime: undefined,
    })
    expect(readWritten(dialect, pusher.established)).toEqual([
      { event: 'pusher:subscribe', data: { auth: '', channel: chatChannel } },
    ])
    expect(dialect.hear(pusher.subscribed)).toEqual([{ kind: 'joined' }])
  })

  test('answers a ping, and asks with one', () => {
    expect(readWritten(speak(), pusher.ping)).toEqual([{ event: 'pusher:pong', data: {} }])
    expect(JSON.parse(speak().ask ?? '')).toEqual({ event: 'pusher:ping', data: {} })
  })

  test('an error ends it; a wrong key for good', () => {
    const reason = 'App key not in this cluster'
    expect(speak().hear(pusher.wrongKey)).toEqual([{ kind: 'end', code: 4001, reason }])
    expect([3999, 4000, 4099, 4100, 4200].map(speak().isFinal)).toEqual([false, true, true, false, false])
  })

  test.each([
    ['what happens in another room', pusher.event(chatEvent('hi'), 'chatrooms.1.v2')],
    ['a pong', pusher.pong],
    ['what is no JSON', '{"event":'],
    ['nothing known', '{}'],
  ])('%s is odd', (_what, frame) => {
    expect(speak().hear(frame)).toEqual([{ kind: 'odd' }])
  })
})

describe.each(Object.entries(makers))('%s, as every dialect', (name, make) => {
  const wrap = name === 'Pusher' ? pusher.event : centrifugo.push

  const wrapAny = (data: object) => wrap({ event: 'App\\Events\\ChatMessageEvent', data })

  test.each([
    ['with the prefix of its name', 'App\\Events\\ChatMessageEvent'],
    ['without it', 'ChatMessageEvent'],
  ])('an event comes %s, its data in a text or as an object', (_what, event) => {
    const data = socketBody('!enter')
    const heard = [{ kind: 'event', name: 'ChatMessageEvent', data }]
    expect(make().hear(wrap({ event, data }))).toEqual(heard)
    expect(make().hear(wrap({ event, data: JSON.stringify(data) }))).toEqual(heard)
  })

  test('nothing that can be said breaks it', () => {
    const frames = fc.oneof(fc.string(), fc.json(), fc.object().map(wrapAny))
    fc.assert(
      fc.property(frames, (frame) => {
        expect(make().hear(frame)).toBeInstanceOf(Array)
      }),
    )
  })
})
