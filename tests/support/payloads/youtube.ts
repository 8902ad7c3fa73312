/** Bodies as YouTube sends them. Written from the documentation of its Live Streaming API; each shows one trait. */

/** The channel of all messages here. */
export const channelId = 'UCmira-plays-0000000001A'

const author = {
  channelId: 'UCnina-k-000000000000002',
  channelUrl: 'http://www.youtube.com/channel/UCnina-k-000000000000002',
  displayName: '@Nina_K',
  profileImageUrl: 'https://yt3.ggpht.com/x=s88-c-k-c0x00ffffff-no-rj',
  isVerified: false,
  isChatOwner: false,
  isChatSponsor: false,
  isChatModerator: false,
}

const snippet = {
  type: 'textMessageEvent',
  liveChatId: 'Cg0KC2xpdmVjaGF0LTAx',
  authorChannelId: author.channelId,
  publishedAt: '2026-11-21T12:00:00.123456+00:00',
  hasDisplayContent: true,
  displayMessage: '!enter 5',
  textMessageDetails: { messageText: '!enter 5' },
}

const message = { kind: 'youtube#liveChatMessage', etag: 'e1', id: 'LCC.message-1', snippet, authorDetails: author }

/** A message of somebody in the chat, with what is said of them changed. */
export function by(changes: Partial<typeof author>) {
  return { ...message, authorDetails: { ...author, ...changes } }
}

/** Something in the chat, with what it is changed; no text unless it brings one. */
function event(type: string, details: object = {}) {
  const { textMessageDetails: _, ...rest } = snippet
  return { ...message, snippet: { ...rest, type, ...details } }
}

export const items = {
  plain: message,
  superChat: event('superChatEvent', {
    superChatDetails: {
      amountMicros: '5000000',
      currency: 'EUR',
      amountDisplayString: '5,00 €',
      userComment: '!enter',
      tier: 2,
    },
  }),
  silentSuperChat: event('superChatEvent', {
    superChatDetails: { amountMicros: '1000000', currency: 'EUR', amountDisplayString: '1,00 €', tier: 1 },
  }),
  sticker: event('superStickerEvent', {
    superStickerDetails: { amountMicros: '1000000', currency: 'EUR', tier: 1, superStickerMetadata: { altText: 'hi' } },
  }),
  milestone: {
    ...event('memberMilestoneChatEvent', {
      memberMilestoneChatDetails: { memberMonth: 14, memberLevelName: 'Gold', userComment: '!enter' },
    }),
    authorDetails: { ...author, isChatSponsor: true },
  },
  newMember: event('newSponsorEvent', { newSponsorDetails: { memberLevelName: 'Gold', isUpgrade: false } }),
  gifts: event('membershipGiftingEvent', { membershipGiftingDetails: { giftMembershipsCount: 5 } }),
  poll: event('pollEvent', { pollDetails: { status: 'active' } }),
  deleted: event('messageDeletedEvent', { messageDeletedDetails: { deletedMessageId: 'LCC.message-0' } }),
  tombstone: event('tombstone'),
  ended: {
    kind: message.kind,
    etag: 'e2',
    id: 'LCC.end',
    snippet: { type: 'chatEndedEvent', liveChatId: snippet.liveChatId, publishedAt: snippet.publishedAt },
  },
  noAuthor: { kind: message.kind, etag: 'e3', id: 'LCC.message-2', snippet },
  noTime: { ...message, snippet: { ...snippet, publishedAt: undefined } },
  broken: { id: 7, snippet: 'what?' },
} as const

/** A body that refuses, in the form of Google's APIs. */
export function refusal(code: number, reason: string, domain = 'youtube.liveChat') {
  return { error: { code, message: 'No.', errors: [{ message: 'No.', domain, reason }], status: 'PERMISSION_DENIED' } }
}
