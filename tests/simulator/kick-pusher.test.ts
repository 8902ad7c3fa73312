import { expect, test } from 'vitest'
import { called, joinChat, joinWithPusher, pusherPath, readEvent } from './kick-guest.ts'
import { openLine, setKickStage } from './kick-stage.ts'

test('Pusher brings the same events in its own frames', async () => {
  const stage = await setKickStage()
  const { kick, room, streamer, channels } = stage
  const [line, guest] = [await joinWithPusher(stage), await joinChat(stage)]
  const id = kick.say(room, streamer, 'hello')
  const frame = await line.read(called('App\\Events\\ChatMessageEvent'))
  expect(frame).toEqual({ event: 'App\\Events\\ChatMessageEvent', data: expect.any(String), channel: channels.chat })
  expect(frame['data']).toBe((await readEvent(guest.line, channels.chat)).data)
  expect(JSON.parse(String(frame['data']))).toMatchObject({ id })
})

test.each([
  ['a key that is gone', pusherPath('eb1d5f283081a78b932c'), 4001],
  ['no protocol', pusherPath(undefined, ''), 4008],
  ['an old protocol', pusherPath(undefined, '4'), 4007],
])('Pusher refuses %s', async (_, path, code) => {
  const stage = await setKickStage()
  const line = await openLine(`${stage.kick.pusherUrl}${path}`, '')
  expect(await line.read(called('pusher:error'))).toMatchObject({ data: { code } })
  expect((await line.closed).code).toBe(code)
})

test('Pusher answers pings, asks after two minutes of silence, and cuts off who does not answer', async () => {
  const stage = await setKickStage()
  const line = await joinWithPusher(stage)
  line.send({ event: 'pusher:ping', data: {} })
  await line.read(called('pusher:pong'))
  stage.turn(120)
  await line.read(called('pusher:ping'))
  line.send({ event: 'pusher:pong', data: {} })
  line.send({ event: 'pusher:ping', data: {} })
  await line.read(called('pusher:pong'))
  stage.turn(119)
  stage.turn(1)
  await line.read(called('pusher:ping'))
  stage.turn(29)
  stage.kick.say(stage.room, stage.streamer, 'still there?')
  await line.read(called('App\\Events\\ChatMessageEvent'))
  stage.turn(1)
  expect((await line.closed).code).toBe(4201)
})
