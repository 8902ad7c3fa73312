/** Whether a channel is live on YouTube, and who is there, as far as its chat tells. */
import type { Stream } from '../../engine/ports.ts'
import type { Chat } from '../../engine/ports/chat.ts'
import { followPresent } from '../present.ts'

/** Asks YouTube nothing: a chat that is connected is that of a live stream. `now` is in milliseconds that only grow. */
export function createYoutubeStream(
  chat: Pick<Chat, 'onMessage' | 'onState'>,
  now: () => number = () => performance.now(),
): Stream {
  let isLive = false
  chat.onState((state) => void (isLive = state === 'connected'))
  return {
    platform: 'youtube',
    isLive: async () => isLive,
    findPresent: followPresent(chat, now),
  }
}
