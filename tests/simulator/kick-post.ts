/** What comes to a webhook, read and checked as an app does it. */
import { verify } from 'node:crypto'
import type { KickStage, Post } from './kick-stage.ts'

/** The public key that the API gives now. */
export async function fetchKey(stage: KickStage): Promise<string> {
  const response = await fetch(`${stage.kick.url}/public/v1/public-key`)
  const { data } = (await response.json()) as { data: { public_key: string } }
  return data.public_key
}

/** Whether the key signed the raw bytes. */
export function isSigned({ headers, body }: Post, key: string): boolean {
  const words = `${headers['kick-event-message-id']}.${headers['kick-event-message-timestamp']}.`
  const signature = Buffer.from(String(headers['kick-event-signature']), 'base64')
  return verify('RSA-SHA256', Buffer.concat([Buffer.from(words), body]), key, signature)
}

/** The payload. */
export const read = ({ body }: Post) => JSON.parse(String(body)) as Record<string, unknown>
