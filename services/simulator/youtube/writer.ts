/** How the bytes of a stream go out: whole, in small pieces, or by half. */
import type { ServerResponse } from 'node:http'
import type { Faults } from './faults.ts'

export interface Writer {
  readonly isOver: boolean
  write(bytes: Buffer): void
  /** The end, after all that was written. */
  end(last: string): void
  /** Half of it, and the connection is reset. */
  break(bytes: Buffer): void
}

/** Writes to one response. */
export function createWriter(response: ServerResponse, faults: Pick<Faults, 'splitWrites'>): Writer {
  const waiting: Buffer[] = []
  let isOver = false
  let timer: NodeJS.Timeout | undefined
  response.on('close', () => {
    isOver = true
    clearTimeout(timer)
  })

  /** Pieces go out one by one: what is written at one time arrives as one. */
  function drain(): void {
    timer = undefined
    for (let piece = waiting.shift(); piece; piece = waiting.shift()) {
      response.write(piece)
      if (!faults.splitWrites) continue
      timer = setTimeout(drain, 1)
      return
    }
    if (isOver) response.end()
  }

  function send(bytes: Buffer): void {
    waiting.push(...(faults.splitWrites ? split(bytes) : [bytes]))
    if (timer === undefined) drain()
  }

  return {
    get isOver() {
      return isOver
    },
    write: send,
    end(last) {
      if (isOver) return
      isOver = true
      send(Buffer.from(last))
    },
    break(bytes) {
      isOver = true
      response.write(bytes.subarray(0, bytes.length / 2), () => response.socket?.resetAndDestroy())
    },
  }
}

/** Pieces of sixteen bytes at most; one that reaches a character of several bytes ends inside it. */
function split(bytes: Buffer): Buffer[] {
  const pieces: Buffer[] = []
  let from = 0
  for (const [index, byte] of bytes.entries()) {
    const isLeading = byte >= 0xc0
    if (!isLeading && index + 1 - from < 16) continue
    pieces.push(bytes.subarray(from, index + 1))
    from = index + 1
  }
  return [...pieces, bytes.subarray(from)]
}
