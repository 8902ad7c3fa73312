/** Array parameters as PostgreSQL reads them. `pg` would quote them value by value, which costs a batch more than all its other work here. */

/** `{1,2,3}`, for a `bigint[]`, `integer[]` or `float8[]`. */
export function numbers(values: readonly number[]): string {
  return `{${values.join(',')}}`
}

/** `{"a","b"}`, for a `text[]` or an array of anything that is read from text. */
export function texts(values: readonly string[]): string {
  return `{${values.map(quote).join(',')}}`
}

function quote(value: string): string {
  if (!value.includes('"') && !value.includes('\\')) return `"${value}"`
  return `"${value.replace(/["\\]/g, '\\$&')}"`
}
