/** Time zones by their names, such as `Europe/Berlin`. */

/** The zone as it is written, whatever the case; nothing where there is no such zone. Offsets such as `+01:00` are none: they know no summer time. */
export function readTimeZone(said: string): string | undefined {
  if (!/^[a-z]/i.test(said)) return undefined
  try {
    return new Intl.DateTimeFormat('en', { timeZone: said }).resolvedOptions().timeZone
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}
