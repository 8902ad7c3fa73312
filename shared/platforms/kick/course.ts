/** A connection that is a course of steps: it ends when they do. */
import type { Logger } from 'pino'
import { PlatformError } from '../ask.ts'
import type { Connection, End } from '../reconnect.ts'

/** Begins the steps; the signal says when to give up. What they throw is how they ended. */
export function openCourse(steps: (signal: AbortSignal) => Promise<End>, log: Pick<Logger, 'error'>): Connection {
  const { promise: ended, resolve } = Promise.withResolvers<End>()
  const stopping = new AbortController()
  steps(stopping.signal).then(resolve, (error: unknown) => {
    // An outage is told by its sentence; anything else is a bug.
    if (!(error instanceof PlatformError)) log.error({ err: error }, 'Kick: a connection broke')
    resolve({
      why: 'lost',
      detail: error instanceof PlatformError ? error.message : 'The connection broke; the log says why.',
    })
  })
  return {
    ended,
    end(how) {
      stopping.abort()
      resolve(how)
    },
  }
}
