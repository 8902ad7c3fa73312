/** Signatures of events, after https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md (symmetric). */
import { createHmac } from 'node:crypto'
import type { Post } from '../engine/ports/webhooks.ts'

/** The three headers: the id, the time of this try in seconds, and the HMAC-SHA256 of both and the body under the secret's bytes. */
export function sign({ id, at, body, secret }: Omit<Post, 'url'>): Record<string, string> {
  const seconds = Math.floor(at.getTime() / 1000)
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${seconds}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1,${signature}` }
}
