/** A YouTube chat, what it gave, and how tests look at it. The chat is stopped after each test. */
import { afterEach } from 'vitest'
import { watch, type Stage } from '../contract.ts'
import { openYoutube, type YoutubeChanges, type YoutubeHarness } from './harness.ts'

export type YoutubeStage = Stage & YoutubeHarness

let stage: YoutubeStage | undefined
afterEach(async () => {
  await stage?.chat.stop()
  await stage?.stop()
  stage = undefined
})

/** Opens a chat that has not been started. */
export async function prepare(changes: YoutubeChanges = {}): Promise<YoutubeStage> {
  const harness = await openYoutube(changes)
  stage = { ...watch(harness), ...harness }
  return stage
}

export async function enter(changes: YoutubeChanges = {}): Promise<YoutubeStage> {
  const ready = await prepare(changes)
  await ready.chat.start()
  return ready
}

/** Says a last line and gives the texts of all that came until then. */
export async function textsUntilNow({ say, messages }: YoutubeStage): Promise<string[]> {
  const id = say('the last line')
  await messages.until((one) => one.id === id)
  return messages.all.map(({ text }) => text).slice(0, -1)
}

export const statesOf = ({ states }: Stage) => states.all.map(({ state }) => state)
export const detailsOf = ({ states }: Stage) => states.all.map(({ detail }) => detail)

/** What the streamer's first stream is told as. */
export const connected = 'Connected to the chat of "Cosy evening with giveaways".'

/** The answers to all requests of a call. */
export const statusesOf = ({ sim }: YoutubeHarness, path: string, method = 'GET') =>
  sim.requests
    .filter((request) => request.method === method && request.path === `/youtube/v3/${path}`)
    .map(({ status }) => status)

/** The path of the call that streams a chat. */
export const streams = 'liveChat/messages/stream'

export function newBroadcast({ sim, demo }: YoutubeStage): void {
  const old = sim.findBroadcast(demo.room)
  if (old) sim.endBroadcast(old)
  sim.startBroadcast(demo.room, { title: 'Another evening' })
}
