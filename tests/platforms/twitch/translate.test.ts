import { createRequire } from 'node:module'
import type { ChatMessage } from '@streambot/shared/engine/ports/chat.ts'
import { translateMessage, translateUser } from '@streambot/shared/platforms/twitch/translate.ts'
import { readLine, usersBody as usersShape } from '@streambot/shared/platforms/twitch/wire.ts'
import { describe, expect, test } from 'vitest'
import { chatLine, lines, roleLines, roomId, usersBody } from '../../support/payloads/twitch.ts'

// tmi.js's own parser, which has no types, from where the adapter finds it.
const fromShared = createRequire(import.meta.resolve('@streambot/shared/package.json'))
const parser: { msg(line: string): unknown } = fromShared('tmi.js/lib/parser.js')

const arrived = Date.UTC(2026, 10, 21)

/** As it comes through tmi.js: parsed by it. */
function translate(line: string, botId = '900100'): ChatMessage | undefined {
  const read = readLine(parser.msg(line))
  return read && translateMessage(read, { channelId: roomId, botId }, arrived)
}

test('a line becomes a message with ids, names, text and the time Twitch gave it', () => {
  expect(translate(lines.plain)).toEqual({
    platform: 'twitch',
    channelId: roomId,
    id: '0b5f8c4e-7e6f-4a1c-9d5e-7f2f1b1f8a01',
    account: { platform: 'twitch', userId: '44322889', login: 'nina_k', name: 'Nina_K' },
    roles: { broadcaster: false, moderator: false, vip: false, subscriber: false, tier: 0, months: 0 },
    text: '!enter 5',
    sentAt: new Date(1_763_715_600_123),
  })
})

test.each([
  ['a cheer', lines.cheer, 'Cheer100 !enter'],
  ['a /me', lines.action, '!enter'],
  ['a padded line, padding kept', lines.padded, '!enter \u{E0000}'],
  ['an answer to the bot, without the name Twitch adds', lines.reply, '!enter'],
  ['a line of our own room in a shared chat', lines.sharedOriginal, '!enter'],
])('%s is a message like others', (_what, line, text) => {
  expect(translate(line)?.text).toBe(text)
})

test('a name at the start of a line that answers nobody stays', () => {
  expect(translate(chatLine('@StreamBot !enter'))?.text).toBe('@StreamBot !enter')
})

test.each([
  ['a copy from a linked room', lines.sharedCopy],
  ['a line of another room', lines.otherRoom],
  ['a line without an id', lines.noId],
  ['a line without a user id', lines.noUser],
  ['a line without tags', lines.untagged],
  ['a line of the server', lines.fromServer],
])('%s is not for us', (_what, line) => {
  expect(translate(line)).toBeUndefined()
})

test("the bot's own lines are not for us", () => {
  expect(translate(lines.plain, '44322889')).toBeUndefined()
})

test('an owner who lends the bot their account is still heard', () => {
  expect(translate(roleLines.broadcaster, roomId)?.roles.broadcaster).toBe(true)
})

test.each([
  ['1', lines.idOne],
  ['0', lines.idZero],
])('the user id %s and the same name stay what they are', (id, line) => {
  expect(translate(line)?.account).toEqual({ platform: 'twitch', userId: id, login: id, name: id })
})

test.each([
  ['a missing display name falls back to the login', lines.noName, 'nina_k'],
  ['a display name may be in another script', lines.otherScript, '니나'],
  ['escapes in a display name are undone', lines.escapedName, 'Nina K;\\'],
  ['control characters in a display name are left out', lines.controlName, 'Nina[31m K'],
])('%s', (_what, line, name) => {
  expect(translate(line)?.account.name).toBe(name)
})

test('without a time of Twitch the arrival counts', () => {
  expect(translate(lines.noTime)?.sentAt).toEqual(new Date(arrived))
})

describe('roles', () => {
  const nobody = { broadcaster: false, moderator: false, vip: false, subscriber: false, tier: 0, months: 0 }
  test.each([
    ['broadcaster', roleLines.broadcaster, { broadcaster: true, subscriber: true, tier: 3, months: 15 }],
    ['moderator', roleLines.moderator, { moderator: true }],
    ['lead moderator', roleLines.leadModerator, { moderator: true }],
    ['VIP', roleLines.vip, { vip: true }],
    ['subscriber', roleLines.subscriber, { subscriber: true, tier: 1, months: 27 }],
    ['subscriber of tier 2', roleLines.tierTwo, { subscriber: true, tier: 2, months: 7 }],
    ['subscriber of tier 3', roleLines.tierThree, { subscriber: true, tier: 3, months: 1 }],
    ['founder', roleLines.founder, { subscriber: true, tier: 1, months: 13 }],
    ['somebody who gave subscriptions away', roleLines.gifter, {}],
  ])('%s', (_who, line, roles) => {
    expect(translate(line)?.roles).toEqual({ ...nobody, ...roles })
  })
})

test.each([undefined, null, 'PRIVMSG', {}, { command: 'PRIVMSG', prefix: null, tags: null, params: [] }])(
  'what is not a line is not read: %j',
  (raw) => {
    expect(readLine(raw)).toBeUndefined()
  },
)

test('a Helix user becomes an account', () => {
  const [user] = usersShape.parse(usersBody).data
  expect(user && translateUser(user)).toEqual({
    platform: 'twitch',
    userId: '44322889',
    login: 'nina_k',
    name: 'Nina_K',
  })
})
