/** Linking: a user adds an account of theirs, and takes one off again. */
import type { Answer } from '../giveaway/answers.ts'
import type { Account, StreamerId, UserId } from '../giveaway/words.ts'
import { no, yes } from './change.ts'
import { mergeViewers } from './merge-viewers.ts'
import type { Ports, Said } from './ports.ts'
import type { Access, Connection, Proven, Purpose, TokenSeals } from './ports/people.ts'
import type { Tx } from './ports/store.ts'

/** Why an account is not linked, or not taken off. */
export type LinkRefusal =
  /** Somebody else linked it, whatever anybody's name is. */
  | 'linked-to-another-user'
  /** The same user linked it for something else. */
  | 'linked-for-another-purpose'
  /** The user has another account of this platform. */
  | 'platform-taken'
  /** One of the user's accounts counts as the same person as one that another user linked: they were one user's once. */
  | 'shared-person'
  | 'no-such-connection'
  /** With it the user signs in, and with no other. */
  | 'last-account'

export type LinkAnswer = { readonly ok: true } | { readonly ok: false; readonly code: LinkRefusal }

export interface LinkAsk {
  readonly userId: UserId
  readonly access: Access
  readonly proven: Proven
}

/** Links an account that the user signed in to. Tokens are kept where they are needed later: of a channel's owner, and of its bot. */
export function linkAccount(
  { store, tokens }: Pick<Ports, 'store'> & { readonly tokens: TokenSeals },
  { userId, access, proven }: LinkAsk,
): Promise<LinkAnswer> {
  const purpose: Purpose = access === 'bot' ? 'bot' : 'streamer'
  return decide(store, async (tx) => {
    await tx.lockUser(userId)
    const holder = await tx.findConnection(proven.account)
    const refused = await whyNotLinked(tx, userId, purpose, proven.account, holder)
    if (refused) return refused
    const connectionId = await tx.saveConnection(userId, purpose, proven.account)
    if (access !== 'identity') tx.storeTokens(connectionId, tokens.seal(connectionId, proven.tokens))
    tx.addAudit(userId, `user:${userId}`, 'account linked', undefined, { ...keyOf(proven.account), purpose })
    if (purpose === 'bot') return undefined
    if (!holder) tx.removeLinkCodes(userId)
    return (await mergeViewers(tx, userId)) ? undefined : 'shared-person'
  })
}

const linkMinutes = 15

/** Gives somebody in chat a one-time link to join their accounts. */
export function askForLink(
  { store, seeds, clock }: Pick<Ports, 'store' | 'seeds' | 'clock'>,
  { streamerId, account }: { readonly streamerId: StreamerId; readonly account: Account },
  { message }: Said,
): Promise<Answer<{ readonly code: string; readonly minutes: number }>> {
  return store.transact(async (tx) => {
    if (!(await tx.markHandled(message))) return no('already-handled')
    const code = seeds.newId()
    const expiresAt = new Date(clock.now().getTime() + linkMinutes * 60_000)
    tx.addLinkCode({ code, streamerId, account, expiresAt })
    return yes({ code, minutes: linkMinutes })
  })
}

/** Takes a linked account off. What it did stays, and it goes on to count as the same person: nobody can enter twice by it. */
export function unlinkAccount(
  { store }: Pick<Ports, 'store'>,
  { userId, connectionId }: { readonly userId: UserId; readonly connectionId: number },
): Promise<LinkAnswer> {
  return decide(store, async (tx) => {
    await tx.lockUser(userId)
    const connections = await tx.findConnections(userId)
    const connection = connections.find(({ id }) => id === connectionId)
    if (!connection) return 'no-such-connection'
    if (isLast(connections, connection)) return 'last-account'
    tx.removeConnection(connectionId)
    const { account, purpose } = connection
    tx.addAudit(userId, `user:${userId}`, 'account unlinked', undefined, { ...keyOf(account), purpose })
    return undefined
  })
}

class Refused extends Error {
  override readonly name = 'Refused'
  readonly code: LinkRefusal
  constructor(code: LinkRefusal) {
    super(code)
    this.code = code
  }
}

/** A transaction that a refusal takes back, whatever it has written. */
async function decide(store: Ports['store'], work: (tx: Tx) => Promise<LinkRefusal | undefined>): Promise<LinkAnswer> {
  try {
    await store.transact(async (tx) => {
      const refused = await work(tx)
      if (refused) throw new Refused(refused)
    })
    return { ok: true }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, code: error.code }
    throw error
  }
}

async function whyNotLinked(
  tx: Tx,
  userId: UserId,
  purpose: Purpose,
  account: Account,
  holder: Connection | undefined,
): Promise<LinkRefusal | undefined> {
  if (holder && holder.userId !== userId) return 'linked-to-another-user'
  if (holder && holder.purpose !== purpose) return 'linked-for-another-purpose'
  if (holder || purpose === 'bot') return undefined
  const connections = await tx.findConnections(userId)
  return connections.some((one) => one.purpose === purpose && one.account.platform === account.platform)
    ? 'platform-taken'
    : undefined
}

function isLast(connections: readonly Connection[], { purpose }: Connection): boolean {
  return purpose === 'streamer' && connections.filter((one) => one.purpose === 'streamer').length === 1
}

function keyOf({ platform, userId }: Account) {
  return { platform, platformUserId: userId }
}
