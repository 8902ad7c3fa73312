/** Ticket numbers: how they are written and read. */

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
