/** Winners of keys in chat: told where they find theirs once they have won it, and never the key itself. */
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { cancelGiveaway, requestDraw } from '@streambot/shared/engine/manage.ts'
import { saveTemplate } from '@streambot/shared/engine/template.ts'
import type { GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { moderatorRoles, startTestBot, type TestBot } from '../support/bot.ts'
import { askOf, newMessage, openFor, person, type TestEngine } from '../support/engine.ts'
import { fillPool } from '../support/prizes.ts'
import { withEngine } from '../support/with-engine.ts'

let engine: TestEngine
let streamerId: number
let started: TestBot
let poolId: number

withEngine((opened) => void ({ engine } = opened))
beforeEach(async () => {
  streamerId = await engine.store.addStreamer('streamer', { attemptsPerMinute: 1_000, chatPoints: 0, graceSeconds: 0 })
  poolId = await fillPool(engine, streamerId, [`HUSH-${streamerId}-1`, `HUSH-${streamerId}-2`])
  started = await startTestBot(engine, streamerId)
  onTestFinished(() => started.bot.stop())
})
afterEach(() => expect(started.chat.said.join()).not.toContain('HUSH'))

async function draw(rules: Partial<GiveawayRules>): Promise<void> {
  const { id } = await openFor(engine, streamerId, rules)
  await engine.entering.enter(id, askOf(person(1), engine.clock))
  await requestDraw(engine.ports, id, undefined, { actor: 'test' })
  engine.clock.turn(1)
  await advanceGiveaway(engine.ports, id)
}

test('who is drawn is told where the key is', async () => {
  await draw({ poolId })
  expect(await started.chat.nextLine(/^The winner is/)).toMatch(
    /Check the draw: \S+ Find your key here: https?:\S+\/me$/,
  )
})

test('who has to speak first is told once they did', async () => {
  await draw({ poolId, claimSeconds: 60 })
  expect(await started.chat.nextLine(/^The winner is/)).not.toContain('/me')
  started.say(person(1), 'here')
  expect(await started.chat.nextLine(/^Claimed/)).toMatch(/Find your key here: https?:\S+\/me$/)
})

test('who comes first is told, too', async () => {
  const { id } = await openFor(engine, streamerId, { kind: 'first', winners: 2, maxEntries: 2, leaving: false, poolId })
  await engine.entering.enter(id, askOf(person(1), engine.clock))
  expect(await started.chat.nextLine(/^In time/)).toMatch(/1 place is left\. Find your key here: https?:\S+\/me$/)
})

test('where nothing is handed out nobody is sent there', async () => {
  await draw({})
  expect(await started.chat.nextLine(/^The winner is/)).not.toContain('/me')
})

describe('a moderator who has fewer keys than winners', () => {
  const order = (text: string) => started.say(person(900), text, { roles: moderatorRoles })

  /** Keeps settings with the pool under a name, for so many winners. */
  async function keep(name: string, winners: number): Promise<void> {
    const { id } = await openFor(engine, streamerId, { poolId, winners }, `!w${newMessage()}`)
    await saveTemplate(engine.ports, id, name, { actor: 'test' })
    await cancelGiveaway(engine.ports, id, { actor: 'test' })
    await started.chat.nextLine(/^Cancelled/)
  }

  test('is told at the opening, planned or not, and the giveaway opens all the same', async () => {
    await keep('many', 12)
    order('!giveaway open !key -template many')
    expect(await started.chat.nextLine(/too few/)).toBe(
      '@Viewer900, only 2 keys are left for 12 winners of Steam key: 10 too few. Add keys in the panel; whoever goes without gets one as soon as it is there.',
    )
    order('!giveaway open !later -template many -in 5')
    await started.chat.nextLine(/opens by itself in 5 minutes/)
    await started.chat.nextLine(/10 too few/)
    expect((await engine.store.findRunning(streamerId)).map(({ word }) => word)).toContain('!key')
  })

  test('is told at the draw for as many as are drawn, and not where the keys last', async () => {
    await keep('two', 2)
    order('!giveaway open !key -template two')
    await started.chat.nextLine(/^Giveaway:.*!key/)
    const [giveaway] = await engine.store.findRunning(streamerId)
    await engine.entering.enter(giveaway?.id ?? '', askOf(person(1), engine.clock))
    order('!giveaway draw 3 !key')
    expect(await started.chat.nextLine(/too few/)).toContain(
      'only 2 keys are left for 3 winners of Steam key: 1 too few.',
    )
    order('!giveaway draw !key')
    await started.chat.nextLine(/the draw for Steam key comes/)
    order('!giveaway drafts')
    await started.chat.nextLine(/there are no drafts/)
    expect(started.chat.said.filter((line) => line.includes('too few'))).toHaveLength(1)
  })
})
