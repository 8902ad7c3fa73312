/** A file that cannot be used at all. The message says why, and what to do, in sentences for whoever chose it. */
export class FileError extends Error {
  override readonly name = 'FileError'
  /** `columns`: it is a table, but which column is what has to be said. */
  readonly about: 'text' | 'columns'

  constructor(message: string, about: 'text' | 'columns' = 'text', options?: ErrorOptions) {
    super(message, options)
    this.about = about
  }
}
