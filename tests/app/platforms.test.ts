import { chatPlatforms as platforms } from '@streambot/shared/giveaway/words.ts'
import { createDemoWorld } from '@streambot/simulator/demo.ts'
import { expect, onTestFinished, test } from 'vitest'
import { openThreePlatforms, type ThreeOptions } from '../support/three-platforms.ts'
import { makeDatabase } from '../support/database.ts'

async function open(options: ThreeOptions) {
  const database = await makeDatabase()
  onTestFinished(() => database.drop())
  const stage = await openThreePlatforms(database.url, options)
  onTestFinished(() => stage.close())
  return stage
}

test('platforms that are down at the start come in later, and the others do not wait for them', async () => {
  const { sites, says, hears, heard, entriesBecome } = await open({
    trouble({ kick, youtube }) {
      kick.faults.failNext('GET /public/v1/users', 'broken', 10_000)
      youtube.faults.fail('internalError', { times: 10_000 })
    },
  })
  says('twitch', 'host', '!giveaway open !enter Steam key')
  await hears('twitch', /Steam key/)
  says('twitch', 0, '!enter')
  await entriesBecome(1)
  expect([...heard('youtube'), ...heard('kick')]).toEqual([])

  sites.kick.faults.calm()
  sites.youtube.faults.calm()
  await sites.kick.waitUntil(() => sites.kick.requests.some(isSubscription), 20_000)
  await sites.youtube.waitForStream(createDemoWorld().room.login, 20_000)
  says('youtube', 1, '!enter')
  says('kick', 2, '!enter')
  await entriesBecome(3)
  says('kick', 'host', '!giveaway draw')
  for (const platform of platforms) await hears(platform, /The winner is/)
}, 90_000)

const isSubscription = ({ method, path, status }: { method: string; path: string; status: number }) =>
  method === 'POST' && path === '/public/v1/events/subscriptions' && status === 200

test('a token that nobody takes ends the start with a sentence, whatever the others do', async () => {
  const wrong = open({ change: (settings) => ({ ...settings, kick: { ...settings.kick, botLogin: 'somebody' } }) })
  await expect(wrong).rejects.toThrow('KICK_ACCESS_TOKEN is that of streambot_demo, and KICK_BOT_LOGIN is somebody')
}, 60_000)

test('settings that show as wrong only at a later try keep nobody waiting, and count once they are right', async () => {
  const stage = await open({
    trouble: ({ kick }) => kick.faults.failNext('GET /public/v1/users', 'broken', 10_000),
    change: (settings) => ({ ...settings, youtube: undefined, kick: { ...settings.kick, botLogin: 'bot_to_be' } }),
  })
  const { kick } = stage.sites
  kick.faults.calm()
  const answers = () => kick.requests.filter(({ path, status }) => path === '/public/v1/users' && status === 200).length
  await kick.waitUntil(() => answers() >= 3, 20_000)
  expect(kick.requests.some(isSubscription)).toBe(false)
  stage.says('twitch', 'host', '!giveaway open !enter Steam key')
  await stage.hears('twitch', /Steam key/)

  stage.demo.world.rename(stage.demo.bot, 'bot_to_be')
  await kick.waitUntil(() => kick.requests.some(isSubscription), 20_000)
  stage.says('kick', 0, '!enter')
  await stage.entriesBecome(1)
}, 60_000)
