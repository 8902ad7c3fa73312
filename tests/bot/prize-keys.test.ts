/** Winners of keys in chat: told where they find theirs once they have won it, and never the key itself. */
import { advanceGiveaway } from '@streambot/shared/engine/advance.ts'
import { requestDraw } from '@streambot/shared/engine/manage.ts'
import type { GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { startTestBot, type TestBot } from '../support/bot.ts'
import { askOf, openFor, person, type TestEngine } from '../support/engine.ts'
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
