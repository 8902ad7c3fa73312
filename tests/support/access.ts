/** Helpers of a streamer: invited and in, without a browser. */
import { hashSecret, makeSecret } from '@streambot/api/secrets.ts'
import { acceptInvitation, inviteHelper } from '@streambot/shared/engine/share.ts'
import type { HelperRole } from '@streambot/shared/giveaway/access.ts'
import type { StreamerId, UserId } from '@streambot/shared/giveaway/words.ts'
import type { TestEngine } from './engine.ts'

export interface Channel {
  readonly engine: Pick<TestEngine, 'ports' | 'store'>
  readonly streamerId: StreamerId
}

/** Makes an invitation, and gives its token and the id of the grant. Throws with the refusal. */
export async function invite(
  { engine: { ports }, streamerId }: Channel,
  role: HelperRole,
  expiresAt?: Date,
): Promise<{ readonly token: string; readonly grantId: number }> {
  const token = makeSecret()
  const ask = { streamerId, by: streamerId, role, expiresAt, tokenHash: hashSecret(token) }
  const made = await inviteHelper(ports, ask, { actor: `user:${streamerId}` })
  if (!made.ok) throw new Error(`Nobody was invited: ${made.code}`)
  return { token, grantId: made.value.id }
}

/** A user takes an invitation: `ok`, or the code of the no. */
export async function take({ engine: { ports }, streamerId }: Channel, token: string, userId: UserId): Promise<string> {
  const taken = await acceptInvitation(ports, { streamerId, tokenHash: hashSecret(token), userId })
  return taken.ok ? 'ok' : taken.code
}

/** A user who holds this role from now on. */
export async function addHelper(channel: Channel, role: HelperRole, expiresAt?: Date): Promise<UserId> {
  const userId = await channel.engine.store.transact((tx) => tx.addUser(`A ${role}`))
  const { token } = await invite(channel, role, expiresAt)
  const taken = await take(channel, token, userId)
  if (taken !== 'ok') throw new Error(`The invitation was not taken: ${taken}`)
  return userId
}
