import { formatPages } from '@streambot/shared/files/formats.ts'
import { type Platform, chatPlatforms as platforms } from '@streambot/shared/giveaway/words.ts'
import { isClean } from '@streambot/shared/giveaway/text.ts'
import { examine } from '@streambot/shared/store/doctor.ts'
import { readExport } from '@streambot/shared/store/exports.ts'
import type { Person } from '@streambot/simulator/world.ts'
import { parse } from 'csv-parse/sync'
import { expect, onTestFinished, test } from 'vitest'
import { makeDatabase } from '../support/database.ts'
import { openThreePlatforms } from '../support/three-platforms.ts'

const names: readonly string[] = [
  'Ni\u0000na\u001B[31m',
  '\u202E=HYPERLINK("http://evil")\u2066',
  '\u200B@SUM(A1)\r\n"quoted",;cell',
  'N'.repeat(500),
  `N${'\u0301'.repeat(500)}🎁`,
  '\u3164\u200B\uD800',
]

/** As each platform shows it in its chat. */
function nameOn(platform: Platform, person: Person, name: string): void {
  if (platform === 'twitch') Object.assign(person, { displayName: name })
  if (platform === 'youtube' && person.youtube) Object.assign(person.youtube, { login: name })
  if (platform === 'kick' && person.kick) Object.assign(person.kick, { displayName: name })
}

test('people with hostile names enter on each platform: into replies, rows and spreadsheets only text comes', async () => {
  const database = await makeDatabase()
  onTestFinished(() => database.drop())
  const stage = await openThreePlatforms(database.url, { people: 3 * names.length })
  onTestFinished(() => stage.close())
  stage.says('twitch', 'host', '!giveaway open !enter Steam key')
  for (const platform of platforms) await stage.hears(platform, /Steam key/)
  const everybody = platforms.flatMap((platform) => names.map((name) => ({ platform, name })))
  for (const [who, { platform, name }] of everybody.entries()) {
    nameOn(platform, stage.person(who), name)
    stage.says(platform, who, '!enter')
  }
  await stage.entriesBecome(everybody.length)

  for (const [index, platform] of platforms.entries()) {
    stage.says(platform, index * names.length + 1, '!enter')
    expect(await stage.hears(platform, /in already/)).toMatch(/^@=HYPERLINK\("http:\/\/evil"\), /)
  }
  for (const line of platforms.flatMap((platform) => stage.heard(platform)))
    expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u)

  const { id } = await stage.latest()
  let csv = ''
  const pages = readExport(database.url, stage.streamerId, { kind: 'entries', giveawayId: id })
  for await (const piece of formatPages(pages, 'csv')) csv += piece
  const rows: Record<string, string>[] = parse(csv, { columns: true, record_delimiter: '\r\n' })
  expect(rows).toHaveLength(everybody.length)
  for (const { name = '' } of rows) {
    expect(isClean(name)).toBe(true)
    expect(name).toMatch(/^[^=+\-@\s\p{Default_Ignorable_Code_Point}]/u)
    expect(name.length).toBeLessThanOrEqual(101)
  }
  expect((await examine(database.url)).flatMap((finding) => finding.broken)).toEqual([])
  expect(stage.faults).toEqual([])
}, 60_000)
