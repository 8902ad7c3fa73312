import type { ChatMessage } from '@streambot/shared/engine/ports/chat.ts'
import { toAccount, translateMessage } from '@streambot/shared/platforms/youtube/translate.ts'
import { readItem, readRefusal } from '@streambot/shared/platforms/youtube/wire.ts'
import { describe, expect, test } from 'vitest'
import { by, channelId, items, refusal } from '../../support/payloads/youtube.ts'

const arrived = Date.UTC(2026, 10, 21)

/** As it comes: written and read as JSON. */
function translate(raw: unknown): ChatMessage | undefined {
  const item = readItem(JSON.parse(JSON.stringify(raw)))
  return item && translateMessage(item, channelId, arrived)
}

test('a line becomes a message with ids, names, text and the time YouTube gave it', () => {
  expect(translate(items.plain)).toEqual({
    platform: 'youtube',
    channelId,
    id: 'LCC.message-1',
    account: { platform: 'youtube', userId: 'UCnina-k-000000000000002', login: 'nina_k', name: 'Nina_K' },
    roles: { broadcaster: false, moderator: false, vip: false, subscriber: false, tier: 0, months: 0 },
    text: '!enter 5',
    sentAt: new Date('2026-11-21T12:00:00.123Z'),
  })
})

test.each([
  ['a Super Chat', items.superChat],
  ['an anniversary of a membership', items.milestone],
])('the words that come with %s are a message', (_what, item) => {
  expect(translate(item)?.text).toBe('!enter')
})

test.each([
  ['a Super Chat without words', items.silentSuperChat],
  ['a sticker', items.sticker],
  ['a new member', items.newMember],
  ['given memberships', items.gifts],
  ['a poll', items.poll],
  ['a deletion', items.deleted],
  ['what is left of a message', items.tombstone],
  ['the end of the chat', items.ended],
  ['a line of nobody', items.noAuthor],
  ['what has no such form', items.broken],
  ['nothing', null],
])('%s is no message', (_what, item) => {
  expect(translate(item)).toBeUndefined()
})

test('without a time of YouTube the arrival counts', () => {
  expect(translate(items.noTime)?.sentAt).toEqual(new Date(arrived))
})

describe('roles', () => {
  const nobody = { broadcaster: false, moderator: false, vip: false, subscriber: false, tier: 0, months: 0 }
  test.each([
    ['the owner', by({ isChatOwner: true }), { broadcaster: true }],
    ['the owner by their id alone', by({ channelId }), { broadcaster: true }],
    ['a moderator', by({ isChatModerator: true }), { moderator: true }],
    ['a member', by({ isChatSponsor: true }), { subscriber: true, tier: 1 }],
    ['a member on an anniversary', items.milestone, { subscriber: true, tier: 1, months: 14 }],
    ['somebody verified', by({ isVerified: true }), {}],
  ])('%s', (_who, item, roles) => {
    expect(translate(item)?.roles).toEqual({ ...nobody, ...roles })
  })
})

test.each([
  ['a handle', '@Nina.K-1', 'nina.k-1', 'Nina.K-1'],
  ['a title of several words', 'Nina  K', 'nina_k', 'Nina K'],
  ['a name in another script', '@니나', '니나', '니나'],
  ['two signs before a name, of which one is the handle’s', '@@nina', '@nina', '@nina'],
  ['no name at all', ' ', channelId.toLowerCase(), channelId],
])('%s names an account', (_what, shown, login, name) => {
  expect(toAccount(channelId, shown)).toEqual({ platform: 'youtube', userId: channelId, login, name })
})

test.each([
  ['a reason', refusal(403, 'liveChatEnded'), 'liveChatEnded'],
  ['a spent quota under another reason', refusal(403, 'servingLimit', 'youtube.quota'), 'quotaExceeded'],
  ['a spent day', refusal(403, 'dailyLimitExceeded', 'usageLimits'), 'quotaExceeded'],
  ['a status alone', { error: { code: 401, message: 'No.', status: 'UNAUTHENTICATED' } }, 'UNAUTHENTICATED'],
  ['a code alone', { error: { code: 500 } }, 'unknown'],
])('a refusal is told by %s', (_what, body, reason) => {
  expect(readRefusal(body)?.reason).toBe(reason)
})

test('the links that Google writes into its sentences are left out', () => {
  const message = 'You have exceeded your <a href="/youtube/v3/getting-started#quota">quota</a>.'
  expect(readRefusal({ error: { code: 403, message } })?.message).toBe('You have exceeded your quota.')
})

test.each([{ items: [] }, null, 'Forbidden', { error: 'invalid_grant' }])('%j is no refusal', (body) => {
  expect(readRefusal(body)).toBeUndefined()
})
