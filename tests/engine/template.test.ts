import { deleteTemplate, saveTemplate } from '@streambot/shared/engine/template.ts'
import { openGiveaway } from '@streambot/shared/engine/manage.ts'
import type { GiveawayRules } from '@streambot/shared/giveaway/words.ts'
import { beforeEach, expect, test } from 'vitest'
import { usualRules } from '@streambot/shared/giveaway/rules.ts'
import { costedTickets, newMessage, openFor, type TestEngine } from '../support/engine.ts'
import { withTwoEngines } from '../support/with-engine.ts'

let one: TestEngine
let two: TestEngine
let streamerId: number

withTwoEngines((opened) => void ({ one, two } = opened))
beforeEach(async () => {
  streamerId = await one.store.addStreamer('streamer')
})

const cause = { actor: 'test' }
const find = () => one.store.findTemplates(streamerId)

test.each<[string, Partial<GiveawayRules>]>([
  ['free', usualRules],
  ['limited', { ...costedTickets, maxEntries: 5, maxTicketsInAll: 20, claimSeconds: 60, audience: 'vips' }],
  ['conditioned', { conditions: { platforms: ['twitch'], minTier: 2, unknownPasses: true, prizeClass: 'key' } }],
  ['active', { kind: 'active', activeMinutes: 30 }],
])('%s settings come back as they were kept', async (name, rules) => {
  const ask = { streamerId, title: 'Steam key', word: '!enter', rules: { ...usualRules, ...rules }, minutes: 15 }
  const opened = await openGiveaway(one.ports, ask, cause)
  if (!opened.ok) throw new Error(opened.code)
  expect(await saveTemplate(one.ports, opened.value.id, name, cause)).toMatchObject({ ok: true })
  expect(await find()).toEqual([{ name, title: 'Steam key', rules: ask.rules, minutes: 15 }])
})

test('saved again under one name, also by two engines at once, there is one; a message delivered twice saves once', async () => {
  const [first, second] = [
    await openFor(one, streamerId, {}, '!a'),
    await openFor(one, streamerId, costedTickets, '!b'),
  ]
  const by = { actor: 'twitch:1', message: { platform: 'twitch', id: newMessage() } } as const
  const answers = await Promise.all([
    saveTemplate(one.ports, first.id, 'weekly', by),
    saveTemplate(two.ports, first.id, 'weekly', by),
    saveTemplate(one.ports, first.id, 'weekly', cause),
    saveTemplate(two.ports, first.id, 'weekly', cause),
  ])
  expect(answers.filter((answer) => !answer.ok)).toEqual([{ ok: false, code: 'already-handled' }])
  await saveTemplate(two.ports, second.id, 'weekly', cause)
  expect(await find()).toMatchObject([{ name: 'weekly', rules: { cost: 10, maxTickets: 5 } }])
})

test('deleted at once by two engines it is gone once, and another streamer’s stays', async () => {
  const giveaway = await openFor(one, streamerId)
  await saveTemplate(one.ports, giveaway.id, 'weekly', cause)
  const other = await one.store.addStreamer('other')
  expect(await deleteTemplate(one.ports, other, 'weekly', cause)).toEqual({ ok: false, code: 'no-such-template' })
  const answers = await Promise.all([one, two].map(({ ports }) => deleteTemplate(ports, streamerId, 'weekly', cause)))
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1)
  expect(await find()).toEqual([])
})

test.each(['', 'Two', 'two words', '-flag', '@anna', 'x'.repeat(51)])('"%s" is no name of a template', async (name) => {
  const giveaway = await openFor(one, streamerId)
  expect(await saveTemplate(one.ports, giveaway.id, name, cause)).toEqual({ ok: false, code: 'bad-name' })
  expect(await find()).toEqual([])
})

test('a row that holds no rules is refused in words, not taken for rules', async () => {
  await one.store.pool.query(
    `INSERT INTO giveaway_templates (streamer_id, name, title, rules) VALUES ($1, 'odd', 'x', '{"cost": "free"}')`,
    [streamerId],
  )
  await expect(find()).rejects.toThrow(/kind/)
})
