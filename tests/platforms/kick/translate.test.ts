import type { ChatMessage } from '@streambot/shared/engine/ports/chat.ts'
import { translateLine } from '@streambot/shared/platforms/kick/translate.ts'
import { socketMessage, webhookMessage } from '@streambot/shared/platforms/kick/wire.ts'
import { describe, expect, test } from 'vitest'
import { chatroomId, ownerId, roleBadges, socketBody, webhookBody } from '../../support/payloads/kick.ts'

const arrived = Date.UTC(2026, 10, 21, 12, 5)
const channelId = String(ownerId)

function fromWebhook(body: unknown, botId = '900100'): ChatMessage | undefined {
  const line = webhookMessage.safeParse(body).data
  return line && translateLine(line, { channelId, botId, room: channelId }, arrived)
}

function fromSocket(body: unknown, botId = '900100'): ChatMessage | undefined {
  const line = socketMessage.safeParse(body).data
  return line && translateLine(line, { channelId, botId, room: String(chatroomId) }, arrived)
}

test.each([
  ['within its second: then', 12_400, 12_400],
  ['after its second: at the end of it', 13_400, 12_999],
  ['before its second, as clocks differ: at the beginning of it', 11_400, 12_000],
])('a line that arrives %s is when it was written', (_when, at, written) => {
  const minute = Date.UTC(2026, 10, 21, 12)
  const body = { ...webhookBody('!enter'), created_at: new Date(minute + 12_000).toISOString().replace('.000', '') }
  const line = webhookMessage.parse(body)
  const message = translateLine(line, { channelId, botId: '900100', room: channelId }, minute + at)
  expect(message?.sentAt).toEqual(new Date(minute + written))
})

const doors = [
  ['webhook', fromWebhook, webhookBody, { user_id: ownerId }],
  ['socket', fromSocket, socketBody, { id: ownerId }],
] as const

describe.each(doors)('a line from the %s', (_door, translate, makeBody, owner) => {
  test('becomes a message with ids, names, text and the time Kick gave it', () => {
    expect(translate(makeBody('!enter 5'))).toEqual({
      platform: 'kick',
      channelId,
      id: 'b5a0c9f2-8f21-4d53-a2d7-53f5f1a1f001',
      account: { platform: 'kick', userId: '987654321', login: 'nina_k', name: 'Nina_K' },
      roles: { broadcaster: false, moderator: false, vip: false, subscriber: false, tier: 0, months: 0 },
      text: '!enter 5',
      sentAt: new Date('2026-11-21T12:00:03.999Z'),
    })
  })

  test("of the bot itself is not for us; an owner's is, who lends the bot their account", () => {
    expect(translate(makeBody('!enter'), '987654321')).toBeUndefined()
    expect(translate(makeBody('!enter', { sender: owner }), channelId)?.roles.broadcaster).toBe(true)
  })

  test.each([
    ['without an id', makeBody('!enter', { id: null })],
    ['with an id that is no text', makeBody('!enter', { id: 7 })],
    ['of nobody, as anonymous gifts are', makeBody('!enter', { sender: { user_id: null, id: null, username: null } })],
    ['without a sender', { ...makeBody('!enter'), sender: undefined }],
    ['whose content is no text', makeBody(['!enter'])],
    ['that is null', null],
    ['that is a text', 'hello'],
  ])('%s is none', (_what, body) => {
    expect(translate(body)).toBeUndefined()
  })

  test.each(['', 'yesterday', undefined])('has the time of its arrival where Kick gave none: %j', (created_at) => {
    expect(translate({ ...makeBody('hi'), created_at })?.sentAt).toEqual(new Date(arrived))
  })

  const nobody = { broadcaster: false, moderator: false, vip: false, subscriber: false, tier: 0, months: 0 }
  test.each([
    ['nobody', {}],
    ['broadcaster', { broadcaster: true }],
    ['moderator', { moderator: true }],
    ['vip', { vip: true }],
    ['subscriber', { subscriber: true, tier: 1, months: 3 }],
    ['founder', { subscriber: true, tier: 1, months: 14 }],
    ['founderAndSubscriber', { subscriber: true, tier: 1, months: 3 }],
    ['og', {}],
    ['gifter', {}],
    ['verified', {}],
    ['staff', {}],
    ['several', { moderator: true, subscriber: true, tier: 1, months: 3 }],
  ] as const)('tells by badges what somebody is: %s', (who, roles) => {
    expect(translate(makeBody('hi', { badges: roleBadges[who] }))?.roles).toEqual({ ...nobody, ...roles })
  })

  test.each([
    ['no badges', undefined],
    ['badges that are no list', 'moderator'],
    ['a badge without a type', [{ text: 'Moderator' }]],
  ])('with %s gives nobody a role', (_what, badges) => {
    const body = makeBody('hi')
    const message = translate({ ...body, sender: { ...body.sender, identity: { badges } } })
    expect(message?.roles).toEqual(nobody)
  })

  test('without an identity gives nobody a role', () => {
    expect(translate(makeBody('hi', { sender: { identity: null } }))?.roles).toEqual(nobody)
  })

  test.each([
    ['[emote:37226:KEKW] !enter 5', '!enter 5'],
    ['!enter [emote:4148074:HYPERCLAP][emote:4148074:HYPERCLAP] 5', '!enter 5'],
    ['!enter[emote:37226:KEKW]', '!enter'],
    ['[emote:37226:KEKW]', 'KEKW'],
    ['[emote:37226:KEKW] [emote:1:Sadge]', 'KEKW Sadge'],
    ['[emote:37226:]', ''],
    ['[emote:x:KEKW] !enter', '[emote:x:KEKW] !enter'],
    ['[emote:1:a b] !enter', '[emote:1:a b] !enter'],
    ['[emote:1:[emote:2:KEKW]] !enter', '[emote:1: ] !enter'],
    ['!enter \u{E0000}', '!enter \u{E0000}'],
    ['  spaces  stay  ', '  spaces  stay  '],
  ])('has no emotes where words are: %j', (content, text) => {
    expect(translate(makeBody(content))?.text).toBe(text)
  })
})

test.each([
  ['another channel, in a webhook', fromWebhook(webhookBody('!enter', { broadcaster: { user_id: 5 } }))],
  ['another room, on the socket', fromSocket(socketBody('!enter', { chatroom_id: 5 }))],
])('a line of %s is not for us', (_what, message) => {
  expect(message).toBeUndefined()
})

test('text made to be slow is read quickly', () => {
  const started = performance.now()
  expect(fromSocket(socketBody('[emote:1:'.repeat(50_000)))).toBeDefined()
  expect(performance.now() - started).toBeLessThan(1000)
})
