import { examine } from '@streambot/shared/store/doctor.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { makeDatabase } from '../support/database.ts'
import { listEntries } from '../support/engine.ts'
import { openThreePlatforms } from '../support/three-platforms.ts'

test.each([
  ['posts it', { webhook: true, socket: false }],
  ['tells its own site', { webhook: false, socket: true }],
  ['does both', { webhook: true, socket: true }],
] as const)(
  'a viewer types !enter in Kick’s chat, Kick %s, and they are in once: row, reply, winner',
  async (_what, ways) => {
    const database = await makeDatabase()
    onTestFinished(() => database.drop())
    const stage = await openThreePlatforms(database.url, {
      change: ({ kick }) => ({ twitch: undefined, youtube: undefined, kick: { ...kick, ...ways } }),
    })
    onTestFinished(() => stage.close())
    const { kick } = stage.sites
    kick.faults.copies = 2
    stage.says('kick', 'host', '!giveaway open !enter Steam key')
    await stage.hears('kick', /Steam key.*type !enter/i)
    for (const who of [0, 1, 2]) stage.says('kick', who, '!enter')
    await stage.entriesBecome(3)
    await stage.hears('kick', /entered|you are in/)
    stage.says('kick', 0, '!enter')
    await stage.hears('kick', /in already/)

    stage.says('kick', 'host', '!giveaway draw')
    const line = await stage.hears('kick', /The winner is/)
    await vi.waitFor(async () => expect((await stage.latest()).status).toBe('completed'), 10_000)
    const { id } = await stage.latest()
    const [entries, [winner]] = await Promise.all([listEntries(stage.store, id), stage.store.findWinners(id)])
    expect(line).toContain(winner?.name)
    expect(entries.map(({ platform, name }) => `${name} on ${platform}`).toSorted()).toEqual(
      [0, 1, 2].map((who) => `${stage.person(who).kick?.displayName} on kick`).toSorted(),
    )
    expect((await examine(database.url)).flatMap((finding) => finding.broken)).toEqual([])
    expect(stage.faults).toEqual([])
  },
  60_000,
)
