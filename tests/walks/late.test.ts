import { chatPlatforms as platforms } from '@streambot/shared/giveaway/words.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { makeDatabase } from '../support/database.ts'
import { listEntries } from '../support/engine.ts'
import { openThreePlatforms } from '../support/three-platforms.ts'

/** Stops the clock of the bot and of the platforms, and turns it by hand, in seconds. */
function stopClock() {
  const start = Date.now()
  vi.useFakeTimers({ toFake: ['Date'], now: start })
  onTestFinished(() => void vi.useRealTimers())
  const at = (seconds: number): number => start + seconds * 1_000
  return { at, turnTo: (seconds: number) => void vi.setSystemTime(at(seconds)) }
}

test.each([
  ['posts it', { webhook: true, socket: false }],
  ['tells its own site', { webhook: false, socket: true }],
] as const)(
  'what YouTube and Kick bring forty seconds late counts where it was written before the close, and not where later: Kick %s',
  async (_what, ways) => {
    const database = await makeDatabase()
    onTestFinished(() => database.drop())
    const { at, turnTo } = stopClock()
    const stage = await openThreePlatforms(database.url, {
      change: (settings) => ({ ...settings, kick: { ...settings.kick, ...ways } }),
    })
    onTestFinished(() => stage.close())
    stage.says('twitch', 'host', '!giveaway open !enter Steam key')
    for (const platform of platforms) await stage.hears(platform, /Steam key/)
    turnTo(10)
    stage.says('youtube', 4, 'hello', at(-30))
    stage.says('kick', 5, 'hello', at(-30))
    await vi.waitFor(() => expect(stage.ports.lateMs?.()).toBeGreaterThanOrEqual(39_000), 10_000)
    stage.says('twitch', 'host', '!giveaway close')
    await stage.hears('twitch', /Closed/)

    turnTo(48)
    for (const [platform, early, late] of [
      ['youtube', 0, 1],
      ['kick', 2, 3],
    ] as const) {
      stage.says(platform, early, '!enter', at(8))
      stage.says(platform, late, '!enter', at(12))
      await stage.hears(platform, /is closed, no more entries/)
    }
    await stage.entriesBecome(2)
    const entries = await listEntries(stage.store, (await stage.latest()).id)
    const names = entries.map(({ platform, name }) => `${name.toLowerCase()} on ${platform}`)
    expect(names.toSorted()).toEqual(
      [`${stage.person(0).login} on youtube`, `${stage.person(2).login} on kick`].toSorted(),
    )
    expect(stage.faults).toEqual([])
  },
  60_000,
)
