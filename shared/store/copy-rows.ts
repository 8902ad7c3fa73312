/**
 * Rows in the binary form of `COPY … FROM STDIN (FORMAT binary)`: a head, each row as the number of its fields and each field behind its
 * size, and an end (https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"). PostgreSQL writes rows that come this way page by
 * page, with less work for each than an `INSERT`.
 */
const head = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)])
/** Timestamps count from the year 2000. */
const epoch = Date.UTC(2000, 0, 1)
const jsonbVersion = '\u0001'

/** A UUID as `CopyRows` takes it: read once, written in many rows. */
export function uuidBytes(text: string): Buffer {
  return Buffer.from(text.replaceAll('-', ''), 'hex')
}

export class CopyRows {
  #buffer = Buffer.allocUnsafe(64 * 1024)
  #at = head.copy(this.#buffer)

  /** Begins a row; so many fields have to follow, in the order of the columns. */
  row(fields: number): this {
    this.#reserve(2)
    this.#at = this.#buffer.writeInt16BE(fields, this.#at)
    return this
  }

  /** For `integer`. */
  integer(value: number): this {
    const at = this.#field(4)
    this.#buffer.writeInt32BE(value, at)
    return this
  }

  /** For `bigint`: a whole number within 2^53. */
  bigint(value: number): this {
    const at = this.#field(8)
    const high = Math.floor(value / 2 ** 32)
    this.#buffer.writeInt32BE(high, at)
    this.#buffer.writeUInt32BE(value - high * 2 ** 32, at + 4)
    return this
  }

  /** For `timestamptz`, which is kept in microseconds. */
  time(value: Date): this {
    return this.bigint((value.getTime() - epoch) * 1_000)
  }

  /** For `uuid`, as `uuidBytes` reads it. */
  uuid(value: Buffer): this {
    const at = this.#field(value.length)
    value.copy(this.#buffer, at)
    return this
  }

  /** For `text`. PostgreSQL refuses NUL. */
  text(value: string): this {
    this.#reserve(4 + 3 * value.length)
    const size = this.#buffer.write(value, this.#at + 4)
    this.#at = this.#buffer.writeInt32BE(size, this.#at) + size
    return this
  }

  /** For `jsonb`, from a JSON text. */
  json(value: string): this {
    return this.text(jsonbVersion + value)
  }

  /** All rows. There are no more to come. */
  end(): Buffer {
    this.#reserve(2)
    this.#at = this.#buffer.writeInt16BE(-1, this.#at)
    return this.#buffer.subarray(0, this.#at)
  }

  /** Writes the size of a field and gives the place for it. */
  #field(size: number): number {
    this.#reserve(4 + size)
    const at = this.#buffer.writeInt32BE(size, this.#at)
    this.#at = at + size
    return at
  }

  #reserve(size: number): void {
    if (this.#at + size <= this.#buffer.length) return
    const larger = Buffer.allocUnsafe(2 * (this.#at + size))
    this.#buffer.copy(larger, 0, 0, this.#at)
    this.#buffer = larger
  }
}
