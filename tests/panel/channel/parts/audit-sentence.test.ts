import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AuditRow } from '@streambot/shared/contract/channel.ts'
import { auditTopics } from '@streambot/shared/giveaway/audit.ts'
import { languages } from '@streambot/shared/languages/all.ts'
import { format } from '@streambot/shared/languages/format.ts'
import type { Language } from '@streambot/shared/languages/texts.ts'
import fc from 'fast-check'
import { parseSync, Visitor } from 'oxc-parser'
import { describe, expect, test } from 'vitest'
import { saidActions, sayAudit, type Voice } from '../../../../services/panel/channel/parts/audit-sentence.ts'

const root = fileURLToPath(new URL('../../../..', import.meta.url))

function voiceOf(language: Language): Voice {
  const lists = new Intl.ListFormat(language)
  const texts = languages[language].panel
  return {
    say: (key, values) => format(language, texts[key], { unit: texts.unit, units: texts.units, ...values }),
    sayList: (parts) => lists.format(parts),
    sayMoment: (iso) => iso,
  }
}

const viewer = { actor: 'user:1', actorName: 'Mira', about: 'anna' }

function rowOf(action: string, details: AuditRow['details'] = {}, row: Partial<AuditRow> = {}): AuditRow {
  return { id: 1, at: '2026-11-21T12:00:00.000Z', giveawayId: null, title: null, action, details, ...viewer, ...row }
}

/** Without the marks that keep names apart. */
function say(row: AuditRow, language: Language = 'en'): string {
  return sayAudit(row, voiceOf(language)).replace(/[\u2068\u2069]/g, '')
}

describe('a line says who did what, and why', () => {
  const winners = ['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => ({ name }))
  test.for<[string, AuditRow]>([
    ['Mira took 500 points from anna: spam', rowOf('points changed', { reason: 'remove', amount: -500, note: 'spam' })],
    ['Mira gave anna 1 point', rowOf('points changed', { reason: 'add', amount: 1 })],
    ['Mira set the points of anna, a change of -20', rowOf('points changed', { reason: 'set', amount: -20 })],
    ['Mira undid a change of the points of anna: +20', rowOf('points changed', { reason: 'undo', amount: 20 })],
    ['Mira keeps anna out of giveaways: a bot', rowOf('viewer excluded', { reason: 'a bot' })],
    ['StreamBot closed the giveaway', rowOf('giveaway closed', {}, { actor: 'timer', actorName: null })],
    ['The key Deck opened the giveaway', rowOf('giveaway opened', {}, { actor: 'key:3', actorName: 'Deck' })],
    ['Somebody opened the giveaway', rowOf('giveaway opened', {}, { actor: 'kick:3', actorName: null })],
    ['Mira cancelled the giveaway; 1,200 points went back', rowOf('giveaway cancelled', { refunded: 1_200 })],
    ['The draw picked a, b, c, d, e, and 2 more', rowOf('winners drawn', { winners })],
    ['The draw ended without a winner', rowOf('winners drawn', { winners: [] })],
    [
      'Mira changed the settings: points for chatting: 5 → 10 and gambling: off → on',
      rowOf('settings changed', { chatPoints: { from: 5, to: 10 }, 'gamble.on': { from: false, to: true } }),
    ],
    ['Mira changed the settings: sparkle: 1 → 2', rowOf('settings changed', { sparkle: { from: 1, to: 2 } })],
    [
      'The webhook to tools.example was stopped: It is gone.',
      rowOf('webhook stopped', { url: 'https://tools.example/hook?token=1', why: 'It is gone.' }),
    ],
    [
      'Mira cancelled ticket A-001 of anna; 5 points went back: no such map',
      rowOf('order refunded', { ticket: 'A-001', paid: 5, reason: 'no such map' }),
    ],
    ['Mira: something new', rowOf('something new')],
  ])('%s', ([sentence, row]) => expect(say(row)).toBe(sentence))

  test('in the language of whoever reads it', () => {
    const row = rowOf('points changed', { reason: 'remove', amount: -500, note: 'Spam' })
    expect(say(row, 'de')).toBe('Mira hat anna 500 Punkte abgezogen: Spam')
  })
})

test('a name turns nothing but itself, and is never read as a template', () => {
  const sentence = sayAudit(rowOf('viewer included', {}, { about: '\u202E{who} <b>\u2069\u2067' }), voiceOf('en'))
  expect(sentence).toBe('\u2068Mira\u2069 lets \u2068{who} <b>\u2069 into giveaways again')
})

test('whatever the details hold, there is a sentence in every language', () => {
  const names = ['reason', 'amount', 'winners', 'picks', 'url', 'opensAt', 'note', 'paused', 'points', 'source', 'name']
  const details = fc.dictionary(fc.constantFrom(...names), fc.jsonValue())
  const actor = fc.constantFrom('user:1', 'key:2', 'twitch:3', 'timer', '')
  fc.assert(
    fc.property(fc.constantFrom(...saidActions), details, actor, (action, details, actor) => {
      for (const language of ['en', 'de'] as const)
        expect(say(rowOf(action, details, { actor }), language)).toMatch(/\p{L}/u)
    }),
  )
})

test('what has a sentence is about something, and the other way round', () => {
  expect(Object.values(auditTopics).flat().toSorted()).toEqual(saidActions.toSorted())
})

test('whatever the engine writes into the audit log has a sentence', () => {
  const written = globSync('shared/engine/**/*.ts', { cwd: root }).flatMap((path) => findActions(path))
  expect(written.length).toBeGreaterThan(30)
  expect(written.filter((action) => !saidActions.includes(action))).toEqual([])
})

/** The actions that stand in a file as they are written. */
function findActions(path: string): string[] {
  const found: string[] = []
  const visitor = new Visitor({
    CallExpression({ callee, arguments: [, , action] }) {
      if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier') return
      if (callee.property.name !== 'addAudit' || action?.type !== 'Literal') return
      found.push(String(action.value))
    },
  })
  visitor.visit(parseSync(path, readFileSync(`${root}/${path}`, 'utf8')).program)
  return found
}
