/** Times as a `datetime-local` input has them: in the zone of whoever looks, without saying so. */

/** An hour from now, on the full minute. */
export function soon(): string {
  return toLocal(new Date(Date.now() + 3_600_000))
}

/** ISO 8601 in UTC; nothing for what is no time. */
export function toIso(local: string): string | undefined {
  const at = new Date(local)
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

export function toLocal(at: Date): string {
  const [month, day, hour, minute] = [at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes()].map((part) =>
    String(part).padStart(2, '0'),
  )
  return `${at.getFullYear()}-${month}-${day}T${hour}:${minute}`
}
