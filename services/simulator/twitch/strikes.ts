/** The faults that strike open connections. */
import type { Target } from '../faults.ts'
import type { Tokens } from '../tokens.ts'
import type { Delivery } from './delivery.ts'

export interface Strikes extends Target {
  /** Nothing is struck later any more. */
  stop(): void
}

/** The strikes on these connections. */
export function createStrikes(delivery: Delivery, tokens: Tokens): Strikes {
  const timers = new Set<NodeJS.Timeout>()
  return {
    tokens,
    terminate: () => delivery.connections.forEach((one) => one.socket.terminate()),
    close: (code) => delivery.connections.forEach((one) => one.socket.close(code)),
    reconnect(seconds) {
      const doomed = [...delivery.connections]
      for (const one of doomed) delivery.send(one, ':tmi.twitch.tv RECONNECT')
      timers.add(setTimeout(() => doomed.forEach((one) => one.socket.close(1001)), seconds * 1000))
    },
    stop: () => timers.forEach((timer) => clearTimeout(timer)),
  }
}
