/** Whether a channel is live, and who is in its chat, as Helix tells. */
import type { Stream } from '../../engine/ports.ts'
import type { Account } from '../../giveaway/words.ts'
import { checkAddress, unexpected } from '../ask.ts'
import { askHelix, type HelixOptions } from './helix.ts'
import { translateUser } from './translate.ts'
import { chattersBody, streamsBody } from './wire.ts'

export interface StreamOptions extends HelixOptions {
  readonly channelId: string
  /** The account of the token; it moderates the channel. */
  readonly botId: string
}

/** Chatters take the scope `moderator:read:chatters` (https://dev.twitch.tv/docs/api/reference/#get-chatters). */
export function createTwitchStream(options: StreamOptions): Stream {
  checkAddress(options.apiUrl)
  const { channelId, botId } = options

  async function ask(path: string, what: string): Promise<unknown> {
    const { status, body } = await askHelix(options, path)
    if (status !== 200) throw unexpected('Twitch', what, status)
    return body
  }

  async function readPage(after: string | undefined) {
    const page = new URLSearchParams({ broadcaster_id: channelId, moderator_id: botId, first: '1000' })
    if (after !== undefined) page.set('after', after)
    return chattersBody.parse(await ask(`/chat/chatters?${page}`, 'list who is in the chat (moderator:read:chatters)'))
  }

  return {
    platform: 'twitch',
    async isLive() {
      const { data } = streamsBody.parse(await ask(`/streams?user_id=${channelId}`, 'tell whether the stream is live'))
      return data.length > 0
    },
    async findPresent() {
      const present = new Map<string, Account>()
      for (let after: string | undefined; ;) {
        const { data, pagination } = await readPage(after)
        // People come and go between two pages, so somebody may stand on both.
        for (const { user_id: id, user_login: login, user_name } of data)
          present.set(id, translateUser({ id, login, display_name: user_name }))
        if (data.length === 0 || !pagination.cursor || pagination.cursor === after) return [...present.values()]
        after = pagination.cursor
      }
    },
  }
}
