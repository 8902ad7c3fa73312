/** `streamList` over HTTP: one JSON array that is written for as long as the chat goes on. */
import type { ServerResponse } from 'node:http'
import type { Ask, Outcome } from '../http.ts'
import type { Hearing } from '../hearing.ts'
import type { Room } from '../world.ts'
import type { Target } from '../faults.ts'
import type { Faults } from './faults.ts'
import { openReader, readOn, type Reader, type ReadingParts } from './reading.ts'
import { createWriter, type Writer } from './writer.ts'

export interface Streams {
  open(ask: Ask): Outcome
  /** How many are open, of one room or in all. */
  count(room?: Room): number
  /** The most bytes that wait in one of them. */
  backlog(): number
  /** What the faults do to them: end all in the orderly way, now or later, or reset their connections. */
  readonly strikes: Pick<Target, 'terminate' | 'close' | 'reconnect'>
}

export interface StreamsParts extends ReadingParts {
  readonly hearing: Pick<Hearing, 'poke'>
}

interface Stream {
  readonly reader: Reader
  readonly response: ServerResponse
  readonly writer: Writer
  hasBegun: boolean
}

/** The streams of one simulator. */
export function createStreams(parts: StreamsParts): Streams {
  const open = new Set<Stream>()
  const endAll = () => open.forEach((stream) => end(stream, parts.faults))

  function start(reader: Reader, response: ServerResponse): void {
    const stream: Stream = { reader, response, writer: createWriter(response, parts.faults), hasBegun: false }
    open.add(stream)
    response.socket?.setNoDelay(true)
    response.writeHead(200, { 'content-type': 'application/json; charset=UTF-8' })
    response.flushHeaders()
    const deaf = reader.chat.onChange(() => flush(stream, parts))
    const life = setTimeout(() => end(stream, parts.faults), parts.faults.streamLife).unref()
    response.on('close', () => {
      clearTimeout(life)
      deaf()
      open.delete(stream)
      parts.hearing.poke()
    })
    flush(stream, parts)
    parts.hearing.poke()
  }

  return {
    open(ask) {
      const reader = openReader(parts, ask, 'stream')
      return 'status' in reader ? reader : { status: 200, start: (response) => start(reader, response) }
    },
    count: (room) => [...open].filter(({ reader }) => !room || reader.chat.broadcast.room === room).length,
    backlog: () => Math.max(0, ...[...open].map(({ response }) => response.writableLength)),
    strikes: {
      terminate: () => open.forEach(({ response }) => response.socket?.resetAndDestroy()),
      close: endAll,
      reconnect: (seconds) => void setTimeout(endAll, seconds * 1000).unref(),
    },
  }
}

/** Writes what the reader has not seen. The first object comes at once, also when it is empty. */
function flush(stream: Stream, parts: ReadingParts): void {
  const { reader, writer } = stream
  const { faults } = parts
  if (faults.silentStreams || writer.isOver) return
  while (!stream.hasBegun || reader.place < reader.chat.items.length) {
    const text = JSON.stringify(readOn(reader, parts), undefined, 2)
    const bytes = Buffer.from(`${stream.hasBegun ? ',\n' : '['}${text}`)
    stream.hasBegun = true
    if (faults.cutObjects > 0) return cut(writer, bytes, faults)
    writer.write(bytes)
  }
  if (reader.chat.endedAt) end(stream, faults)
}

function end({ writer, hasBegun }: Stream, faults: Faults): void {
  writer.end(faults.openEnded || !hasBegun ? '' : ']')
}

function cut(writer: Writer, bytes: Buffer, faults: Faults): void {
  faults.cutObjects -= 1
  writer.break(bytes)
}
