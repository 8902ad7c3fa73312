/**
 * Shared access: a streamer invites, a helper takes the invitation, and the share ends by itself or is taken back. The streamer is locked
 * as a user in all of it: of two who use one invitation, or of a use and a revocation, the second finds what the first left.
 */
import { invitedUntil, mayGive, type HelperRole, type PanelRole } from '../giveaway/access.ts'
import type { AccessAnswer, AccessRefusal } from '../giveaway/answers.ts'
import type { StreamerId, UserId } from '../giveaway/words.ts'
import type { Cause, Ports } from './ports.ts'
import type { Grant } from './ports/access.ts'
import type { Tx } from './ports/store.ts'

type SharePorts = Pick<Ports, 'store' | 'clock'>

/** So many invitations and shares may stand at a time. */
const mostGrants = 50

export interface InvitationAsk {
  readonly streamerId: StreamerId
  /** Who invites. */
  readonly by: UserId
  readonly role: HelperRole
  /** When the access ends by itself. */
  readonly expiresAt: Date | undefined
  /** SHA-256 of the token, in hex; the token is the caller's to show, once. */
  readonly tokenHash: string
}

/** Makes an invitation that one helper can use, once, within a week. */
export function inviteHelper(
  { store, clock }: SharePorts,
  { by, ...ask }: InvitationAsk,
  { actor }: Cause,
): Promise<AccessAnswer<Grant>> {
  const { streamerId, role, expiresAt } = ask
  return store.transact(async (tx) => {
    await tx.lockUser(streamerId)
    const now = clock.now()
    const giver = await findRole(tx, streamerId, by, now)
    if (!giver || !mayGive(giver, role)) return no('not-yours-to-give')
    if (isOver(expiresAt, now)) return no('access-over')
    if ((await tx.countGrants(streamerId)) >= mostGrants) return no('too-many-grants')
    const grant = await tx.addInvitation({ ...ask, invitedUntil: invitedUntil(now, expiresAt) })
    tx.addAudit(streamerId, actor, 'helper invited', undefined, { grantId: grant.id, role, expiresAt })
    return yes(grant)
  })
}

/** Takes an invitation: from the commit on the helper has its role. A share that they held of this streamer is replaced. */
export function acceptInvitation(
  { store, clock }: SharePorts,
  { streamerId, tokenHash, userId }: { streamerId: StreamerId; tokenHash: string; userId: UserId },
): Promise<AccessAnswer<Grant>> {
  return store.transact(async (tx) => {
    await tx.lockUser(streamerId)
    const now = clock.now()
    const grant = await tx.lockInvitation(streamerId, tokenHash)
    if (!grant || isOver(grant.invitedUntil, now) || isOver(grant.expiresAt, now)) return no('no-such-invitation')
    if (userId === streamerId) return no('own-invitation')
    const held = await tx.lockShare(streamerId, userId)
    if (held) tx.endGrants([held.id], 'replaced', now)
    tx.activateGrant(grant.id, userId, now)
    const { id: grantId, role, expiresAt } = grant
    const before = held && { before: held.role }
    tx.addAudit(streamerId, `user:${userId}`, 'helper joined', undefined, { grantId, role, expiresAt, ...before })
    return yes({ ...grant, status: 'active', helperId: userId, acceptedAt: now })
  })
}

/** Takes an invitation or a share back: from the commit on it opens nothing. */
export function revokeGrant(
  { store, clock }: SharePorts,
  { streamerId, grantId }: { readonly streamerId: StreamerId; readonly grantId: number },
  { actor }: Cause,
): Promise<AccessAnswer<Grant>> {
  return store.transact(async (tx) => {
    await tx.lockUser(streamerId)
    const grant = await tx.lockGrant(streamerId, grantId)
    if (!grant) return no('no-such-grant')
    tx.endGrants([grant.id], 'revoked', clock.now())
    auditEnd(tx, streamerId, actor, 'revoked', grant)
    return yes(grant)
  })
}

/** Switches off what is over by now; requests refuse it already. Gives how much that was. */
export async function endExpiredGrants({ store, clock }: SharePorts): Promise<number> {
  const now = clock.now()
  let ended = 0
  for (const streamerId of await store.findOverShares(now))
    ended += await store.transact(async (tx) => {
      await tx.lockUser(streamerId)
      const over = await tx.lockOver(streamerId, now)
      const ids = over.map(({ id }) => id)
      if (ids.length > 0) tx.endGrants(ids, 'expired', now)
      for (const grant of over) auditEnd(tx, streamerId, 'timer', 'expired', grant)
      return over.length
    })
  return ended
}

async function findRole(tx: Tx, streamerId: StreamerId, userId: UserId, now: Date): Promise<PanelRole | undefined> {
  if (userId === streamerId) return 'streamer'
  const held = await tx.lockShare(streamerId, userId)
  return held && !isOver(held.expiresAt, now) ? held.role : undefined
}

function isOver(at: Date | undefined, now: Date): boolean {
  return at !== undefined && at <= now
}

function auditEnd(
  tx: Tx,
  streamerId: StreamerId,
  actor: string,
  how: 'revoked' | 'expired',
  { id: grantId, role, helperId }: Grant,
): void {
  const what = helperId === undefined ? 'invitation' : 'access'
  tx.addAudit(streamerId, actor, `${what} ${how}`, undefined, { grantId, role, helperId })
}

function yes(value: Grant): AccessAnswer<Grant> {
  return { ok: true, value }
}

function no(code: AccessRefusal): { readonly ok: false; readonly code: AccessRefusal } {
  return { ok: false, code }
}
