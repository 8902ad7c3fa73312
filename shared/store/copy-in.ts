/** `COPY … FROM STDIN` on a pipelined connection: the rows go out right behind the statement. */
import pg from 'pg'

/**
 * Sends the statement with its rows and resolves when PostgreSQL has taken them. Where it refuses the statement, it passes over the rows
 * behind it (https://www.postgresql.org/docs/current/protocol-flow.html, "COPY Operations"), and this rejects with its error.
 */
export function copyIn(client: pg.ClientBase, statement: string, rows: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(statement, rows, (error) => (error ? reject(error) : resolve())))
  })
}

/** Parts of pg's connection that its published types leave out. */
interface CopyConnection {
  query(text: string): void
  sendCopyFromChunk(rows: Buffer): void
  endCopyFrom(): void
}

class CopyIn extends pg.Query {
  readonly #statement: string
  readonly #rows: Buffer

  constructor(statement: string, rows: Buffer, onEnd: (error: Error | undefined) => void) {
    super(statement, onEnd)
    this.#statement = statement
    this.#rows = rows
  }

  override submit = (connection: unknown): void => {
    const { stream } = connection as pg.Connection
    const wire = connection as CopyConnection // what `pg` gives to queries
    stream.cork()
    wire.query(this.#statement)
    wire.sendCopyFromChunk(this.#rows)
    wire.endCopyFrom()
    stream.uncork()
  }

  /** Named by `pg`: the server asks for the rows, which are on their way. */
  handleCopyInResponse(): void {}
}
