/** What a new channel still has to do before its first giveaway, read off how things stand. Pure. */
import type { PlatformView } from '@streambot/shared/contract/platforms.ts'

export const stepNames = ['sign-in', 'chat', 'bot', 'giveaway'] as const

export interface Step {
  readonly name: (typeof stepNames)[number]
  readonly isDone: boolean
}

/** `hasGiveaway`: whether one was ever opened. Who sees this is signed in. */
export function stepsOf(platforms: readonly PlatformView[], hasGiveaway: boolean): readonly Step[] {
  const used = platforms.filter(({ isSetUp }) => isSetUp)
  const isRead = used.some(({ chat }) => chat?.state === 'connected')
  // On YouTube the bot may speak with the streamer's own account.
  const speaks = used.some(({ platform, chat, connections: { bot } }) =>
    bot ? bot.status === 'connected' : platform === 'youtube' && chat?.state === 'connected',
  )
  return [
    { name: 'sign-in', isDone: true },
    { name: 'chat', isDone: isRead },
    { name: 'bot', isDone: speaks },
    { name: 'giveaway', isDone: hasGiveaway },
  ]
}
