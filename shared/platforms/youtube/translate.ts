/** YouTube's chat in our words. Pure. */
import type { ChatMessage } from '../../engine/ports/chat.ts'
import type { Account, Roles } from '../../giveaway/words.ts'
import { readName } from '../name.ts'
import type { Item } from './wire.ts'

/**
 * What somebody wrote as a message: a line, or the words that come with a Super Chat or a membership's anniversary. Nothing for events
 * and for what has no words. `arrived` is in milliseconds and stands in where YouTube gave no time.
 */
export function translateMessage(item: Item, channelId: string, arrived: number): ChatMessage | undefined {
  const { id, snippet, authorDetails: author } = item
  const text = readText(snippet)
  if (!author || !text) return undefined
  return {
    platform: 'youtube',
    channelId,
    id,
    account: toAccount(author.channelId, author.displayName),
    roles: readRoles(author, author.channelId === channelId, snippet.memberMilestoneChatDetails?.memberMonth),
    text,
    sentAt: new Date(readTime(snippet.publishedAt) ?? arrived),
  }
}

/** A channel as an account. `name` is its handle with `@`, or a title, as the chat shows it. */
export function toAccount(channelId: string, name: string): Account {
  const shown = readName(name.trim().replace(/^@/, '')) || channelId
  // One word, so that it can be typed behind an `@`.
  return { platform: 'youtube', userId: channelId, login: shown.toLowerCase().replaceAll(/\s+/g, '_'), name: shown }
}

function readText({ textMessageDetails, superChatDetails, memberMilestoneChatDetails }: Item['snippet']) {
  return textMessageDetails?.messageText ?? superChatDetails?.userComment ?? memberMilestoneChatDetails?.userComment
}

/** Whether somebody is a member is all that YouTube tells with a message: levels and months only with events of their own. */
function readRoles(author: NonNullable<Item['authorDetails']>, isOwner: boolean, months = 0): Roles {
  return {
    broadcaster: isOwner || author.isChatOwner,
    moderator: author.isChatModerator,
    vip: false,
    subscriber: author.isChatSponsor,
    tier: author.isChatSponsor ? 1 : 0,
    months,
  }
}

function readTime(text: string | undefined): number | undefined {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? undefined : time
}
