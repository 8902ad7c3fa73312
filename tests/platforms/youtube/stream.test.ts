import { createYoutubeStream } from '@streambot/shared/platforms/youtube/stream.ts'
import { expect, test } from 'vitest'
import { enter, statesOf } from './stage.ts'

const minutes = 60_000

test('a channel is live while its chat is read, and there are those who wrote within ten minutes', async () => {
  let time = 1000
  const ready = await enter()
  const stream = createYoutubeStream(ready.chat, () => time)
  expect(await stream.isLive()).toBe(false)
  const again = ready.nextConnection()
  ready.cut()
  await again
  expect(await stream.isLive()).toBe(true)
  expect(await stream.findPresent()).toEqual([])
  for (const text of ['hello', 'again']) {
    const id = ready.say(text)
    await ready.messages.until((one) => one.id === id)
  }
  time += 10 * minutes
  expect(await stream.findPresent()).toEqual([ready.viewer])
  time += 1
  expect(await stream.findPresent()).toEqual([])
  const broadcast = ready.sim.findBroadcast(ready.demo.room)
  if (broadcast) ready.sim.endBroadcast(broadcast)
  await ready.states.until(({ detail }) => detail === 'The live stream has ended.')
  expect(await stream.isLive()).toBe(false)
  expect(statesOf(ready)).toContain('disconnected')
})
