/** What goes to a webhook: the raw body, and the headers that vouch for it (https://docs.kick.com/events/webhook-security). */
import type { KickFaults, Spoilt } from './faults.ts'
import type { Signer } from './signer.ts'
import type { EventType, Subscription } from './subscriptions.ts'

/** An event for one app. Each attempt to bring it has the same id, time and bytes. */
export interface Parcel {
  readonly subscription: Subscription
  readonly type: EventType
  readonly messageId: string
  readonly timestamp: string
  readonly body: string
}

export interface PackingParts {
  readonly faults: KickFaults
  readonly signer: Signer
}

/** One request as it goes out. */
export interface Packed {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Signs an event, and spoils it where the faults say so. */
export async function pack(parcel: Parcel, { faults, signer }: PackingParts): Promise<Packed> {
  const { subscription, messageId, timestamp, type } = parcel
  const spoilt = faults.spoilt.shift()
  const body = spoilt === 'huge' ? pad(parcel.body) : parcel.body
  const headers = {
    'content-type': 'application/json',
    'kick-event-message-id': messageId,
    'kick-event-subscription-id': subscription.id,
    'kick-event-signature': await signer.sign(messageId, timestamp, body),
    'kick-event-message-timestamp': timestamp,
    'kick-event-type': type,
    'kick-event-version': '1',
  }
  return spoilt ? spoil(spoilt, { headers, body }) : { headers, body }
}

/** Adds a field of more than a megabyte. */
function pad(body: string): string {
  return `${body.slice(0, -1)},"padding":"${'x'.repeat(1_100_000)}"}`
}

function spoil(how: Spoilt, { headers, body }: Packed): Packed {
  const without = (name: string) => Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name))
  switch (how) {
    case 'wrong-signature':
      return { headers: { ...headers, 'kick-event-signature': Buffer.alloc(256, 7).toString('base64') }, body }
    case 'signed-respelt':
      return { headers, body: JSON.stringify(JSON.parse(body), undefined, 2) }
    case 'no-signature':
      return { headers: without('kick-event-signature'), body }
    case 'no-message-id':
      return { headers: without('kick-event-message-id'), body }
    case 'unknown-type':
      return { headers: { ...headers, 'kick-event-type': 'chat.message.sung' }, body }
    case 'unknown-version':
      return { headers: { ...headers, 'kick-event-version': '2' }, body }
    case 'huge':
      return { headers, body }
    default:
      return how satisfies never
  }
}
