/** Who listens to a chat. What breaks there on one message must take neither the others nor the process along. */
import type { Logger } from 'pino'
import type { Chat, ChatMessage, ChatState } from '../engine/ports/chat.ts'

export interface Listeners extends Pick<Chat, 'onMessage' | 'onState'> {
  hear(message: ChatMessage): void
  tell(state: ChatState, detail: string): void
  /** Does what may break. */
  guard(run: () => void): void
}

/** Nobody listens yet. `platform` is as people call it. */
export function createListeners(platform: string, log: Pick<Logger, 'error'>): Listeners {
  const toMessages: ((message: ChatMessage) => void)[] = []
  const toStates: ((state: ChatState, detail: string) => void)[] = []

  function guard(run: () => void): void {
    try {
      run()
    } catch (err) {
      log.error({ err }, `${platform}: what listens to the chat failed`)
    }
  }

  return {
    guard,
    hear(message) {
      for (const listener of toMessages) guard(() => listener(message))
    },
    tell(state, detail) {
      for (const listener of toStates) guard(() => listener(state, detail))
    },
    onMessage: (listener) => void toMessages.push(listener),
    onState: (listener) => void toStates.push(listener),
  }
}
