/** Whether a channel is live on Kick, and who is there, as far as its chat tells. */
import type { Stream } from '../../engine/ports.ts'
import type { Chat } from '../../engine/ports/chat.ts'
import { followPresent } from '../present.ts'
import { type KickApi, readFromKick } from './api.ts'
import { liveBody } from './wire.ts'

export interface StreamOptions {
  /** With the app's tokens: they may look at any channel. */
  readonly api: KickApi
  readonly channelId: string
  readonly chat: Pick<Chat, 'onMessage'>
  /** Milliseconds that only grow. */
  readonly now?: () => number
}

/** Kick is asked, since a delivery that tells of a start or an end may come hours late, or never (`GET /public/v1/channels`). */
export function createKickStream({ api, channelId, chat, now = () => performance.now() }: StreamOptions): Stream {
  return {
    platform: 'kick',
    async isLive() {
      const path = `/channels?broadcaster_user_id=${channelId}`
      const { data } = await readFromKick(api, path, liveBody, 'tell whether the stream is live')
      return data.some((channel) => channel.broadcaster_user_id === channelId && channel.stream.is_live)
    },
    findPresent: followPresent(chat, now),
  }
}
