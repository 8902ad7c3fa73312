import { expect, test } from 'vitest'
import { previewOf } from '../../../../../services/panel/channel/giveaways/form/preview.ts'
import { beginForm, readForm } from '../../../../../services/panel/channel/giveaways/form/rules-form.ts'

const now = new Date('2026-11-21T12:00:00Z')
const place = { link: 'https://bot.example', now }
const filled = readForm({ ...beginForm('tickets'), title: 'Steam {key} <b>', minutes: 5 })

test('the preview says the prize as text, the word, the cost in the points of the channel, and the time', () => {
  const [line] = previewOf(filled, { language: 'en', pointsName: 'stars', reminderMinutes: 0 }, place)
  expect(line?.when).toBe('preview.opened')
  for (const part of ['Steam {key} <b>', '!enter', '10 stars', '5 minutes', 'https://bot.example/g/…'])
    expect(line?.text).toContain(part)
})

test('what the streamer says in their own words is said so', () => {
  const own = new Map([['news.opened', 'Win {prize}! {link}']] as const)
  const settings = { language: 'en', pointsName: 'stars', reminderMinutes: 0 } as const
  expect(previewOf(filled, settings, { ...place, own })[0]?.text).toMatch(/^Win .*Steam \{key\} <b>.*! https/)
})

test('it speaks the language of the bot, and reminds only where the bot reminds', () => {
  const lines = previewOf(filled, { language: 'de', pointsName: 'Punkte', reminderMinutes: 10 }, place)
  expect(lines.map(({ when }) => when)).toEqual(['preview.opened', 'preview.reminder'])
  expect(lines[0]?.text).toContain('Punkte')
})
