/** Twitch's chat lines in our words. Pure. */
import type { ChatMessage } from '../../engine/ports/chat.ts'
import type { Account, Roles } from '../../giveaway/words.ts'
import { readName } from '../name.ts'
import { readNick, readTag, unescapeTag, type IrcLine, type Tags } from './wire.ts'

/** Whose eyes we read with. */
export interface Place {
  readonly channelId: string
  readonly botId: string
}

/**
 * A `PRIVMSG` as a message; cheers and `/me` are messages like others. Nothing for what is not for us: lines without ids, of another
 * room, of the bot itself, and copies of lines typed in a linked room, which that room's bot answers. `arrived` is in milliseconds
 * and stands in where Twitch gave no time.
 */
export function translateMessage(line: IrcLine, { channelId, botId }: Place, arrived: number): ChatMessage | undefined {
  const { tags } = line
  const id = readTag(tags, 'id')
  const userId = readTag(tags, 'user-id')
  const login = readNick(line.prefix)
  if (id === '' || !isId.test(userId) || login === undefined) return undefined
  if (readTag(tags, 'room-id') !== channelId || isSharedCopy(tags)) return undefined
  // Twitch does not echo; these come from the bot's other connections. An owner who lends the bot their account still types by hand.
  if (userId === botId && botId !== channelId) return undefined
  return {
    platform: 'twitch',
    channelId,
    id,
    account: { platform: 'twitch', userId, login, name: readName(unescapeTag(readTag(tags, 'display-name'))) || login },
    roles: readRoles(tags, userId === channelId),
    text: readText(line),
    sentAt: new Date(Number(readTag(tags, 'tmi-sent-ts')) || arrived),
  }
}

/** A Helix user as an account. */
export function translateUser(user: { id: string; login: string; display_name: string }): Account {
  return { platform: 'twitch', userId: user.id, login: user.login, name: readName(user.display_name) || user.login }
}

const isId = /^\d+$/

/** A shared chat: the line was typed in another room when its source is named and differs. */
function isSharedCopy(tags: Tags): boolean {
  const source = tags['source-room-id']
  return source !== undefined && source !== tags['room-id']
}

/** Of most who chat. */
const noRoles: Roles = { broadcaster: false, moderator: false, vip: false, subscriber: false, tier: 0, months: 0 }

/** A badge is `name/version`. Tier 2 and 3 add 2000 and 3000 to the version; the exact months stand in `badge-info`. */
function readRoles(tags: Tags, isOwner: boolean): Roles {
  const badges = readTag(tags, 'badges')
  if (badges === '' && !isOwner && tags['mod'] !== '1' && tags['vip'] !== '1' && tags['subscriber'] !== '1')
    return noRoles
  const subscription = /(?:^|,)(?:subscriber|founder)\/(\d+)/.exec(badges)
  const subscriber = subscription !== null || tags['subscriber'] === '1'
  const months = /(?:^|,)(?:subscriber|founder)\/(\d+)/.exec(readTag(tags, 'badge-info'))?.[1]
  return {
    broadcaster: isOwner || /(?:^|,)broadcaster\//.test(badges),
    moderator: tags['mod'] === '1' || /(?:^|,)(?:lead_)?moderator\//.test(badges),
    vip: tags['vip'] === '1' || /(?:^|,)vip\//.test(badges),
    subscriber,
    tier: subscriber ? tierOf(Number(subscription?.[1])) : 0,
    months: Number(months ?? 0),
  }
}

function tierOf(version: number): 1 | 2 | 3 {
  if (version >= 3000) return 3
  return version >= 2000 ? 2 : 1
}

/** What was typed. `/me` comes between marks, and to an answer Twitch adds the name of whom it answers. */
function readText({ tags, params }: IrcLine): string {
  const said = params[1] ?? ''
  const text = said.startsWith(actionStart) ? said.slice(actionStart.length).replace(actionEnd, '') : said
  return tags['reply-parent-msg-id'] === undefined ? text : text.replace(/^@\S+ /, '')
}

const actionEnd = '\u0001'
const actionStart = `${actionEnd}ACTION `
