/**
 * Array parameters in PostgreSQL's binary form, which neither side has to spell out and read: dimensions, flags, the type of the elements,
 * length, first index, then each element behind its size (`array_send` in PostgreSQL's `arrayfuncs.c`). `pg` sends a buffer as it is.
 */
const head = 20
const oids = { bigint: 20, integer: 23, text: 25, float8: 701 }

/** For a `bigint[]`: whole numbers within 2^53. */
export function bigints(values: readonly number[]): Buffer {
  const array = begin(oids.bigint, values.length, 12 * values.length)
  for (let index = 0, at = head; index < values.length; index++, at += 12) {
    const value = values[index] ?? 0
    array.writeInt32BE(8, at)
    array.writeInt32BE(Math.floor(value / 2 ** 32), at + 4)
    array.writeUInt32BE(value - Math.floor(value / 2 ** 32) * 2 ** 32, at + 8)
  }
  return array
}

/** For an `integer[]`. */
export function integers(values: readonly number[]): Buffer {
  const array = begin(oids.integer, values.length, 8 * values.length)
  for (let index = 0, at = head; index < values.length; index++, at += 8) {
    array.writeInt32BE(4, at)
    array.writeInt32BE(values[index] ?? 0, at + 4)
  }
  return array
}

/** For a `float8[]`. */
export function floats(values: readonly number[]): Buffer {
  const array = begin(oids.float8, values.length, 12 * values.length)
  for (let index = 0, at = head; index < values.length; index++, at += 12) {
    array.writeInt32BE(8, at)
    array.writeDoubleBE(values[index] ?? 0, at + 4)
  }
  return array
}

/** For a `text[]`. PostgreSQL refuses text with NUL. */
export function texts(values: readonly string[]): Buffer {
  let size = 0
  for (const value of values) size += 4 + 3 * value.length
  const array = begin(oids.text, values.length, size)
  let at = head
  for (const value of values) {
    const length = array.write(value, at + 4)
    array.writeInt32BE(length, at)
    at += 4 + length
  }
  return array.subarray(0, values.length === 0 ? 12 : at)
}

/** An empty array has no dimension. */
function begin(oid: number, count: number, size: number): Buffer {
  const array = Buffer.allocUnsafe(count === 0 ? 12 : head + size)
  array.writeInt32BE(count === 0 ? 0 : 1, 0)
  array.writeInt32BE(0, 4)
  array.writeInt32BE(oid, 8)
  if (count === 0) return array
  array.writeInt32BE(count, 12)
  array.writeInt32BE(1, 16)
  return array
}
