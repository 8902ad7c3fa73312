/** All access tokens end while hundreds type on three platforms at once, and then every connection breaks. */
import { examine } from '@streambot/shared/store/doctor.ts'
import { type ChatPlatform, chatPlatforms as platforms } from '@streambot/shared/giveaway/words.ts'
import { expect, onTestFinished, test } from 'vitest'
import { makeDatabase } from '../support/database.ts'
import { openThreePlatforms, type ThreePlatforms } from '../support/three-platforms.ts'

const tokenPaths: Readonly<Record<ChatPlatform, string>> = {
  twitch: '/oauth2/token',
  youtube: '/token',
  kick: '/oauth/token',
}

test('when every token ends in a storm, on each platform no entry that was heard is lost and reading goes on by itself', async () => {
  const database = await makeDatabase()
  onTestFinished(() => database.drop())
  const stage = await openThreePlatforms(database.url, {
    people: 270,
    change: (settings) => ({ ...settings, kick: { ...settings.kick, socket: true } }),
  })
  onTestFinished(() => stage.close())
  const { demo, sites } = stage
  const gust = (number: number) => Promise.all(platforms.map((platform) => enter(stage, platform, number)))
  stage.says('twitch', 'host', '!giveaway open !enter Steam key')
  for (const platform of platforms) await stage.hears(platform, /Steam key/)

  const first = gust(0)
  for (const platform of platforms) sites[platform].faults.expireTokens()
  await Promise.all([first, gust(1)])
  await stage.entriesBecome(180)
  const renewals = (platform: ChatPlatform) =>
    sites[platform].requests.filter(({ path, status }) => path === tokenPaths[platform] && status === 200).length
  for (const platform of platforms) {
    sites[platform].faults.expireTokens()
    sites[platform].faults.terminate()
  }
  // YouTube and Kick tell later what was typed meanwhile.
  await Promise.all([enter(stage, 'youtube', 2), enter(stage, 'kick', 2)])
  await Promise.all([sites.twitch.waitForJoin(demo.room, 30_000), sites.kick.waitForJoin(demo.room, 30_000)])
  await enter(stage, 'twitch', 2)
  await stage.entriesBecome(270, 30_000)

  stage.says('youtube', 'host', '!giveaway draw')
  for (const platform of platforms) await stage.hears(platform, /The winner is/)
  for (const platform of platforms) expect(renewals(platform), platform).toBeGreaterThan(0)
  expect((await examine(database.url)).flatMap((finding) => finding.broken)).toEqual([])
  expect(stage.faults).toEqual([])
}, 120_000)

/** Thirty people of their own for each gust on each platform. */
async function enter({ demo, sites }: ThreePlatforms, platform: ChatPlatform, gust: number): Promise<void> {
  const from = (gust * platforms.length + platforms.indexOf(platform)) * 30
  const lines = demo.people.slice(from, from + 30).map((person) => ({ person, text: '!enter' }))
  await sites[platform].sayMany(demo.room, lines, 10)
}
