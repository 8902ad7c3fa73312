import { linkPeople } from '@streambot/app/demo-people.ts'
import { createTokenSeals } from '@streambot/shared/store/platform-connections.ts'
import type { LiveMessage } from '@streambot/shared/contract/live.ts'
import { examine } from '@streambot/shared/store/doctor.ts'
import { type Account, type ChatPlatform, chatPlatforms as platforms } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { listen } from '../support/api.ts'
import { makeDatabase, type TestDatabase } from '../support/database.ts'
import { listEntries, vault } from '../support/engine.ts'
import { openThreePlatforms, type ThreePlatforms } from '../support/three-platforms.ts'

let database: TestDatabase
let stage: ThreePlatforms

beforeEach(async () => {
  database = await makeDatabase()
  stage = await openThreePlatforms(database.url)
}, 60_000)
afterEach(async () => {
  expect((await examine(database.url)).flatMap((finding) => finding.broken)).toEqual([])
  expect(stage.faults).toEqual([])
  await stage.close()
  await database.drop()
}, 60_000)

function accountsOf(who: number): Account[] {
  const { id: userId, login, displayName: name, youtube, kick } = stage.person(who)
  return [
    { platform: 'twitch', userId, login, name },
    ...(youtube ? [{ platform: 'youtube', userId: youtube.id, login: youtube.login, name } as const] : []),
    ...(kick ? [{ platform: 'kick', userId: kick.id, login: kick.login, name } as const] : []),
  ]
}

async function entrants(): Promise<string[]> {
  const entries = await listEntries(stage.store, (await stage.latest()).id)
  return entries.map(({ platform, name }) => `${name} on ${platform}`).toSorted()
}

test('a giveaway is open in three chats at once, takes entries from each, and its winner is told in all of them', async () => {
  stage.says('twitch', 'host', '!giveaway open !enter Steam key')
  for (const platform of platforms) await stage.hears(platform, /Steam key.*type !enter/i)
  for (const [who, platform] of platforms.entries()) stage.says(platform, who, '!enter')
  await stage.entriesBecome(3)
  const inAll = platforms.map((platform, who) => `${stage.person(who).displayName} on ${platform}`)
  expect(await entrants()).toEqual(inAll.toSorted())

  stage.says('kick', 'host', '!giveaway draw')
  const lines = await Promise.all(platforms.map((platform) => stage.hears(platform, /The winner is/)))
  const [winner] = await stage.store.findWinners((await stage.latest()).id)
  for (const line of lines) expect(line).toContain(winner?.name)
  await vi.waitFor(async () => expect((await stage.latest()).status).toBe('completed'), 10_000)
}, 60_000)

test('whoever linked their accounts has one entry, and is answered where they typed', async () => {
  await linkPeople({ store: stage.store, tokens: createTokenSeals(vault) }, [accountsOf(0)])
  stage.says('twitch', 'host', '!giveaway open !enter Steam key')
  for (const platform of platforms) await stage.hears(platform, /Steam key/)
  stage.says('youtube', 0, '!enter')
  await stage.entriesBecome(1)
  stage.says('kick', 0, '!enter')
  expect(await stage.hears('kick', /in already/)).toContain(stage.person(0).displayName)
  stage.says('twitch', 1, '!enter')
  await stage.entriesBecome(2)
  expect(await entrants()).toEqual(
    [`${stage.person(0).login} on youtube`, `${stage.person(1).displayName} on twitch`].toSorted(),
  )
  const isToldTwice = (platform: ChatPlatform) => stage.heard(platform).some((line) => /in already/.test(line))
  expect(platforms.filter(isToldTwice)).toEqual(['kick'])
}, 60_000)

test('whoever links their accounts only after entering with both has one entry from then on', async () => {
  stage.says('twitch', 'host', '!giveaway open !enter Steam key')
  for (const platform of platforms) await stage.hears(platform, /Steam key/)
  for (const platform of platforms) stage.says(platform, 0, '!enter')
  stage.says('kick', 1, '!enter')
  await stage.entriesBecome(4)
  await linkPeople({ store: stage.store, tokens: createTokenSeals(vault) }, [accountsOf(0)])
  expect((await stage.latest()).entryCount).toBe(2)
  stage.says('youtube', 0, '!enter')
  await stage.hears('youtube', /in already/)
  expect(await entrants()).toHaveLength(2)
}, 60_000)

test('where the age of accounts is asked for, each platform is asked that tells it, and the other says that it does not', async () => {
  stage.says('twitch', 'host', '!giveaway open !enter Steam key -age 20')
  for (const platform of platforms) await stage.hears(platform, /Steam key.*accounts of 20 days/)
  for (const [who, platform] of platforms.entries()) stage.says(platform, who, '!enter')
  await stage.entriesBecome(2)
  await stage.hears('kick', /does not take entries from this platform/)
  const { rows } = await stage.store.pool.query<{ age: unknown }>(
    "SELECT evidence->'account'->>'source' AS age FROM giveaway_entries",
  )
  expect(rows.map(({ age }) => age).toSorted()).toEqual(['Twitch API', 'YouTube API'])
}, 60_000)

test('a page that comes back by the number of the last news misses nothing of three chats, and hears nothing twice', async () => {
  const steady = await listen(stage.server)
  await steady.find(({ type }) => type === 'snapshot')
  stage.says('twitch', 'host', '!giveaway open !enter Steam key')
  for (const platform of platforms) await stage.hears(platform, /Steam key/)
  const told: LiveMessage[] = []
  let reached: number | undefined
  for (const [round, platform] of platforms.entries()) {
    const page = await listen(stage.server, reached)
    stage.says(platform, round, '!enter')
    await page.find((message) => namesOf([message]).includes(stage.person(round).displayName))
    await page.close()
    told.push(...page.messages)
    reached = page.reached()
    stage.says(platforms[(round + 1) % 3] ?? platform, round + 3, '!enter')
    await stage.entriesBecome(2 * (round + 1))
  }
  const last = await listen(stage.server, reached)
  stage.says('youtube', 'host', '!giveaway draw')
  for (const page of [steady, last])
    await page.find((message) => message.type === 'news' && message.news.kind === 'completed')
  told.push(...last.messages)

  expect(told.filter(({ type }) => type === 'snapshot')).toHaveLength(1)
  const everybody = [0, 1, 2, 3, 4, 5].map((who) => stage.person(who).displayName)
  expect(namesOf(told).toSorted()).toEqual(everybody.toSorted())
  expect(namesOf(steady.messages).toSorted()).toEqual(everybody.toSorted())
  const stepsOf = (messages: readonly LiveMessage[]) =>
    messages.flatMap((message) => (message.type === 'news' && !('latest' in message.news) ? [message.id] : []))
  expect(stepsOf(told)).toEqual(stepsOf(steady.messages).slice(-stepsOf(told).length))
  expect(stepsOf(told).length).toBeGreaterThanOrEqual(4)
}, 60_000)

/** Whose entries were told, each as often as it was. A name on YouTube is a handle, in small letters. */
function namesOf(messages: readonly LiveMessage[]): string[] {
  return messages
    .flatMap((message) => (message.type === 'news' && message.news.kind === 'entered' ? message.news.latest : []))
    .map(({ name }) => stage.demo.people.find(({ login }) => login === name.toLowerCase())?.displayName ?? name)
}
