/** Puts text where it was asked for: to a file that is there only when it is whole, or to the next program. */
import { open, rename, rm } from 'node:fs/promises'
import { dirname, join, basename } from 'node:path'
import type { Writable } from 'node:stream'
import { once } from 'node:events'
import { codeOf, reasonOf, SetupError } from '@streambot/shared/runtime/setup-error.ts'

/** Writes beside the file and renames when all is on the disk. Nothing is left, and nothing replaced, where it does not get so far. */
export async function writeWhole(file: string, text: AsyncIterable<string>): Promise<void> {
  const beside = join(dirname(file), `.${basename(file)}.${process.pid}.part`)
  const handle = await open(beside, 'wx').catch((cause: unknown) => {
    throw new SetupError(`${file} cannot be written: ${reasonOf(cause)}.`, { cause })
  })
  try {
    try {
      for await (const piece of text) await handle.write(piece)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, file)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

/** Writes as fast as the reader takes it. A reader who has enough, such as `head`, is no fault. */
export async function writeTo(output: Writable, text: AsyncIterable<string>): Promise<void> {
  const failed = once(output, 'error').then(([error]: unknown[]) => {
    throw error
  })
  // Awaited only while something is written; without a fault it never settles.
  failed.catch(() => undefined)
  try {
    for await (const piece of text) await Promise.race([write(output, piece), failed])
  } catch (error) {
    if (codeOf(error) !== 'EPIPE') throw error
  }
}

function write(output: Writable, piece: string): Promise<void> {
  return new Promise((resolve, reject) => output.write(piece, (error) => (error ? reject(error) : resolve())))
}
