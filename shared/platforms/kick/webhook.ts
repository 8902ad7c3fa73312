/** Kick's official way to give chat: it posts each message to a public address (https://docs.kick.com/events/introduction). */
import type { Logger } from 'pino'
import type { Delivery, Receipt, Webhook } from '../../engine/ports/chat.ts'
import { readJson } from '../../runtime/json.ts'
import { PlatformError } from '../ask.ts'
import type { Keyring } from './signature.ts'
import { type KickLine, webhookMessage } from './wire.ts'

export interface WebhookOptions {
  readonly keyring: Keyring
  /** False: nobody listens at the moment. */
  readonly isOpen: () => boolean
  readonly hear: (line: KickLine) => void
  readonly log: Pick<Logger, 'debug' | 'warn'>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** The event that is chat, and its version. */
export const chatEvent = { name: 'chat.message.sent', version: 1 }

/**
 * Kick may be late by hours, so little is refused for its age. Older deliveries are not Kick's lateness: somebody may have kept one to
 * post it again when the marks of handled messages are gone, which are kept for a day at least. In milliseconds.
 */
const oldestMs = 20 * 3_600_000

/** Takes Kick's deliveries. One that comes again is heard again: whoever hears tells lines by their ids. */
export function createWebhook({ keyring, isOpen, hear, log, now }: WebhookOptions): Webhook {
  async function take(delivery: Delivery): Promise<Receipt> {
    const head = readHead(delivery)
    if (!head || !(await keyring.isSigned(head.signed(delivery.body), head.signature))) return 'refused'
    if (head.type !== chatEvent.name || head.version !== String(chatEvent.version)) return 'taken'
    if (now() - head.sentAt > oldestMs) {
      log.warn({ id: head.id, sentAt: head.sentAt }, 'Kick: a delivery is too old to be one, and was passed over')
      return 'taken'
    }
    if (!isOpen()) return 'later'
    const line = webhookMessage.safeParse(readJson(Buffer.from(delivery.body).toString()))
    if (line.success) hear(line.data)
    else log.warn({ id: head.id, err: line.error }, 'Kick: a message is not in a form that is known')
    return 'taken'
  }

  return async (delivery) => {
    try {
      return await take(delivery)
    } catch (error) {
      if (!(error instanceof PlatformError)) throw error
      log.warn({ err: error }, 'Kick: a delivery could not be checked; it is to come again')
      return 'later'
    }
  }
}

interface Head {
  readonly id: string
  /** In milliseconds since 1970. */
  readonly sentAt: number
  readonly type: string
  readonly version: string
  readonly signature: string
  /** The bytes that Kick signs: over the body as it arrived. */
  signed(body: Uint8Array): Uint8Array
}

/** Nothing where a header is missing, doubled, or longer than any of Kick's. */
function readHead({ headers }: Delivery): Head | undefined {
  const read = (name: string): string => {
    const value = headers[`kick-event-${name}`]
    return typeof value === 'string' && value.length <= 1000 ? value : ''
  }
  const id = read('message-id')
  const timestamp = read('message-timestamp')
  const signature = read('signature')
  const sentAt = Date.parse(timestamp)
  if (id === '' || signature === '' || Number.isNaN(sentAt)) return undefined
  return {
    id,
    sentAt,
    type: read('type'),
    version: read('version'),
    signature,
    signed: (body) => Buffer.concat([Buffer.from(`${id}.${timestamp}.`), body]),
  }
}
