import { keyPrize, stockDemo } from '@streambot/app/demo-shop.ts'
import { chatPlatforms as platforms } from '@streambot/shared/giveaway/words.ts'
import { examine } from '@streambot/shared/store/doctor.ts'
import { startCrowd } from '@streambot/simulator/crowd.ts'
import { startHost } from '@streambot/simulator/host.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { makeDatabase } from '../support/database.ts'
import { post } from '../support/serve.ts'
import { openThreePlatforms } from '../support/three-platforms.ts'

test('the demo tells its story by itself: the crowd wins keys, claims them, orders rewards and is served', async () => {
  const database = await makeDatabase()
  onTestFinished(() => database.drop())
  const stage = await openThreePlatforms(database.url, { people: 20, first: { revealSeconds: 1 } })
  onTestFinished(() => stage.close())
  const { store, streamerId, sites, demo } = stage
  await stockDemo({ ...stage.ports, ...post }, streamerId)
  const { room, world, people } = demo
  const crowds = platforms.map((name, seed) =>
    startCrowd({ chat: sites[name], world, room, people: people.filter((_, at) => at % 3 === seed), enterSeconds: 1 }),
  )
  const pace = { waitSeconds: 0, openSeconds: 8, closedSeconds: 1, pauseSeconds: 4 }
  const host = startHost({ chat: sites.twitch, room, people, prizes: [keyPrize], hasShop: true, ...pace })
  onTestFinished(() => [host, ...crowds].forEach((player) => player.stop()))

  await stage.hears('twitch', /^Claimed: A game key goes to .*\/me$/)
  await stage.hears('twitch', /^Now serving A-001/)
  await vi.waitFor(async () => expect((await store.countKeys(streamerId)).assigned).toBe(2), 15_000)
  const keys = await store.listKeys(streamerId, { filter: 'assigned' }, { after: undefined, count: 10 })
  expect(keys.every(({ assigned }) => assigned?.giveawayId !== undefined)).toBe(true)
  for (const player of [host, ...crowds]) player.stop()
  expect((await examine(database.url)).flatMap(({ broken }) => broken)).toEqual([])
  expect(stage.faults).toEqual([])
}, 90_000)
