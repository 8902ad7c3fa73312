import { changeCommand } from '@streambot/shared/engine/commands.ts'
import { examine } from '@streambot/shared/store/doctor.ts'
import { expect, onTestFinished, test, vi } from 'vitest'
import { makeDatabase } from '../support/database.ts'
import { openStage } from '../support/stage.ts'

test('a streamer renames commands while the bot runs: viewers enter and ask by the new words, and hear them', async () => {
  const database = await makeDatabase()
  onTestFinished(() => database.drop())
  const stage = await openStage(database.url)
  onTestFinished(() => stage.close())
  const { store, streamerId, ports } = stage
  const change = (name: 'enter' | 'giveaway' | 'points', words: string[]) =>
    changeCommand(ports, streamerId, name, { words }, { actor: 'test' })
  const done = [
    await change('enter', ['mitmachen']),
    await change('giveaway', ['verlosung']),
    await change('points', ['münzen']),
  ]
  expect(done).toEqual(done.map(() => ({ ok: true })))
  await vi.waitFor(() => {
    stage.says(5, '!MÜNZEN')
    expect(stage.twitch.heard.map(({ text }) => text).join()).toContain('you have 0 points')
  }, 10_000)
  stage.says('host', '!giveaway open !old Nothing')
  stage.says('host', '!verlosung open !gold Mug -cost 5')
  expect(await stage.hears(/Mug/)).toContain('Type !gold')
  stage.says(0, '!mitmachen')
  expect(await stage.hears(/do not have enough/)).toContain('See yours with !münzen.')
  stage.says('host', '!verlosung cancel')
  await stage.hears(/^Cancelled: Mug/)
  expect((await store.findLatest(streamerId, 10)).map(({ word }) => word)).toEqual(['!gold'])
  expect((await examine(database.url)).flatMap((finding) => finding.broken)).toEqual([])
  expect(stage.faults).toEqual([])
}, 60_000)
