/** Parts of an answer that is written over time. Pure. */
import { StringDecoder } from 'node:string_decoder'
import { PlatformError } from '../ask.ts'

/**
 * Gives the objects of an answer as they become whole: YouTube writes one array over minutes, an object a batch; objects one after the
 * other are taken as well. Bytes may be cut anywhere, in a string and in a character too. Throws for an object that never ends.
 */
export function createSplitter(): (bytes: Uint8Array) => string[] {
  const decoder = new StringDecoder('utf8')
  let open = ''
  let depth = 0
  let isString = false
  let isEscaped = false

  /** Whether an object ends with this character. */
  function endsWith(code: number): boolean {
    if (isEscaped) isEscaped = false
    else if (isString && code === backslash) isEscaped = true
    else if (code === quote) isString = !isString
    else if (!isString && code === opening) depth += 1
    else if (!isString && code === closing) return --depth === 0
    return false
  }

  return (bytes) => {
    const text = decoder.write(bytes)
    const whole: string[] = []
    let start = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (depth === 0 && code !== opening) continue
      if (depth === 0) start = at
      if (!endsWith(code)) continue
      whole.push(open + text.slice(start, at + 1))
      open = ''
      start = at + 1
    }
    if (depth > 0) open += text.slice(start)
    if (open.length > longest) throw new PlatformError('YouTube wrote an answer without an end.', { temporary: true })
    return whole
  }
}

const quote = 0x22
const backslash = 0x5c
const opening = 0x7b
const closing = 0x7d
/** In UTF-16 units; five hundred messages are a tenth of it. */
const longest = 16_000_000
