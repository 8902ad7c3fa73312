/** Ticket numbers: the day that they belong to, how they are written and read, and from when limits of a stream count. */

/** The number of an order: unique in its channel, with prefix and day. */
export interface TicketNumber {
  readonly prefix: string
  /** The day in the channel's time zone, as YYYY-MM-DD. */
  readonly day: string
  readonly number: number
  /** How many digits it is written with at least. */
  readonly digits: number
}

/** `A-001`. */
export function writeTicket({ prefix, number, digits }: Omit<TicketNumber, 'day'>): string {
  return `${prefix}-${String(number).padStart(digits, '0')}`
}

/** Reads `A-001`, `a1`, `#1` or `1`. Nothing for what is no ticket number. */
export function readTicket(said: string): { readonly prefix: string | undefined; readonly number: number } | undefined {
  const parts = /^#?(?:([a-z]{1,3})-?)?(\d{1,9})$/i.exec(said.normalize('NFKC'))
  const number = Number(parts?.[2])
  return number >= 1 ? { prefix: parts?.[1]?.toUpperCase(), number } : undefined
}

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
