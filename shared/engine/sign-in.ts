/** Signing in: whoever proves that an account is theirs is the user who linked it, or a new one. */
import type { Account, UserId } from '../giveaway/words.ts'
import type { Ports } from './ports.ts'
import type { Session } from './ports/people.ts'
import type { Tx } from './ports/store.ts'

const dayMs = 86_400_000
const sessionDays = 30

export interface SignInAsk {
  /** What the platform says whose account it is. */
  readonly account: Account
  /** SHA-256 of the token of the new session. */
  readonly tokenHash: string
  /** The session that this browser had before; it ends. */
  readonly before: string | undefined
}

export type SignedInAnswer =
  | { readonly ok: true; readonly session: Session }
  /** The account speaks for a channel here, and is nobody's own. */
  | { readonly ok: false; readonly code: 'bot-account' }

/**
 * Signs in with an account: the session is new, whatever the browser had before. Nothing but the platform's id says who somebody is:
 * no name and no address of mail makes them another user.
 */
export function signIn({ store, clock }: Pick<Ports, 'store' | 'clock'>, ask: SignInAsk): Promise<SignedInAnswer> {
  const { account, tokenHash, before } = ask
  return store.transact(async (tx): Promise<SignedInAnswer> => {
    const known = await tx.findConnection(account)
    if (known?.purpose === 'bot') return { ok: false, code: 'bot-account' }
    const userId = known?.userId ?? (await tx.addUser(account.name))
    await tx.saveConnection(userId, 'streamer', account)
    if (before !== undefined) await tx.removeSession(before)
    return { ok: true, session: beginSession(tx, userId, tokenHash, clock.now()) }
  })
}

/** Signs in whoever holds what only this user can hold, such as the one-time address of a demo. `before` as in `SignInAsk`. */
export function signInAs(
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { userId, tokenHash, before }: { readonly userId: UserId } & Pick<SignInAsk, 'tokenHash' | 'before'>,
): Promise<Session> {
  return store.transact(async (tx) => {
    if (before !== undefined) await tx.removeSession(before)
    return beginSession(tx, userId, tokenHash, clock.now())
  })
}

function beginSession(tx: Tx, userId: number, tokenHash: string, now: Date): Session {
  const session = { tokenHash, userId, expiresAt: new Date(now.getTime() + sessionDays * dayMs) }
  tx.addSession(session)
  return session
}
