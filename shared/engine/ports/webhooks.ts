/** Webhooks: addresses elsewhere that are told what happens in giveaways. */

/** Why nothing is posted to an address, by its looks or by where its name leads. */
export const addressRefusals = [
  'bad-address',
  'not-encrypted',
  'odd-port',
  'private-address',
  'unknown-address',
] as const

export type AddressRefusal = (typeof addressRefusals)[number]

/** One event on its way. */
export interface Post {
  readonly url: string
  /** As `WebhookSecrets` makes it. */
  readonly secret: string
  /** The same however often the event is posted. */
  readonly id: string
  /** When this try is made. */
  readonly at: Date
  readonly body: string
}

/** What came of a try. Without a fault it was taken. */
export interface Posted {
  /** Of the answer, where one came. */
  readonly status: number | undefined
  /** Milliseconds until the answer began, or until it was given up. */
  readonly ms: number
  /** What went wrong, in a sentence for the streamer. */
  readonly fault: string | undefined
}

/** Brings events to where they are asked for. Neither verb rejects because of what is at the other end. */
export interface Courier {
  /** Nothing where an address may be posted to as its name leads now. */
  whyRefused(url: string): Promise<AddressRefusal | undefined>
  /** One try, within ten seconds. An address that may not be posted to is not connected to. */
  post(post: Post): Promise<Posted>
}
