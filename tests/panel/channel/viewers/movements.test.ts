import type { PublicMovement } from '@streambot/shared/contract/points.ts'
import { ledgerReasons } from '@streambot/shared/giveaway/ledger.ts'
import { languages } from '@streambot/shared/languages/all.ts'
import { expect, test } from 'vitest'
import { findUndoable, nameReason } from '../../../../services/panel/channel/viewers/movements.ts'

const start = Date.parse('2026-11-21T12:00:00.000Z')
const minutes = (count: number): number => start + count * 60_000

function moved(reason: PublicMovement['reason'], at = start): PublicMovement {
  const nobody = { giveawayId: null, title: null, actor: null, actorName: null }
  return { id: 1, at: new Date(at).toISOString(), amount: 5, reason, ...nobody }
}

test.for<[string, PublicMovement[], number, boolean]>([
  ['a fresh change', [moved('add')], minutes(9.9), true],
  ['one that points for chatting followed', [moved('chat'), moved('set')], minutes(1), true],
  ['one that is ten minutes old', [moved('remove')], minutes(10), false],
  ['one that was undone', [moved('undo'), moved('add')], minutes(1), false],
  ['one after an undone one', [moved('add'), moved('undo'), moved('add')], minutes(1), true],
  ['nothing by hand', [moved('chat'), moved('entry')], start, false],
  ['nothing at all', [], start, false],
])('%s can be undone or not: %#', ([, movements, now, can]) => {
  expect(findUndoable(movements, now) !== undefined).toBe(can)
})

test.for(ledgerReasons)(
  'points that moved by "%s" have a reason in words, by their sign where it matters',
  (reason) => {
    const texts = [5, -5].map((amount) => languages.en.panel[nameReason({ reason, amount })])
    expect(new Set(texts).size).toBe(reason === 'give' || reason === 'gamble' ? 2 : 1)
  },
)
