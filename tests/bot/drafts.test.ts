import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { moderatorRoles, startTestBot, type TestBot } from '../support/bot.ts'
import { person, type TestEngine } from '../support/engine.ts'
import { withEngine } from '../support/with-engine.ts'

let engine: TestEngine
let streamerId: number

withEngine((opened) => void ({ engine } = opened))
beforeEach(async () => {
  streamerId = await engine.store.addStreamer('streamer', { chatPoints: 0 })
})

/** A bot, and a moderator who gets the first answer that fits. */
async function start(): Promise<TestBot & { order(text: string, fits: RegExp): Promise<string> }> {
  const started = await startTestBot(engine, streamerId)
  onTestFinished(() => started.bot.stop())
  const order = (text: string, fits: RegExp): Promise<string> => {
    started.say(person(900), text, { roles: moderatorRoles })
    return started.chat.nextLine(fits)
  }
  return { ...started, order }
}

test('a draft is noted, changed, listed, and opened as it says; the chat hears of it only then', async () => {
  const { chat, say, order } = await start()
  expect(await order('!giveaway drafts', /drafts/)).toBe(
    '@Viewer900, there are no drafts. !giveaway draft WORD PRIZE notes a giveaway for later.',
  )
  expect(await order('!giveaway draft !gold Mug -cost 5', /noted/)).toBe(
    '@Viewer900, the draft with the word "!gold" for Mug is noted: !giveaway open !gold opens it.',
  )
  say(person(1), '!gold')
  say(person(1), '!giveaway draft !mine Mine')
  expect(await order('!giveaway draft !gold Golden mug -cost 5 -minutes 10', /changed/)).toMatch(
    /Golden mug is changed/,
  )
  await order('!giveaway draft !silver Spoon', /noted/)
  expect(await order('!giveaway drafts', /the drafts/)).toBe(
    '@Viewer900, the drafts: "!silver" (Spoon) and "!gold" (Golden mug).',
  )
  expect(await chat.nextLine(/templates/)).toMatch(/there are no templates/)
  expect(await order('!giveaway open !GOLD', /^Giveaway/)).toMatch(
    /^Giveaway: Golden mug! Type !gold to enter\. It costs 5 points\. Open for 10 minutes\. Fair draw, fixed by/,
  )
  expect((await engine.store.findDrafts(streamerId)).map(({ word }) => word)).toEqual(['!silver'])
})

test('a draft opens by itself where a time is said; what says more is a giveaway of its own', async () => {
  const { order } = await start()
  await order('!giveaway draft !gold Mug', /noted/)
  expect(await order('!giveaway open !gold Spoon', /^Giveaway/)).toMatch(/^Giveaway: Spoon!/)
  expect(await order('!giveaway open !gold', /another open/)).toMatch(/another open giveaway has that word/)
  expect(await order('!giveaway open !gold -in 10', /opens by itself/)).toMatch(/Mug .* opens by itself in 10 minutes/)
  expect(await engine.store.findDrafts(streamerId)).toEqual([])
  expect(await order('!giveaway draft !gold Mug -in 10', /use !giveaway draft/)).toMatch(/but -in/)
})

test('a draft is thrown away by its word, unless something with that word is under way', async () => {
  const { order } = await start()
  await order('!giveaway draft !gold Mug', /noted/)
  await order('!giveaway open !gold Spoon', /^Giveaway/)
  expect(await order('!giveaway cancel !gold', /^Cancelled/)).toBe('Cancelled: Spoon.')
  expect(await order('!giveaway cancel !gold', /is gone/)).toBe(
    '@Viewer900, the draft with the word "!gold" for Mug is gone.',
  )
  expect(await engine.store.findDrafts(streamerId)).toEqual([])
  expect(await order('!giveaway draft !gold -kind first -max 5', /places/)).toMatch(/as many places as winners/)
})
