/** The day that a ticket number belongs to, and from when limits of a stream count. */

/** The day on which a moment falls, as YYYY-MM-DD. Throws for a time zone that nobody knows. */
export function dayIn(timeZone: string, at: Date): string {
  return inZone(timeZone, at).toPlainDate().toString()
}

/** When a stream was seen to begin, and when it was seen last. */
export interface Streamed {
  readonly since: Date
  readonly seenAt: Date
}

/** A stream that was not seen for so long is over. */
const streamEndsMs = 12 * 3_600_000

/** Since when orders count for the limits of a stream: since it began, and where none is known since the day did. */
export function countsSince(timeZone: string, streamed: Streamed | undefined, now: Date): Date {
  if (streamed && now.getTime() - streamed.seenAt.getTime() < streamEndsMs) return streamed.since
  return new Date(inZone(timeZone, now).startOfDay().epochMilliseconds)
}

function inZone(timeZone: string, at: Date): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(timeZone)
}
