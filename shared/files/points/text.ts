/** Text out of the bytes of a file: UTF-8 or UTF-16, told by the first bytes. */
import { FileError } from '../file-error.ts'

/** Decodes piece by piece. Throws a `FileError` for what is no text in these encodings. */
export async function* decodeText(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let begin: Uint8Array | undefined = new Uint8Array()
  let decoder = new TextDecoder()
  for await (const piece of pieces) {
    let bytes = piece
    if (begin) {
      bytes = Buffer.concat([begin, piece])
      begin = bytes.length < 4 ? bytes : undefined
      if (begin) continue
      decoder = new TextDecoder(findEncoding(bytes), { fatal: true })
    }
    yield decode(decoder, () => decoder.decode(bytes, { stream: true }))
  }
  yield decode(decoder, () => decoder.decode(begin))
}

function findEncoding([first, second, third, fourth]: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (first === 0x50 && second === 0x4b && third === 3 && fourth === 4)
    throw new FileError('The file is an Excel workbook. Open it, save its sheet of points as CSV, and import that.')
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0)) return 'utf-16le'
  if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0)) return 'utf-16be'
  return 'utf-8'
}

function decode({ encoding }: TextDecoder, work: () => string): string {
  try {
    return work()
  } catch (cause) {
    const message = `The file is not ${encoding.toUpperCase()} throughout. Save it as UTF-8, and import that.`
    throw new FileError(message, 'text', { cause })
  }
}
