import { createWatching } from '@streambot/shared/engine/watch.ts'
import type { Account } from '@streambot/shared/giveaway/words.ts'
import type { FirstSettings } from '@streambot/shared/store/bot-configs.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { makeDatabase } from '../support/database.ts'
import { openThreePlatforms, type ThreeOptions } from '../support/three-platforms.ts'

async function openStage(first: FirstSettings, change?: ThreeOptions['change']) {
  const database = await makeDatabase()
  onTestFinished(() => database.drop())
  const stage = await openThreePlatforms(database.url, { first, ...(change && { change }) })
  onTestFinished(() => stage.close())
  return stage
}

test('whoever is in one of the three chats of a live stream is paid for it, and nobody once it is over', async () => {
  const stage = await openStage({ watchPoints: 3, watchSeconds: 60 })
  const { demo, sites, store, streamerId, streams } = stage
  const [watcher, onYoutube, onKick] = [0, 1, 2].map((who) => stage.person(who))
  if (!watcher || !onYoutube?.youtube || !onKick?.kick) throw new Error('Somebody of the demo has no account there.')
  demo.room.present.add(watcher)
  for (const [platform, who] of [
    ['youtube', 1],
    ['kick', 2],
  ] as const) {
    stage.says(platform, who, '!points')
    await stage.hears(platform, /0 points/)
  }

  let now = Date.now()
  const settings = await store.findSettings(streamerId)
  const watching = createWatching({
    ports: { store, clock: { now: () => new Date(now) } },
    streams,
    settings: () => settings,
    mayEarn: () => true,
  })
  const there: Pick<Account, 'platform' | 'userId'>[] = [
    { platform: 'twitch', userId: watcher.id },
    { platform: 'youtube', userId: onYoutube.youtube.id },
    { platform: 'kick', userId: onKick.kick.id },
  ]
  const paid = () => Promise.all(there.map((account) => store.findBalance(streamerId, account)))
  await watching.look()
  expect(await paid()).toEqual([3, 3, 3])

  sites.kick.goOffline(demo.room)
  for (let minute = 0; minute < 2; minute++) {
    now += 60_000
    await watching.look()
  }
  // Twitch and Kick said it twice, and were believed the second time; YouTube's chat goes on until its broadcast ends.
  expect(await paid()).toEqual([6, 9, 6])
}, 60_000)

test('where chatting is paid only while live, a stream on Kick alone is enough', async () => {
  const stage = await openStage({ chatPoints: 5, chatPointsLive: true }, ({ kick }) => ({
    twitch: undefined,
    youtube: undefined,
    kick,
  }))
  const asksKick = () => stage.sites.kick.requests.some(({ query }) => 'broadcaster_user_id' in query)
  await stage.sites.kick.waitUntil(asksKick)
  await vi.waitFor(
    async () => {
      stage.says('kick', 0, 'hello')
      const account = { platform: 'kick', userId: stage.person(0).kick?.id ?? '' } as const
      expect(await stage.store.findBalance(stage.streamerId, account)).toBe(5)
    },
    { timeout: 20_000, interval: 500 },
  )
}, 60_000)
