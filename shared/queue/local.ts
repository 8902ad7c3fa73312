/** Live within one process: whoever commits news nudges, whoever shows them listens. */
import { EventEmitter } from 'node:events'
import type { Live } from '../engine/ports.ts'

export function createLocalLive(): Live {
  const events = new EventEmitter().setMaxListeners(0)
  return {
    nudge: () => void events.emit('news'),
    onNudge(listener) {
      events.on('news', listener)
      return () => void events.off('news', listener)
    },
  }
}
