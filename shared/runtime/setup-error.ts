/** Something outside the code is wrong. The message is a whole sentence for the person at the terminal: print it without a stack. */
export class SetupError extends Error {
  override readonly name = 'SetupError'
}

/** The text of whatever was thrown, for a sentence that goes on. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(reasonOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

/** The code of a system or PostgreSQL error, such as `ENOENT` or `42P04`; nothing where there is none. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
